import { isDeepStrictEqual } from 'node:util';
import { LayoutChanged } from '../errors.ts';

export interface Entry {
  key: string;
  row: unknown;
}

/**
 * Adds to the rows of a list that are known what is seen of it now. Of that the first part has to be known, in the same order
 * and to the last known row, and the rest new; or all of it known.
 *
 * @returns nothing when none of it is known: then rows in between may be missing.
 * @throws LayoutChanged when a key stands for two rows, or the list is another than before.
 */
export function joinWindow(known: Entry[], seen: Entry[], name: string): Entry[] | undefined {
  const twice = seen.find(({ key }, at) => seen.findIndex((other) => other.key === key) !== at);
  const nameless = seen.find(({ key }) => key === '');
  if (twice ?? nameless) {
    throw new LayoutChanged(
      nameless
        ? `A row of ${name} has nothing to know it by.`
        : `"${twice?.key}" stands for two rows of ${name}.`,
    );
  }
  if (known.length === 0) return seen;
  const first = known.findIndex(({ key }) => key === seen[0]?.key);
  if (first === -1) {
    if (seen.every(({ key }) => known.every((other) => other.key !== key))) return undefined;
    throw changed(name);
  }
  const overlap = Math.min(known.length - first, seen.length);
  for (let at = 0; at < overlap; at++) {
    if (!isDeepStrictEqual(known[first + at], seen[at])) throw changed(name);
  }
  const fresh = seen.slice(overlap);
  const keys = new Set(known.map(({ key }) => key));
  const again = fresh.find(({ key }) => keys.has(key));
  if (again) throw new LayoutChanged(`"${again.key}" stands for two rows of ${name}.`);
  return [...known, ...fresh];
}

const changed = (name: string) =>
  new LayoutChanged(`${name} changed while it was read, or what its rows are known by is not theirs alone.`, {
    hint: 'Call again; if it stays, the flow needs its author.',
  });
