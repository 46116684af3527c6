import { unzipSync } from 'fflate';
import type { UnzipFileInfo } from 'fflate';
import { AppUnavailable, LayoutChanged } from '../errors.ts';
import type { DownloadedFile } from './download.ts';

/** More than any report has, and still what fits into memory. Sizes in bytes, unpacked. */
const limits = { files: 1_000, each: 200_000_000, all: 400_000_000 };

export type UnzipLimits = Partial<typeof limits>;

/**
 * The files in a zip, in their order, with their paths in it as names. Looks at what the zip says about itself before it
 * unpacks anything, and unpacks no more than that.
 *
 * @param most how many files, and how many bytes, each and all together; 1,000 files, 200 MB and 400 MB when not given.
 * @throws LayoutChanged when it is no zip, has more than that, a name twice, or a name that leads out of a folder.
 * @throws AppUnavailable when the zip is broken, as one is that came only in part.
 */
export function unzip(zip: DownloadedFile, most: UnzipLimits = {}): DownloadedFile[] {
  if (!isZip(zip.bytes)) throw new LayoutChanged(`The file "${zip.name}" is no zip.`);
  check(zip.name, listZip(zip), { ...limits, ...most });
  const files = broken(zip.name, () => unzipSync(zip.bytes, { filter: ({ name }) => !name.endsWith('/') }));
  return Object.entries(files).map(([name, bytes]) => ({ name, bytes }));
}

export const isZip = (bytes: Uint8Array): boolean => {
  const [a, b, c, d] = bytes;
  // The second is a zip of nothing.
  return a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6));
};

/** What a zip says that it holds; unpacks nothing. */
export function listZip(zip: DownloadedFile): UnzipFileInfo[] {
  const held: UnzipFileInfo[] = [];
  broken(zip.name, () => unzipSync(zip.bytes, { filter: (info) => held.push(info) < 0 }));
  return held;
}

function check(zip: string, held: UnzipFileInfo[], most: typeof limits): void {
  const all = held.reduce((sum, { originalSize }) => sum + originalSize, 0);
  const huge = held.find(({ originalSize }) => originalSize > most.each);
  const tooMuch =
    held.length > most.files
      ? `${held.length} files`
      : huge
        ? `a file of ${huge.originalSize} bytes`
        : all > most.all
          ? `${all} bytes`
          : null;
  if (tooMuch !== null) {
    throw new LayoutChanged(`The zip "${zip}" holds ${tooMuch}, more than is unpacked here.`);
  }
  const names = held.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new LayoutChanged(`The zip "${zip}" has two files "${twice}".`);
  const leadsOut = names.find((name) => /^[\\/]|^[a-z]:|(^|[\\/])\.\.([\\/]|$)/i.test(name));
  if (leadsOut !== undefined) {
    throw new LayoutChanged(`The zip "${zip}" has a file "${leadsOut}", which leads out of it.`);
  }
}

function broken<T>(zip: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new AppUnavailable(`The zip "${zip}" cannot be read; it is broken, or came only in part.`, {
      cause,
    });
  }
}
