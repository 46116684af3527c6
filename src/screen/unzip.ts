import { unzipSync } from 'fflate';
import { LayoutChanged } from '../errors.ts';

/** More than this out of one archive is no report. Bytes. */
const mostBytes = 200_000_000;

/**
 * The files of a .zip that an app sent, by their names.
 *
 * @throws LayoutChanged when it is no archive, or holds more than 200 MB.
 */
export function unzip(bytes: Uint8Array): Map<string, Uint8Array> {
  let total = 0;
  const isWanted = ({ originalSize }: { originalSize: number }) => {
    total += originalSize;
    if (total > mostBytes) throw new LayoutChanged('The archive holds more than a report can.');
    return true;
  };
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter: isWanted })));
  } catch (error) {
    if (error instanceof LayoutChanged) throw error;
    throw new LayoutChanged('The app sent a file that is no .zip archive.', { cause: error });
  }
}
