import { amount, LayoutChanged } from 'sidedoor-mcp';
import type { Cell } from 'sidedoor-mcp';

export type Row = Cell[];

/** Text as the screen would show it, leading spaces included. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell);
}

/** Numbers and texts such as "(1,234.56)" alike; a decimal string. @throws LayoutChanged */
export function amountOf(cell: Cell | undefined): string {
  return amount(typeof cell === 'number' ? cell.toFixed(2) : textOf(cell));
}

export const isBlank = (row: Row) => row.every((cell) => textOf(cell).trim() === '');

/**
 * The rows above the headings say what the report is and what it was made for; a report that was asked for wrongly, or was
 * made of something else, comes without an error.
 *
 * @throws LayoutChanged with the line that is missing.
 */
export function assertSays(rows: Row[], lines: (string | RegExp)[], above: number): void {
  const head = rows.slice(0, above).map(([cell]) => textOf(cell).trim());
  for (const line of lines) {
    if (head.some((text) => (typeof line === 'string' ? text === line : line.test(text)))) continue;
    throw new LayoutChanged(
      `The report does not say "${typeof line === 'string' ? line : line.source}"; it says "${head.join('", "').slice(0, 200)}".`,
      { hint: 'Yardi made another report than the one that was asked for. Calling again may help once.' },
    );
  }
}

interface Below {
  /** How many rows stand above the headings. */
  above: number;
  /** The report's own rows. */
  body: Row[];
  /** The column whose heading is another one, where one is: whoever takes it has to prove by its figures what it is. */
  renamed: number | undefined;
}

/**
 * Where the headings stand, which may be split over several rows; the rows after them are the report's.
 *
 * @throws LayoutChanged unless there are exactly these, or all but one of `provable`, each in its place.
 */
export function belowHeadings(
  rows: Row[],
  headings: readonly string[],
  { split = 1, provable = [] }: { split?: number; provable?: readonly string[] } = {},
): Below {
  for (let at = 0; at < Math.min(rows.length, 12); at++) {
    const parts = rows.slice(at, at + split);
    const found = headings.map((_, column) =>
      parts
        .map((row) => textOf(row[column]).trim())
        .filter((text) => text !== '')
        .join(' '),
    );
    const more = parts.some((row) => row.slice(headings.length).some((cell) => textOf(cell) !== ''));
    const other = headings.flatMap((heading, column) => (heading === found[column] ? [] : [column]));
    const [renamed] = other;
    const isProvable =
      renamed !== undefined && provable.includes(headings[renamed]!) && found[renamed] !== '';
    if (!more && (other.length === 0 || (other.length === 1 && isProvable)))
      return { above: at, body: rows.slice(at + split), renamed };
  }
  const widest = rows
    .slice(0, 12)
    .map((row) => row.map((cell) => textOf(cell)).join(' | '))
    .toSorted((a, b) => b.length - a.length)[0];
  throw new LayoutChanged(
    `The report has other columns than expected; it has "${(widest ?? '').slice(0, 300)}".`,
  );
}

/** YYYY-MM as a screen has it, MM/YYYY. */
export const screenMonth = (month: string) => month.split('-').toReversed().join('/');

/** YYYY-MM as reports have it, "Mar 2026". */
export function monthName(month: string): string {
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return `${names[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
}
