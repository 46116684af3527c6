import type { Change, ChangeCounts } from './changes.ts';
import { pageBytes, placeOf } from './page.ts';
import type { Wanted } from './page.ts';

/** Changes are told as rows with `change` before and, where columns differ, what they held `before`. */
export interface ChangesPage extends ChangeCounts {
  changes: Record<string, unknown>[];
  /** Left out on the last page. */
  next_cursor?: string;
}

/** Counts all changes, and takes those of one page. */
export async function takeChanges(
  all: () => AsyncIterable<Change>,
  { cursor, limit = 100 }: Wanted,
): Promise<ChangesPage> {
  const place = placeOf(cursor);
  const counts: ChangeCounts = { added: 0, changed: 0, vanished: 0 };
  const changes: Record<string, unknown>[] = [];
  let at = 0;
  let bytes = 0;
  let next: number | undefined;
  for await (const { change, row, before } of all()) {
    counts[change] += 1;
    at += 1;
    if (at <= place || next !== undefined) continue;
    const told = { change, ...row, ...(before && { before }) };
    bytes += Buffer.byteLength(JSON.stringify(told));
    if (changes.length === limit || (changes.length > 0 && bytes > pageBytes)) next = at - 1;
    else changes.push(told);
  }
  return { ...counts, changes, ...(next !== undefined && { next_cursor: `p${next}` }) };
}
