import { open, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sink } from './delivery.ts';
import { digestFile } from './digest-file.ts';
import type { WriteFile } from './file-sink.ts';
import { digestIn, manifestOf, toManifest } from './manifest.ts';
import { openBucket } from './s3-bucket.ts';
import { toPlace } from './s3-place.ts';

/**
 * An object in a bucket, with its manifest beside it. Whoever reads the object finds the old one or the new one: a store
 * shows nothing of what is on its way, in parts or at one time. The manifest comes last.
 */
export function s3Object(address: string, write: WriteFile): Sink {
  const place = toPlace(address);
  const { key } = place;
  const to = `s3://${place.bucket}/${key}`;
  return async (delivery) => {
    const { rows } = delivery.certificate;
    await using bucket = await openBucket(place);
    const delivered = digestIn((await bucket.read(manifestOf(key))) ?? '', delivery.runId);
    if (delivered !== undefined && delivered === (await bucket.digestOf(key)))
      return { to, rows, isRepeated: true };
    // Written here first, so that its digest is known before the first byte leaves, and a part can be sent again.
    const folder = await mkdtemp(join(tmpdir(), 'sidedoor-s3-'));
    try {
      const file = join(folder, 'unfinished');
      await (await open(file, 'w', 0o600)).close();
      await write(file, delivery);
      const digest = await digestFile(file);
      await bucket.upload(key, file, digest);
      const name = key.slice(key.lastIndexOf('/') + 1);
      await bucket.write(manifestOf(key), toManifest(name, digest, delivery));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    return { to, rows, isRepeated: false };
  };
}
