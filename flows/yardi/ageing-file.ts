import { assertLegible, byFooting, LayoutChanged, sum } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { amountOf, assertSays, belowHeadings, isBlank, textOf } from './report-rows.ts';
import type { Row } from './report-rows.ts';

interface Shape<Column extends string, Amount extends Column> {
  /** What stands above the headings. */
  says: string[];
  /** Every heading of the file, in order. */
  columns: Readonly<Record<Column, string>>;
  /** Rows over which the headings are split. */
  split: number;
  amounts: readonly Amount[];
  /** In each row `parts` come to `whole`, where there are any. */
  parts: readonly Amount[];
  whole: Amount;
  /** The one property that rows may be of. */
  property: string;
}

/**
 * Reads an ageing or a register: rows, then a "Grand Total" below them. `total` is what the rows come to.
 *
 * @throws LayoutChanged when it is another report, or a row does not fit its headings.
 */
export function readAgeing<Column extends string, Amount extends Column>(
  sheet: Row[],
  shape: Shape<Column, Amount>,
): { rows: Record<Column, string>[]; total: string; whole: Completeness } {
  const names = Object.keys(shape.columns) as Column[];
  // Each row has to come to its whole, so that these prove one another.
  const proving = shape.parts.length > 0 ? [...shape.parts, shape.whole] : [];
  const { above, body } = belowHeadings(
    sheet,
    names.map((name) => shape.columns[name]),
    { split: shape.split, provable: proving.map((name) => shape.columns[name]) },
  );
  assertSays(sheet, shape.says, above);
  const lines = body.filter((row) => !isBlank(row));
  const last = lines.pop();
  if (textOf(last?.[0]) !== 'Grand Total')
    throw new LayoutChanged('The ageing does not end with its "Grand Total".');
  const amountsIn = (row: Row) =>
    Object.fromEntries(shape.amounts.map((name) => [name, amountOf(row[names.indexOf(name)])])) as Record<
      Amount,
      string
    >;
  const rows = lines.map((row) => {
    const texts = names.map((name, at) => [name, textOf(row[at]).trim()] as const);
    const cells = { ...(Object.fromEntries(texts) as Record<Column, string>), ...amountsIn(row) };
    const parts = sum(shape.parts.map((name) => cells[name]));
    if (shape.parts.length > 0 && parts !== cells[shape.whole])
      throw new LayoutChanged(`A row of the ageing comes to ${parts}, but says ${cells[shape.whole]}.`);
    if (cells['property' as Column] !== shape.property)
      throw new LayoutChanged(`The ageing has a row of another property than ${shape.property}.`);
    return cells;
  });
  assertLegible(rows.flatMap((row) => Object.values<string>(row)));
  const totals = amountsIn(last!);
  const failed = shape.amounts
    .map((name) =>
      byFooting(
        rows.map((row) => row[name]),
        totals[name],
      ),
    )
    .find(({ proven }) => !proven);
  return {
    rows,
    total: sum(rows.map((row) => row[shape.whole])),
    whole: failed ?? { proven: true, because: `${rows.length} rows come to all grand totals` },
  };
}
