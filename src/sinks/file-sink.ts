import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { basename, dirname, resolve } from 'node:path';
import type { Delivery, Sink } from './delivery.ts';
import { digestFile } from './digest-file.ts';
import { digestIn, manifestOf, toManifest } from './manifest.ts';
import { replaceFile } from './replace-file.ts';

/** Writes the rows of a delivery into a file that nobody looks at yet. */
export type WriteFile = (file: string, delivery: Delivery) => Promise<void>;

/** A file in some format, with its manifest beside it. */
export function fileSink(path: string, write: WriteFile): Sink {
  const file = resolve(path);
  return async (delivery) => {
    const { rows } = delivery.certificate;
    if (await isDelivered(file, delivery.runId)) return { to: file, rows, isRepeated: true };
    await mkdir(dirname(file), { recursive: true });
    await replaceFile(file, (unfinished) => write(unfinished, delivery));
    const manifest = toManifest(basename(file), await digestFile(file), delivery);
    await replaceFile(manifestOf(file), (unfinished) => writeFile(unfinished, manifest));
    return { to: file, rows, isRepeated: false };
  };
}

/** Whether the file there is this run's, whole. */
async function isDelivered(file: string, runId: string): Promise<boolean> {
  try {
    return digestIn(await readFile(manifestOf(file), 'utf8'), runId) === (await digestFile(file));
  } catch {
    return false;
  }
}

/** Writes texts one after the other; the disk sets the pace. */
export async function writeTexts(file: string, texts: AsyncIterable<string>): Promise<void> {
  const stream = createWriteStream(file, { flags: 'r+' });
  // Told where somebody waits; an event that nobody hears would end the process.
  stream.on('error', () => undefined);
  for await (const text of texts) {
    if (stream.errored) break;
    if (!stream.write(text)) await once(stream, 'drain');
  }
  stream.end();
  if (!stream.closed) await once(stream, 'close');
  if (stream.errored) throw stream.errored;
}
