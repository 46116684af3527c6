import { amount, byCount, byFooting, isoDate, LayoutChanged, sum } from 'sidedoor-mcp';
import { readReport } from './headings.ts';
import type { LegacyReport } from './legacy-report.page.ts';
import { isWithin } from './period.ts';
import type { Period } from './period.ts';
import { agree, count, whole } from './reading.ts';

/** Reads the invoices: one deposit each. Their files are PDF only (a vendor fact), so the link is all there is of them. */
export async function readDeposits(report: LegacyReport, wanted: Period, shown: Period) {
  const stated = count(await report.stated('No invoices'));
  const { rows, totals } = await readReport(report.page, {
    name: 'the deposits',
    headings: '#invoices-table thead th',
    rows: '#invoices-table tr.row',
    totals: '#invoices-table tr.totals',
    columns: {
      invoice: 'Invoice',
      date: 'Deposit Date',
      gross: 'Card Payments',
      fees: 'Fees',
      net: 'Net Deposit',
    },
  });
  const deposits = rows.map(({ cells, links }) => ({
    invoice: cells.invoice,
    date: isoDate(cells.date, 'mdy'),
    card_payments: amount(cells.gross),
    fees: amount(cells.fees),
    net_deposit: amount(cells.net),
    link: links.invoice ?? null,
  }));
  const stray = deposits.find(({ date }) => !isWithin(date, shown));
  if (stray)
    throw new LayoutChanged(`The deposits of ${shown.from} to ${shown.to} have one of ${stray.date}.`);
  const column = (name: 'card_payments' | 'fees' | 'net_deposit') => deposits.map((one) => one[name]);
  const complete = whole(
    'The list of deposits',
    [
      byCount(deposits.length, stated),
      ...deposits
        .map((one) => agree(one.invoice, sum([one.card_payments, one.fees]), one.net_deposit))
        .filter(({ proven }) => !proven),
    ],
    [
      byFooting(column('card_payments'), totals?.gross ?? ''),
      byFooting(column('fees'), totals?.fees ?? ''),
      byFooting(column('net_deposit'), totals?.net ?? ''),
    ],
  );
  return { deposits: deposits.filter(({ date }) => isWithin(date, wanted)), complete };
}
