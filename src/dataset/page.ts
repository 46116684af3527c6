import { InvalidInput } from '../errors.ts';
import type { Certificate } from './certificate.ts';
import type { PlacedRow } from './row-file.ts';
import type { Row } from './tally.ts';

/** What is wanted of a list. */
export interface Wanted {
  /** As the page before gave it; the first page without. */
  cursor?: string | undefined;
  /** Rows at most. */
  limit?: number | undefined;
  /** Only these, in this order. */
  columns?: string[] | undefined;
}

export interface RowsPage {
  rows: Row[];
  /** Left out on the last page. */
  next_cursor?: string;
}

/** A page ends before it is longer than this, whatever its limit; one row it has at least. Bytes: about 6,000 tokens. */
export const pageBytes = 24_000;

/** Takes the rows of one page from those that follow its place. */
export async function takePage(
  following: AsyncIterable<PlacedRow>,
  { limit = 100, columns }: Wanted,
  certificate: Certificate,
): Promise<RowsPage> {
  const names = namesOf(columns, certificate);
  const rows: Row[] = [];
  let bytes = 0;
  let cursor: string | undefined;
  for await (const { row, next } of following) {
    const chosen = names.length === 0 ? row : pick(row, names);
    bytes += Buffer.byteLength(JSON.stringify(chosen));
    const isFull = rows.length === limit || (rows.length > 0 && bytes > pageBytes);
    if (isFull) return { rows, next_cursor: cursor! };
    rows.push(chosen);
    cursor = `p${next}`;
  }
  return { rows };
}

/** @throws InvalidInput for what no page gave. */
export function placeOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (/^p\d{1,15}$/.test(cursor)) return Number(cursor.slice(1));
  throw new InvalidInput(`"${cursor.slice(0, 40)}" is no cursor.`, {
    hint: 'Give next_cursor as it was answered, or none to begin anew.',
  });
}

function namesOf(columns: string[] | undefined, certificate: Certificate): string[] {
  const known = Object.keys(certificate.columns);
  const unknown = columns?.find((name) => !known.includes(name));
  if (unknown === undefined) return columns ?? known;
  throw new InvalidInput(`There is no column "${unknown.slice(0, 40)}".`, {
    hint: `The columns: ${known.join(', ')}.`,
  });
}

function pick(row: Row, names: string[]): Row {
  return Object.fromEntries(names.flatMap((name) => (name in row ? [[name, row[name]]] : [])));
}
