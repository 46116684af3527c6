import { LayoutChanged } from '../errors.ts';
import { cellText } from './cell.ts';
import type { Cell } from './cell.ts';

/** So many headings of a wide sheet are told about. */
const told = 25;

/** Headings are compared without case and white space around them. */
export const plainHeading = (cell: Cell): string => cellText(cell).toLowerCase();

/** Where the headings stand in a file, and each wanted column below them. */
export interface HeadingRow<Column extends string> {
  /** Index of the first row of headings. */
  at: number;
  /** Each column's heading in lower case; empty where none stands. */
  headings: string[];
  place: Record<Column, number>;
}

/**
 * Finds the headings below rows that say what the report is about, however many these are. Headings that stand in two rows,
 * "Lease" over "From", are joined: "Lease From".
 *
 * @throws LayoutChanged when no row has each heading once; it tells what the row that comes nearest has.
 */
export function findHeadings<Column extends string>(
  rows: Cell[][],
  { name, columns, deep = 1 }: { name: string; columns: Record<Column, string>; deep?: number },
): HeadingRow<Column> {
  const wanted = (Object.entries(columns) as [Column, string][]).map(
    ([column, heading]) => [column, plainHeading(heading)] as const,
  );
  let nearest: { hits: number; texts: string[] } = { hits: 0, texts: [] };
  for (const at of rows.keys()) {
    const texts = joined(rows.slice(at, at + deep));
    const hits = wanted.filter(([, heading]) => texts.filter((text) => text === heading).length === 1).length;
    if (hits === wanted.length) {
      const place = Object.fromEntries(wanted.map(([column, heading]) => [column, texts.indexOf(heading)]));
      return { at, headings: texts, place: place as Record<Column, number> };
    }
    if (hits > nearest.hits) nearest = { hits, texts: joined(rows.slice(at, at + deep), cellText) };
  }
  const names = Object.values<string>(columns).map((heading) => `"${heading}"`);
  const seen = nearest.texts.filter((text) => text !== '').map((text) => `"${text.slice(0, 40)}"`);
  throw new LayoutChanged(
    `No line of ${name} has each of the headings ${names.join(', ')} once; ` +
      (seen.length ? `the one that comes nearest has ${seen.slice(0, told).join(', ')}.` : 'none has any.'),
  );
}

function joined(rows: Cell[][], text: (cell: Cell) => string = plainHeading): string[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, at) =>
    rows
      .map((row) => text(row[at] ?? null))
      .filter((part) => part !== '')
      .join(' '),
  );
}
