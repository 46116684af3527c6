import { createHash } from 'node:crypto';
import { open, realpath } from 'node:fs/promises';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { InvalidInput } from '../errors.ts';
import type { LocalFile } from '../screen/attach-file.ts';

/** What browsers are handed in one piece. Bytes. */
const largest = 40 * 1024 * 1024;

/**
 * Reads a file for a flow to hand to the app, if it lies in one of these folders: a caller must not make Sidedoor send any
 * file of the machine. A relative path is one in the first of them that has it. Links count as what they lead to.
 *
 * @throws InvalidInput
 */
export async function localFile(path: string, folders: readonly string[] = []): Promise<LocalFile> {
  if (folders.length === 0)
    throw new InvalidInput('This account may not send files.', {
      hint: 'Name the folders that files may be taken from as "files" of the account in the config.',
    });
  for (const folder of folders) {
    const wanted = isAbsolute(path) ? path : resolve(folder, path);
    if (!lies(wanted, folder)) continue;
    const real = await realpath(wanted).catch(() => undefined);
    if (real !== undefined && lies(real, await realpath(folder))) return read(real, basename(wanted));
  }
  throw new InvalidInput(`There is no file "${path}" in the folders that this account may send files from.`, {
    hint: `They are ${folders.join(', ')}.`,
  });
}

const lies = (path: string, folder: string): boolean => {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

async function read(path: string, name: string): Promise<LocalFile> {
  const file = await open(path);
  try {
    const about = await file.stat();
    if (!about.isFile()) throw new InvalidInput(`"${name}" is no file.`);
    if (about.size === 0) throw new InvalidInput(`"${name}" is empty.`);
    if (about.size > largest)
      throw new InvalidInput(`"${name}" has ${about.size} bytes; ${largest} are the most.`);
    const bytes = await file.readFile();
    return { name, bytes, digest: createHash('sha256').update(bytes).digest('hex') };
  } finally {
    await file.close();
  }
}
