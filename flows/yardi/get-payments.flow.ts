/** Lists what was paid to vendors, the way an accountant does it under Payable Analytics with the payment register. */
import { z } from 'zod';
import { completeness, decimal, defineFlow, InvalidInput, isoDate, screenDate } from 'sidedoor-mcp';
import { readAgeing } from './ageing-file.ts';
import { yardi } from './app.ts';
import { property, vendor } from './inputs.ts';
import { fillPayables } from './pages/payables-filter.page.ts';
import { readReport } from './read-report.ts';

const columns = {
  check: 'Check #',
  check_date: 'Check Date',
  vendor: 'Payee Code',
  vendor_name: 'Payee Name',
  property: 'Property',
  control: 'Control',
  invoice: 'Invoice #',
  invoice_date: 'Invoice Date',
  post_month: 'Post Month',
  account: 'Account',
  amount: 'Amount',
} as const;

export default defineFlow({
  app: yardi,
  name: 'get_payments',
  title: 'Payment register',
  description: 'Invoices of one property that were paid by check in a period.',
  effect: 'read',
  input: z.object({
    property: property(),
    from: z.iso.date().describe('First day'),
    to: z.iso.date().describe('Last day'),
    vendor: vendor().optional().describe('Code or exact name'),
  }),
  example: { property: 'dock', from: '2026-10-01', to: '2026-10-31' },
  output: z.object({
    property: z.string(),
    invoices: z.array(
      z.object({
        check: z.string(),
        check_date: z.iso.date(),
        vendor: z.string(),
        vendor_name: z.string(),
        property: z.string(),
        control: z.string(),
        invoice: z.string(),
        invoice_date: z.iso.date(),
        post_month: z.string().describe('YYYY-MM'),
        account: z.string(),
        amount: decimal(),
      }),
    ),
    total: decimal(),
    complete: completeness(),
  }),
  timeout: 400,

  async run({ page, input, step }) {
    const { property: code, from, to } = input;
    if (from > to) throw new InvalidInput(`The period ends before it begins: ${from} to ${to}.`);
    const days = [from, to].map((day) => screenDate(day, 'mdy', '/')).join('-');
    return step('run the report', () =>
      readReport({
        ask: () => fillPayables(page, { type: 'Payment Register', ...input }),
        read(sheet, name, vendorCode) {
          const label = `${name} (${code})`;
          const payee = vendorCode ? [`Payee = ${vendorCode}`] : [];
          const { rows, total, whole } = readAgeing(sheet, {
            says: ['Payment Register', label, `Check Date = ${days}`, ...payee],
            columns,
            split: 1,
            amounts: ['amount'],
            parts: [],
            whole: 'amount',
            property: code,
          });
          const invoices = rows.map((row) => ({
            ...row,
            check_date: isoDate(row.check_date, 'mdy'),
            invoice_date: isoDate(row.invoice_date, 'mdy'),
            post_month: row.post_month.split('/').toReversed().join('-'),
          }));
          return { property: label, invoices, total, complete: whole };
        },
      }),
    );
  },
});
