import type { Secrets } from '../evidence/secrets.ts';
import type { Row } from './tally.ts';

/**
 * Blots secrets out of rows. One look at the whole of a row finds it clean at a tenth of the cost of looking at each of
 * its strings; a row with something in it, or with escapes of JSON that could hide it, is gone through string by string.
 */
export function rowScrubber(secrets: Pick<Secrets, 'find' | 'scrubValue'>): (row: Row) => Row {
  return (row) => {
    const line = JSON.stringify(row);
    const isClean = !line.includes('\\') && secrets.find(line).length === 0;
    return isClean ? row : secrets.scrubValue(row);
  };
}
