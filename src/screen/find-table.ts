import { LayoutChanged } from '../errors.ts';
import { cellText, isBlank } from './cell.ts';
import type { Cell } from './cell.ts';
import { findHeadings } from './heading-row.ts';

export interface SheetTableShape<Column extends string> {
  /** What the error messages call it, e.g. "the rent roll". */
  name: string;
  /** Our name for a column → the heading, compared without case and surrounding white space. */
  columns: Record<Column, string>;
  /** Of how many rows the headings are made: "Lease" over "From" is "Lease From". One when not given. */
  headingRows?: number;
  /** What the row of totals begins with. When given it has to be there, and blank rows above it are passed over. */
  totals?: RegExp;
  /** Columns whose leading blanks mean something, such as a level below another. */
  indented?: Column[];
}

export interface SheetTable<Column extends string> {
  /** Texts of the rows above the headings, without blank cells and rows: title, criteria. */
  meta: string[][];
  rows: Record<Column, Cell>[];
  /** The row of totals, where the shape names one. */
  totals: Record<Column, Cell> | undefined;
  /** Texts of what follows: after the totals, or from the first blank row on. Look that nothing wanted is among it. */
  below: string[][];
}

/**
 * Reads the table in a sheet: finds the headings below however many rows about the report, and answers the rows below
 * them, up to the row of totals if the shape names one, or else up to the first blank row.
 *
 * @throws LayoutChanged when no row has each heading once, when a row has something where no heading stands or is shorter
 * than the headings (a shifted column is never read as another one), or when the totals do not come.
 */
export function findTable<Column extends string>(
  rows: Cell[][],
  shape: SheetTableShape<Column>,
): SheetTable<Column> {
  const { name, columns, headingRows: deep = 1, totals, indented = [] } = shape;
  const { at, headings, place } = findHeadings(rows, { name, columns, deep });
  const width = headings.findLastIndex((heading) => heading !== '') + 1;

  const named = (row: Cell[], line: number): Record<Column, Cell> => {
    if (row.length < width) {
      throw new LayoutChanged(`Row ${line} of ${name} has ${row.length} cells under ${width} headings.`);
    }
    const stray = row.find((cell, index) => (headings[index] ?? '') === '' && cellText(cell) !== '');
    if (stray !== undefined) {
      throw new LayoutChanged(
        `Row ${line} of ${name} has "${cellText(stray).slice(0, 40)}" where there is no heading.`,
      );
    }
    const pick = (column: Column) => {
      const cell = row[place[column]] ?? null;
      if (typeof cell !== 'string') return cell;
      return (indented.includes(column) ? cell.trimEnd() : cell.trim()) || null;
    };
    const entries = (Object.keys(columns) as Column[]).map((column) => [column, pick(column)]);
    return Object.fromEntries(entries) as Record<Column, Cell>;
  };

  const first = at + deep;
  const end = rows.findIndex(
    (row, index) => index >= first && (totals ? totals.test(firstText(row)) : isBlank(row)),
  );
  if (totals && end === -1) {
    throw new LayoutChanged(`${name} does not end with its totals.`);
  }
  const last = rows[end];
  return {
    meta: texts(rows.slice(0, at)),
    rows: rows
      .slice(first, end === -1 ? undefined : end)
      .flatMap((row, index) => (isBlank(row) ? [] : [named(row, first + index + 1)])),
    totals: totals && last ? named(last, end + 1) : undefined,
    below: end === -1 ? [] : texts(rows.slice(totals ? end + 1 : end)),
  };
}

const firstText = (row: Cell[]) => row.map(cellText).find((text) => text !== '') ?? '';

const texts = (rows: Cell[][]) =>
  rows.map((row) => row.map(cellText).filter((text) => text !== '')).filter((row) => row.length > 0);
