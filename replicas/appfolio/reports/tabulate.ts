import { dollars } from '../web/markup.ts';
import type { Column, Sheet } from './sheet.ts';

/** Rows by columns; those with `cents` are summed, and "Total" stands under the first. */
export function tabulate<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  count = rows.length,
): Omit<Sheet, 'criteria'> {
  const totals = columns.map(({ cents }, at) =>
    cents ? dollars(rows.reduce((total, row) => total + cents(row), 0)) : at === 0 ? 'Total' : '',
  );
  return {
    headings: columns.map(({ heading }) => heading),
    rows: rows.map((row) => columns.map(({ value }) => value(row))),
    totals: columns.some(({ cents }) => cents) ? totals : null,
    count,
  };
}

export function money<Row>(heading: string, cents: (row: Row) => number): Column<Row> {
  return { heading, cents, value: (row) => dollars(cents(row)) };
}

export function text<Row>(heading: string, value: (row: Row) => string): Column<Row> {
  return { heading, value };
}
