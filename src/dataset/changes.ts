import { createHash } from 'node:crypto';
import { canonical } from '../journal/canonical.ts';
import { keyOf } from './tally.ts';
import type { Row } from './tally.ts';

/** What became of one row between two runs. */
export interface Change {
  change: 'added' | 'changed' | 'vanished';
  /** As it is now; of a vanished row as it was. */
  row: Row;
  /** Of a changed row: what the columns that differ held before. */
  before?: Row;
}

export interface ChangeCounts {
  added: number;
  changed: number;
  vanished: number;
}

/**
 * What has changed from one list to another, by key: the added rows in the order of the new list, then the changed and the
 * vanished ones in that of the old. Keeps a digest of each old row, and of the new ones only those that differ.
 */
export async function* changesBetween(
  before: () => AsyncIterable<Row>,
  now: () => AsyncIterable<Row>,
  key: readonly string[],
): AsyncGenerator<Change> {
  const known = new Map<string, string>();
  for await (const row of before()) known.set(keyOf(row, key), markOf(row));
  const differing = new Map<string, Row>();
  for await (const row of now()) {
    const at = keyOf(row, key);
    const mark = known.get(at);
    if (mark === undefined) yield { change: 'added', row };
    else if (mark !== markOf(row)) differing.set(at, row);
    known.delete(at);
  }
  if (differing.size === 0 && known.size === 0) return;
  for await (const old of before()) {
    const at = keyOf(old, key);
    const row = differing.get(at);
    if (row) yield { change: 'changed', row, before: differences(old, row) };
    else if (known.has(at)) yield { change: 'vanished', row: old };
  }
}

export async function countChanges(changes: AsyncIterable<Change>): Promise<ChangeCounts> {
  const counts: ChangeCounts = { added: 0, changed: 0, vanished: 0 };
  for await (const { change } of changes) counts[change] += 1;
  return counts;
}

const markOf = (row: Row) => createHash('sha256').update(canonical(row)).digest('base64').slice(0, 22);

function differences(old: Row, row: Row): Row {
  const names = [...new Set([...Object.keys(old), ...Object.keys(row)])];
  const differ = names.filter((name) => canonical(old[name] ?? null) !== canonical(row[name] ?? null));
  return Object.fromEntries(differ.map((name) => [name, old[name] ?? null]));
}
