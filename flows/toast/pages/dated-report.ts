import { byCount, byFooting, LayoutChanged } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { readReport } from './headings.ts';
import type { LegacyReport } from './legacy-report.page.ts';
import { isWithin } from './period.ts';
import type { Period } from './period.ts';
import { count, whole } from './reading.ts';

interface Shape<Column extends string, Amount extends Column, Row> {
  /** As proofs call the rows: "deposits". */
  name: string;
  /** What stands in the place of rows where there are none. */
  nothing: string;
  /** CSS id of the table. */
  table: string;
  columns: Record<Column, string>;
  row: (cells: Record<Column, string>, links: Partial<Record<Column, string>>) => Row;
  /** What the line of totals adds up. */
  amounts: readonly Amount[];
  /** What must be true of a row by itself. */
  agrees?: (row: NoInfer<Row>) => Completeness;
}

/**
 * Reads a report of the old generation whose rows have a business date: all rows are proven, and those of the wanted dates
 * answered.
 *
 * @throws LayoutChanged
 */
export async function readDated<
  Column extends string,
  Amount extends Column,
  Row extends { date: string } & Record<Amount, string>,
>(
  report: LegacyReport,
  { wanted, shown }: { wanted: Period; shown: Period },
  { name, nothing, table, columns, row, amounts, agrees }: Shape<Column, Amount, Row>,
): Promise<{ rows: Row[]; complete: Completeness }> {
  const stated = count(await report.stated(nothing));
  const read = await readReport(report.page, {
    name: `the ${name}`,
    headings: `#${table} thead th`,
    rows: `#${table} tr.row`,
    totals: `#${table} tr.totals`,
    columns,
  });
  const rows = read.rows.map(({ cells, links }) => row(cells, links));
  const stray = rows.find(({ date }) => !isWithin(date, shown));
  if (stray)
    throw new LayoutChanged(`The ${name} of ${shown.from} to ${shown.to} have one of ${stray.date}.`);
  const complete = whole(
    `The list of ${name}`,
    [byCount(rows.length, stated), ...(agrees ? rows.map(agrees).filter(({ proven }) => !proven) : [])],
    amounts.map((column) =>
      byFooting(
        rows.map((one) => one[column]),
        read.totals?.[column] ?? '',
      ),
    ),
  );
  return { rows: rows.filter(({ date }) => isWithin(date, wanted)), complete };
}
