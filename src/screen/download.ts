import { Buffer } from 'node:buffer';
import type { Download, Frame } from 'playwright';
import { AppUnavailable } from '../errors.ts';

export interface DownloadedFile {
  /** As the app calls it. */
  name: string;
  bytes: Uint8Array;
}

/**
 * Does something that makes the app send a file. Answers `false` when the app draws a page instead, at once and not after
 * a time limit: then look what it shows, the sign-in page perhaps.
 *
 * @throws AppUnavailable when the file breaks off.
 */
export async function download(frame: Frame, act: () => Promise<unknown>): Promise<DownloadedFile | false> {
  const page = frame.page();
  const file = page.waitForEvent('download');
  const drawn = page.waitForEvent('framenavigated', (other) => other === frame);
  // The one that loses the race is nobody's failure.
  const answer = Promise.race([file, drawn.then((): false => false)]);
  for (const promise of [file, drawn]) promise.catch(() => undefined);
  const [arrived] = await Promise.all([answer, act()]);
  return arrived && { name: arrived.suggestedFilename(), bytes: await bytesOf(arrived) };
}

async function bytesOf(file: Download): Promise<Uint8Array> {
  const failure = await file.failure();
  if (failure !== null) throw new AppUnavailable('The app broke off while it sent a file.');
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  await file.delete();
  return Buffer.concat(chunks);
}
