import { amount, isoDate, sum } from 'sidedoor-mcp';
import { readDated } from './dated-report.ts';
import type { LegacyReport } from './legacy-report.page.ts';
import type { Period } from './period.ts';
import { agree } from './reading.ts';

/** Reads the invoices: one deposit each. Their files are PDF only (a vendor fact), so the link is all there is of them. */
export async function readDeposits(report: LegacyReport, wanted: Period, shown: Period) {
  const { rows, complete } = await readDated(
    report,
    { wanted, shown },
    {
      name: 'deposits',
      nothing: 'No invoices',
      table: 'invoices-table',
      columns: {
        invoice: 'Invoice',
        date: 'Deposit Date',
        card_payments: 'Card Payments',
        fees: 'Fees',
        net_deposit: 'Net Deposit',
      },
      row: (cells, links) => ({
        invoice: cells.invoice,
        date: isoDate(cells.date, 'mdy'),
        card_payments: amount(cells.card_payments),
        fees: amount(cells.fees),
        net_deposit: amount(cells.net_deposit),
        link: links.invoice ?? null,
      }),
      amounts: ['card_payments', 'fees', 'net_deposit'],
      agrees: (one) => agree(one.invoice, sum([one.card_payments, one.fees]), one.net_deposit),
    },
  );
  return { deposits: rows, complete };
}
