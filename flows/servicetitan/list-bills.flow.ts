/** Accounting → AP Inbox. */
import { z } from 'zod';
import { amount, byAll, byFooting, completeness, defineFlow, isoDate, LayoutChanged } from 'sidedoor-mcp';
import { servicetitan } from './app.ts';
import { billStatuses, readInbox } from './pages/inbox.page.ts';
import type { BillStatus } from './pages/inbox.page.ts';
import { fits } from './pages/reading.ts';

export default defineFlow({
  app: servicetitan,
  name: 'list_bills',
  title: 'AP inbox',
  description:
    'Vendor bills of the AP inbox. duplicate_of names others of the same vendor, number and amount.',
  effect: 'read',
  input: z.object({
    status: z
      .enum(Object.keys(billStatuses) as [BillStatus, ...BillStatus[]])
      .optional()
      .describe('All when not given'),
    vendor: z.string().min(1).optional().describe('Part of the name'),
    from: z.iso.date().optional().describe('First day'),
    to: z.iso.date().optional().describe('Last day'),
  }),
  output: z.object({
    bills: z.array(
      z.object({
        document: z.string(),
        vendor: z.string(),
        invoice: z.string(),
        date: z.string(),
        amount: z.string(),
        po: z.string().nullable(),
        status: z.string(),
        duplicate_of: z.array(z.string()),
      }),
    ),
    complete: completeness(),
  }),

  async run({ page, input: { status, vendor = '', from = '', to = '' }, step }) {
    const { rows, totals, whole } = await step('read the inbox', () =>
      readInbox(page, { status, vendor, from, to }),
    );
    const bills = rows.map((row) => ({
      document: fits(/^\d+$/, row.document, 'document'),
      vendor: row.vendor,
      invoice: row.invoice,
      date: isoDate(row.date, 'mdy'),
      amount: amount(row.amount),
      po: row.po || null,
      status: fits(/^(Scan Pending|Ready|Reviewed|Empty)$/, row.status, 'status'),
    }));
    const stray = bills.find(
      (bill) =>
        (status && bill.status !== status) ||
        !bill.vendor.toLowerCase().includes(vendor.toLowerCase()) ||
        (from && bill.date < from) ||
        (to && bill.date > to),
    );
    if (stray) throw new LayoutChanged(`The inbox lists ${stray.document}, which was not asked for.`);
    const keyOf = (bill: (typeof bills)[number]) => [bill.vendor, bill.invoice, bill.amount].join('\n');
    const footing = byFooting(
      bills.map((bill) => bill.amount),
      totals?.amount ?? '',
    );
    return {
      bills: bills.map((bill) => ({
        ...bill,
        duplicate_of: bills
          .filter((other) => other !== bill && keyOf(other) === keyOf(bill))
          .map(({ document }) => document),
      })),
      complete: byAll(whole, footing),
    };
  },
});
