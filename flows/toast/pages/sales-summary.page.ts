import type { Page } from 'playwright';
import { amount, byFooting, LayoutChanged, readTable, sum } from 'sidedoor-mcp';
import type { Completeness, Table } from 'sidedoor-mcp';
import { agree, count, whole } from './reading.ts';

const card = <Column extends string>(page: Page, id: string, name: string, columns: Record<Column, string>) =>
  readTable(page, {
    name,
    columns,
    headings: `#${id} thead th`,
    rows: `#${id} tr.row`,
    totals: `#${id} tr.totals`,
  });

const feet = <Column extends string>({ rows, totals }: Table<Column>, ...columns: Column[]): Completeness[] =>
  columns.map((column) =>
    byFooting(
      rows.map(({ cells }) => amount(cells[column])),
      totals?.[column] ?? '',
    ),
  );

/** Reads the cards. "Net sales" stands in many places; that of the card "Revenue Summary" counts (a vendor fact). */
export async function readSalesSummary(page: Page) {
  const revenue = await labelled(page, 'Revenue Summary');
  const unpaid = await labelled(page, 'Unpaid orders');
  const categories = await card(page, 'sales-categories', 'the sales categories', {
    name: 'Sales category',
    items: 'Items',
    gross: 'Gross sales',
    discounts: 'Discount amount',
    net: 'Net sales',
  });
  const payments = await card(page, 'payment-types', 'the payments', {
    type: 'Payment type',
    count: 'Count',
    amount: 'Amount',
    tips: 'Tips',
  });
  const dining = await card(page, 'dining-options', 'the dining options', {
    name: 'Dining option',
    orders: 'Orders',
    gross: 'Gross sales',
    discounts: 'Discount amount',
    net: 'Net sales',
    tax: 'Tax',
  });

  const money = (label: string) => amount(revenue(label));
  const [gross, less, net, tax, tips] = ['Gross sales', 'Discounts', 'Net sales', 'Tax amount', 'Tips'].map(
    money,
  ) as [string, string, string, string, string];
  const total = (table: { totals: Record<string, string> | undefined }, column: string) =>
    amount(table.totals?.[column] ?? '');
  const complete = whole(
    'The sales summary',
    agree('gross less discounts', sum([gross, less]), net),
    agree('net, tax and tips', sum([net, tax, tips]), money('Total')),
    ...feet(categories, 'gross', 'discounts', 'net'),
    ...feet(payments, 'amount', 'tips'),
    ...feet(dining, 'gross', 'discounts', 'net', 'tax'),
    agree('net by category', total(categories, 'net'), net),
    agree('net by dining option', total(dining, 'net'), net),
    agree('tax by dining option', total(dining, 'tax'), tax),
    agree('what was paid', total(payments, 'amount'), sum([net, tax])),
    agree('tips by payment', total(payments, 'tips'), tips),
  );
  return {
    gross_sales: gross,
    discounts: sum([less]).replace(/^-/, ''),
    net_sales: net,
    tax,
    tips,
    orders: count(dining.totals?.orders ?? ''),
    unpaid_orders: count(unpaid('Orders')),
    unpaid_amount: amount(unpaid('Amount')),
    payments: payments.rows.map(({ cells }) => ({
      type: cells.type,
      count: count(cells.count),
      amount: amount(cells.amount),
      tips: amount(cells.tips),
    })),
    categories: categories.rows.map(({ cells }) => ({
      name: cells.name,
      items: count(cells.items),
      net: amount(cells.net),
    })),
    dining_options: dining.rows.map(({ cells }) => ({
      name: cells.name,
      orders: count(cells.orders),
      net: amount(cells.net),
      tax: amount(cells.tax),
    })),
    complete,
  };
}

/** The lines of a card that has labels and values, by its heading. */
async function labelled(page: Page, heading: string): Promise<(label: string) => string> {
  const section = page.locator('section.card').filter({ has: page.locator('h2', { hasText: heading }) });
  const lines = await section.locator('tr').evaluateAll((rows) =>
    rows.map((row) => {
      const value = row.querySelector('[data-testid="formatted-value-text"]');
      return [row.querySelector('th')?.textContent.trim() ?? '', value?.textContent.trim() ?? ''] as const;
    }),
  );
  return (label) => {
    const [found, ...others] = lines.filter(([one]) => one === label);
    if (!found || others.length > 0)
      throw new LayoutChanged(`The card "${heading}" does not have "${label}" once.`);
    return found[1];
  };
}
