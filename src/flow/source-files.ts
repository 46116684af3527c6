import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** What a flow can be made of. */
const source = /\.(ts|mts|cts|js|mjs|cjs|json)$/;

/** The source files below a folder, in the order of their names. @throws where there is no such folder. */
export async function sourceFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && source.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.slice(folder.length).includes('node_modules'))
    .toSorted();
}

/**
 * SHA-256, in hex, of files by their names and contents: the same on every host that has the same. What lies in a hidden
 * folder, as a store does, is no source; what cannot be read is part of nothing that runs.
 */
export async function digestOfFiles(folder: string, files: readonly string[]): Promise<string> {
  const names = files.map((file) => relative(folder, file)).filter((name) => !/(^|\/)\./.test(name));
  const contents = await Promise.all(
    names.map((name) => readFile(join(folder, name)).catch(() => Buffer.alloc(0))),
  );
  const hash = createHash('sha256');
  for (const [index, name] of names.entries()) {
    // Lengths first: no two sets of files have the same bytes.
    hash.update(`${name.length} ${contents[index]!.length}\n${name}\n`).update(contents[index]!);
  }
  return hash.digest('hex');
}
