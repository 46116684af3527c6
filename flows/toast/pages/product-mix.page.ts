import type { Page } from 'playwright';
import { amount, byCount, byFooting, LayoutChanged, sum, unzip } from 'sidedoor-mcp';
import { assertSame, stillIn } from '../restaurant.ts';
import { exportFile, rowsOfExport } from './export.ts';
import { readReport } from './headings.ts';
import type { Period } from './period.ts';
import { agree, count, textOf, whole } from './reading.ts';

const columns = {
  location: 'Location',
  item: 'Item',
  group: 'Menu Group',
  category: 'Sales Category',
  quantity: 'Qty Sold',
  gross: 'Gross Sales',
  discounts: 'Discount Amount',
  net: 'Net Sales',
  voided: 'Void Amount',
};

/** Takes the items out of the export, and proves them by the screen, which has groups, totals and the number of items. */
export async function readProductMix(page: Page, restaurant: string, { from, to }: Period) {
  const groups = await readReport(page, {
    name: 'the menu groups',
    headings: '#menu-groups thead th',
    rows: '#menu-groups tr.row',
    totals: '#menu-groups tr.totals',
    columns: {
      name: 'Menu group',
      quantity: 'Qty sold',
      gross: 'Gross sales',
      discounts: 'Discount amount',
      net: 'Net sales',
    },
  });
  const stated = count(await textOf(page, '[data-testid="item-count"]'));
  const file = await exportFile(page, 'Product mix', [
    page.locator('[aria-label="Download report"]'),
    page.locator('#export-options #export'),
  ]);
  await stillIn(page, restaurant);
  if (file.name !== `ProductMix_${from}_${to}.zip`)
    throw new LayoutChanged(`Toast sent "${file.name}" instead of the product mix of ${from} to ${to}.`);
  const entry = unzip(file).find(({ name }) => name === 'Items.csv');
  if (!entry) throw new LayoutChanged('The product mix has no Items.csv in it.');

  const rows = rowsOfExport(entry, { name: 'Items.csv', columns });
  for (const { location } of rows) assertSame(restaurant, location);
  const items = rows.map((row) => ({
    item: row.item,
    group: row.group,
    category: row.category,
    quantity: count(row.quantity),
    gross: amount(row.gross),
    discounts: amount(row.discounts),
    net: amount(row.net),
    voided: amount(row.voided),
  }));
  const amounts = ['gross', 'discounts', 'net'] as const;
  const footing = (column: (typeof amounts)[number], some: typeof items, displayed = '') =>
    byFooting(
      some.map((item) => item[column]),
      displayed,
    );
  const counted = (some: typeof items, displayed = '') =>
    byCount(
      some.reduce((all, { quantity }) => all + quantity, 0),
      count(displayed),
    );
  const complete = whole(
    'The product mix',
    [
      byCount(items.length, stated),
      byCount(new Set(items.map(({ group }) => group)).size, groups.rows.length),
      ...groups.rows.flatMap(({ cells }) => {
        const some = items.filter(({ group }) => group === cells.name);
        return [counted(some, cells.quantity), ...amounts.map((one) => footing(one, some, cells[one]))];
      }),
      ...items
        .map(({ item, gross, discounts, net }) => agree(item, sum([gross, `-${discounts}`]), net))
        .filter(({ proven }) => !proven),
    ],
    [
      counted(items, groups.totals?.quantity),
      ...amounts.map((one) => footing(one, items, groups.totals?.[one])),
    ],
  );
  return { items, complete };
}
