import { amount, isoDate, sum } from 'sidedoor-mcp';
import { readDated } from './dated-report.ts';
import type { LegacyReport } from './legacy-report.page.ts';
import type { Period } from './period.ts';
import { agree } from './reading.ts';
import { localTime } from './values.ts';

/** Reads the checks that nobody has paid: the amounts of each agree, and all come to the totals. */
export async function readUnpaidOrders(report: LegacyReport, wanted: Period, shown: Period) {
  const { rows, complete } = await readDated(
    report,
    { wanted, shown },
    {
      name: 'unpaid orders',
      nothing: 'No unpaid orders',
      table: 'unpaid-orders-table',
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
      row: (cells) => ({
        check: cells.check,
        opened: localTime(cells.opened),
        date: isoDate(cells.date, 'mdy'),
        server: cells.server,
        table: cells.table === '' ? null : cells.table,
        subtotal: amount(cells.subtotal),
        tax: amount(cells.tax),
        due: amount(cells.due),
      }),
      amounts: ['subtotal', 'tax', 'due'],
      agrees: (one) => agree(`check ${one.check}`, sum([one.subtotal, one.tax]), one.due),
    },
  );
  return { orders: rows, complete };
}

/** Reads what Toast billed. The invoices themselves are PDF only (a vendor fact), so the link is all there is of them. */
export async function readInvoices(report: LegacyReport, wanted: Period, shown: Period) {
  const { rows, complete } = await readDated(
    report,
    { wanted, shown },
    {
      name: 'invoices',
      nothing: 'No invoices',
      table: 'billing-table',
      columns: {
        invoice: 'Invoice',
        date: 'Invoice Date',
        status: 'Status',
        subscriptions: 'Subscriptions',
        fees: 'Processing Fees',
        amount: 'Amount',
      },
      row: (cells, links) => ({
        invoice: cells.invoice,
        date: isoDate(cells.date, 'mdy'),
        status: cells.status,
        subscriptions: amount(cells.subscriptions),
        fees: amount(cells.fees),
        amount: amount(cells.amount),
        link: links.invoice ?? null,
      }),
      amounts: ['subscriptions', 'fees', 'amount'],
      agrees: (one) => agree(one.invoice, sum([one.subscriptions, one.fees]), one.amount),
    },
  );
  return { invoices: rows, complete };
}
