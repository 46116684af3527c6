import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { InvalidInput } from '../../errors.ts';

/** As one goes there from here. */
export const near = (file: string): string => {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
};

/**
 * Writes all of the files, or none: what is there already is somebody's work.
 *
 * @param files absolute path → content
 * @throws InvalidInput naming what is there.
 */
export async function writeNew(files: Record<string, string>): Promise<void> {
  const there = Object.keys(files).find((file) => existsSync(file));
  if (there !== undefined) {
    throw new InvalidInput(`${near(there)} is there already; nothing was written.`, {
      hint: 'Choose another name, or move that file away.',
    });
  }
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content, { flag: 'wx' });
  }
}
