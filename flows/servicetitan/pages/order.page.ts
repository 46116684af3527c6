import type { Page } from 'playwright';
import { amount, byAll, byFooting, isoDate, LayoutChanged } from 'sidedoor-mcp';
import { assertWhole, Grid } from './grid.ts';
import { fits } from './reading.ts';
import { factsOf, openRoute } from './screen.ts';

const fields = [
  'PO #',
  'Status',
  'Vendor',
  'Type',
  'Business Unit',
  'Ship To',
  'Job #',
  'Date',
  'Required By',
  'Total',
  'Memo',
  'Created By',
] as const;

/** Number of the purchase order whose memo carries a mark. */
export async function orderWith(page: Page, mark: string): Promise<string | undefined> {
  await openRoute(page, `/new/inventory/purchase-orders?q=${encodeURIComponent(mark)}`, 'Purchase Orders');
  const grid = new Grid(page, 'orders', { number: 'PO #', memo: 'Memo' });
  const { rows, whole } = await grid.readAll(({ number }) => number);
  for (const { number } of rows) fits(/^\d+$/, number, 'number');
  const ofMark = (one: { memo: string }) => one.memo.includes(mark);
  const found = rows.find(ofMark);
  if (found || whole.proven) return found?.number;
  // What the search leaves out, the first page of all orders may show: the newest come first.
  await openRoute(page, '/new/inventory/purchase-orders', 'Purchase Orders');
  const first = (await grid.read()).rows.find(({ cells }) => ofMark(cells));
  if (!first) assertWhole(whole);
  return first && fits(/^\d+$/, first.cells.number, 'number');
}

/** A purchase order as its page shows it. */
export async function readOrder(page: Page, number: string) {
  await openRoute(page, `/new/inventory/purchase-orders/details/${number}`, `Purchase Order ${number}`);
  const facts = await factsOf(page, fields);
  if (facts['PO #'] !== number)
    throw new LayoutChanged(`Purchase order ${facts['PO #']} is shown instead of ${number}.`);
  const text = (name: (typeof fields)[number]) => facts[name] ?? '';
  const total = amount(text('Total'));
  const columns = { code: 'Item', quantity: 'Quantity', cost: 'Cost', amount: 'Amount' };
  const { rows, whole } = await new Grid(page, 'order-items', columns).readAll((_row, at) => String(at));
  const items = rows.map((row) => ({
    code: fits(/\S/, row.code, 'item'),
    quantity: fits(/^\d+(\.\d+)?$/, row.quantity, 'quantity'),
    cost: amount(row.cost),
    amount: amount(row.amount),
  }));
  const footing = byFooting(
    items.map((item) => item.amount),
    total,
  );
  return {
    number,
    status: fits(/^(Pending|Sent|Partially Received|Received|Canceled)$/, text('Status'), 'status'),
    vendor: text('Vendor'),
    type: text('Type'),
    business_unit: text('Business Unit'),
    ship_to: text('Ship To'),
    job: text('Job #') || null,
    date: isoDate(text('Date'), 'mdy'),
    required_by: isoDate(text('Required By'), 'mdy'),
    total,
    memo: text('Memo'),
    created_by: text('Created By'),
    items,
    complete: byAll(whole, footing),
  };
}
