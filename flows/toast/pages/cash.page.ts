import { amount, isoDate } from 'sidedoor-mcp';
import { readDated } from './dated-report.ts';
import type { LegacyReport } from './legacy-report.page.ts';
import type { Period } from './period.ts';
import { localTime } from './values.ts';

/** Reads the drawer history: what went in has no sign, what went out is below zero, and all of it comes to the total. */
export async function readCashEntries(report: LegacyReport, wanted: Period, shown: Period) {
  const { rows, complete } = await readDated(
    report,
    { wanted, shown },
    {
      name: 'cash entries',
      nothing: 'No cash entries',
      table: 'cash-entries-table',
      columns: {
        created: 'Created Date',
        date: 'Business Date',
        drawer: 'Cash Drawer',
        type: 'Action',
        reason: 'Reason',
        comment: 'Comment',
        employee: 'Employee',
        amount: 'Amount',
      },
      row: (cells) => ({
        created: localTime(cells.created),
        date: isoDate(cells.date, 'mdy'),
        drawer: cells.drawer,
        type: cells.type,
        amount: amount(cells.amount),
        employee: cells.employee,
        reason: cells.reason,
        comment: cells.comment,
      }),
      amounts: ['amount'],
    },
  );
  return { entries: rows, complete };
}
