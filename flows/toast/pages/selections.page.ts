import type { Page } from 'playwright';
import { amount, byAll, isoDateTime, LayoutChanged } from 'sidedoor-mcp';
import { assertSame, stillIn } from '../restaurant.ts';
import { exportFile, rowsOfExport } from './export.ts';
import { readReport } from './headings.ts';
import { LegacyReport } from './legacy-report.page.ts';
import type { Period } from './period.ts';
import { proveLines } from './prove-lines.ts';
import { count } from './reading.ts';

/** What the exports of items and of modifiers have in common. */
const common = {
  location: 'Location',
  order: 'Order #',
  sent: 'Sent Date',
  server: 'Server',
  table: 'Table',
  gross: 'Gross Price',
  discount: 'Discount',
  net: 'Net Price',
  quantity: 'Qty',
  void: 'Void?',
};

const items = {
  path: 'selections#selection-details',
  title: 'Item Selection Details',
  table: 'selections-table',
  columns: {
    ...common,
    name: 'Menu Item',
    group: 'Menu Group',
    selection: 'Item Selection Id',
    item: 'Menu Item',
  },
};

/** A modifier has an "Item Selection Id" too, which is its own: what it was chosen for is its parent. */
const modifiers: typeof items = {
  path: 'modifiers#modifier-details',
  title: 'Item Modifier Selection Details',
  table: 'modifiers-table',
  columns: {
    ...common,
    name: 'Modifier',
    group: 'Option Group Name',
    selection: 'Parent Menu Selection Item ID',
    item: 'Parent Menu Selection',
  },
};

/** What was ordered, line by line, each with what was chosen for it: two reports, which the number of the line joins. */
export async function readSelections(page: Page, restaurant: string, period: Period) {
  const ordered = await readDetails(page, restaurant, period, items);
  const chosen = await readDetails(page, restaurant, period, modifiers);
  const selections = ordered.rows.map((row) => ({
    id: row.selection,
    order: row.order,
    sent: isoDateTime(row.sent, 'mdy'),
    server: row.server,
    table: row.table === '' ? null : row.table,
    item: row.item,
    group: row.group,
    ...valuesOf(row),
    modifiers: [] as (Values & { modifier: string; option_group: string })[],
  }));
  const byId = new Map(selections.map((one) => [one.id, one]));
  if (byId.size !== selections.length) throw new LayoutChanged('Two selections have the same number.');
  for (const row of chosen.rows) {
    const parent = byId.get(row.selection);
    if (!parent || parent.item !== row.item || parent.order !== row.order)
      throw new LayoutChanged(`"${row.name}" was chosen for a "${row.item}" that was not ordered.`);
    parent.modifiers.push({ modifier: row.name, option_group: row.group, ...valuesOf(row) });
  }
  return { selections, complete: byAll(ordered.complete, chosen.complete) };
}

type Values = ReturnType<typeof valuesOf>;

function valuesOf(row: Record<'quantity' | 'gross' | 'discount' | 'net' | 'void', string>) {
  return {
    quantity: Number(amount(row.quantity)),
    gross: amount(row.gross),
    discount: amount(row.discount),
    net: amount(row.net),
    void: isTrue(row.void),
  };
}

function isTrue(text: string): boolean {
  if (text !== 'true' && text !== 'false')
    throw new LayoutChanged(`"${text.slice(0, 40)}" stands where "true" or "false" should be.`);
  return text === 'true';
}

/** Rows of a report's export, proven by its screen. */
async function readDetails(
  page: Page,
  restaurant: string,
  period: Period,
  { path, title, table, columns }: typeof items,
) {
  const report = await LegacyReport.open(page, path, title, restaurant);
  report.assertOnly(period, (await report.update(period)).shown);
  const stated = count(await report.stated('No selections'));
  const screen = await readReport(page, {
    name: `the report "${title}"`,
    headings: `#${table} thead th`,
    rows: `#${table} tr.row`,
    totals: `#${table} tr.totals`,
    columns: {
      name: columns.name,
      group: columns.group,
      quantity: 'Qty',
      voids: 'Voids',
      gross: 'Gross Price',
      discount: 'Discount',
      net: 'Net Price',
    },
  });
  const file = await exportFile(page, title, [page.locator('#export-csv')]);
  await stillIn(page, restaurant);
  const rows = rowsOfExport(file, { name: `the export of "${title}"`, columns });
  for (const { location } of rows) assertSame(restaurant, location);
  const lines = rows.map((row) => ({ ...row, isVoid: isTrue(row.void) }));
  const { totals } = screen;
  return {
    rows,
    complete: proveLines(title, lines, { stated, totals, rows: screen.rows.map(({ cells }) => cells) }),
  };
}
