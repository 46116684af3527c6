import { amount, byCount, byFooting, isoDate, LayoutChanged, sum } from 'sidedoor-mcp';
import { readReport } from './headings.ts';
import type { LegacyReport } from './legacy-report.page.ts';
import { isWithin } from './period.ts';
import type { Period } from './period.ts';
import { agree, count, whole } from './reading.ts';
import { localTime } from './values.ts';

/** Reads the checks that nobody has paid: the amounts of each agree, and all come to the totals. */
export async function readUnpaidOrders(report: LegacyReport, wanted: Period, shown: Period) {
  const stated = count(await report.stated('No unpaid orders'));
  const { rows, totals } = await readReport(report.page, {
    name: 'the unpaid orders',
    headings: '#unpaid-orders-table thead th',
    rows: '#unpaid-orders-table tr.row',
    totals: '#unpaid-orders-table tr.totals',
    columns: {
      check: 'Check #',
      opened: 'Opened Date',
      date: 'Business Date',
      server: 'Server',
      table: 'Table',
      subtotal: 'Subtotal',
      tax: 'Tax',
      due: 'Amount Due',
    },
  });
  const orders = rows.map(({ cells }) => ({
    check: cells.check,
    opened: localTime(cells.opened),
    date: isoDate(cells.date, 'mdy'),
    server: cells.server,
    table: cells.table === '' ? null : cells.table,
    subtotal: amount(cells.subtotal),
    tax: amount(cells.tax),
    due: amount(cells.due),
  }));
  assertWithin(orders, shown, 'unpaid orders');
  const column = (name: 'subtotal' | 'tax' | 'due') => orders.map((one) => one[name]);
  const complete = whole(
    'The list of unpaid orders',
    [
      byCount(orders.length, stated),
      ...orders
        .map((one) => agree(`check ${one.check}`, sum([one.subtotal, one.tax]), one.due))
        .filter(({ proven }) => !proven),
    ],
    [
      byFooting(column('subtotal'), totals?.subtotal ?? ''),
      byFooting(column('tax'), totals?.tax ?? ''),
      byFooting(column('due'), totals?.due ?? ''),
    ],
  );
  return { orders: orders.filter(({ date }) => isWithin(date, wanted)), complete };
}

/** Reads what Toast billed. The invoices themselves are PDF only (a vendor fact), so the link is all there is of them. */
export async function readInvoices(report: LegacyReport, wanted: Period, shown: Period) {
  const stated = count(await report.stated('No invoices'));
  const { rows, totals } = await readReport(report.page, {
    name: 'the invoices',
    headings: '#billing-table thead th',
    rows: '#billing-table tr.row',
    totals: '#billing-table tr.totals',
    columns: {
      invoice: 'Invoice',
      date: 'Invoice Date',
      status: 'Status',
      subscriptions: 'Subscriptions',
      fees: 'Processing Fees',
      amount: 'Amount',
    },
  });
  const invoices = rows.map(({ cells, links }) => ({
    invoice: cells.invoice,
    date: isoDate(cells.date, 'mdy'),
    status: cells.status,
    subscriptions: amount(cells.subscriptions),
    fees: amount(cells.fees),
    amount: amount(cells.amount),
    link: links.invoice ?? null,
  }));
  assertWithin(invoices, shown, 'invoices');
  const column = (name: 'subscriptions' | 'fees' | 'amount') => invoices.map((one) => one[name]);
  const complete = whole(
    'The list of invoices',
    [
      byCount(invoices.length, stated),
      ...invoices
        .map((one) => agree(one.invoice, sum([one.subscriptions, one.fees]), one.amount))
        .filter(({ proven }) => !proven),
    ],
    [
      byFooting(column('subscriptions'), totals?.subscriptions ?? ''),
      byFooting(column('fees'), totals?.fees ?? ''),
      byFooting(column('amount'), totals?.amount ?? ''),
    ],
  );
  return { invoices: invoices.filter(({ date }) => isWithin(date, wanted)), complete };
}

function assertWithin(rows: { date: string }[], shown: Period, what: string): void {
  const stray = rows.find(({ date }) => !isWithin(date, shown));
  if (stray)
    throw new LayoutChanged(`The ${what} of ${shown.from} to ${shown.to} have one of ${stray.date}.`);
}
