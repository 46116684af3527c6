import type { Page } from 'playwright';
import { amount, byCount, byFooting, sum } from 'sidedoor-mcp';
import type { Completeness, Table } from 'sidedoor-mcp';
import { labelled } from './card.ts';
import { readReport } from './headings.ts';
import { agree, count, whole } from './reading.ts';

const card = <Column extends string>(page: Page, id: string, name: string, columns: Record<Column, string>) =>
  readReport(page, {
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
  const discounts = sum([less]).replace(/^-/, '');
  const total = <Column extends string>({ rows }: Table<Column>, column: Column) =>
    sum(rows.map(({ cells }) => amount(cells[column])));
  const orders = dining.rows.reduce((all, { cells }) => all + count(cells.orders), 0);
  // The card "Revenue Summary" proves the rows of the others; what they say of themselves comes second.
  const complete = whole(
    'The sales summary',
    [
      agree('gross less discounts', sum([gross, less]), net),
      agree('net, tax and tips', sum([net, tax, tips]), money('Total')),
      ...[categories, dining].flatMap((table: Table<'gross' | 'discounts' | 'net'>) => [
        agree('gross', total(table, 'gross'), gross),
        agree('discounts', total(table, 'discounts'), discounts),
        agree('net', total(table, 'net'), net),
      ]),
      agree('tax by dining option', total(dining, 'tax'), tax),
      agree('what was paid', total(payments, 'amount'), sum([net, tax])),
      agree('tips by payment', total(payments, 'tips'), tips),
    ],
    [
      ...feet(categories, 'gross', 'discounts', 'net'),
      ...feet(payments, 'amount', 'tips'),
      ...feet(dining, 'gross', 'discounts', 'net', 'tax'),
      byCount(orders, count(dining.totals?.orders ?? '')),
    ],
  );
  return {
    gross_sales: gross,
    discounts,
    net_sales: net,
    tax,
    tips,
    orders,
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
