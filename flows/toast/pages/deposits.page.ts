import { amount, byCount, byFooting, isoDate, LayoutChanged, readTable, sum } from 'sidedoor-mcp';
import type { LegacyReport } from './legacy-report.page.ts';
import type { Period } from './period.ts';
import { agree, count, whole } from './reading.ts';

/** Reads the invoices: one deposit each. Their files are PDF only (a vendor fact), so the link is all there is of them. */
export async function readDeposits(report: LegacyReport, { from, to }: Period) {
  const stated = count(await report.stated('No invoices'));
  const { rows, totals } = await readTable(report.page, {
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
  const stray = deposits.find(({ date }) => date < from || date > to);
  if (stray) throw new LayoutChanged(`The deposits of ${from} to ${to} have one of ${stray.date}.`);
  const column = (name: 'card_payments' | 'fees' | 'net_deposit') => deposits.map((one) => one[name]);
  const complete = whole(
    'The list of deposits',
    byCount(deposits.length, stated),
    byFooting(column('card_payments'), totals?.gross ?? ''),
    byFooting(column('fees'), totals?.fees ?? ''),
    byFooting(column('net_deposit'), totals?.net ?? ''),
    agree(
      'payments less fees',
      sum([...column('card_payments'), ...column('fees')]),
      sum(column('net_deposit')),
    ),
  );
  return { deposits, complete };
}
