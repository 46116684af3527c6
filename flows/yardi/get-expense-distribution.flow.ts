/** Distributes what vendors invoiced over the accounts, the way an accountant does it under Payable Analytics. */
import { z } from 'zod';
import { byAll, completeness, decimal, defineFlow, InvalidInput, isoDate } from 'sidedoor-mcp';
import { readAgeing } from './ageing-file.ts';
import { yardi } from './app.ts';
import { takeSubtotals } from './expense-file.ts';
import { month, property, vendor } from './inputs.ts';
import { fillPayables } from './pages/payables-filter.page.ts';
import { readReport } from './read-report.ts';
import { screenMonth } from './report-rows.ts';

const columns = {
  account: 'Account',
  account_name: 'Account Name',
  property: 'Property',
  vendor: 'Payee Code',
  vendor_name: 'Payee Name',
  control: 'Control',
  invoice: 'Invoice #',
  invoice_date: 'Invoice Date',
  post_month: 'Post Month',
  notes: 'Notes',
  check: 'Check #',
  amount: 'Amount',
  paid: 'Paid',
  unpaid: 'Unpaid',
} as const;

export default defineFlow({
  app: yardi,
  name: 'get_expense_distribution',
  title: 'Expense distribution',
  description: 'Invoices of one property by expense account, with the check that paid each.',
  effect: 'read',
  input: z.object({
    property: property(),
    from: month(),
    to: month(),
    vendor: vendor().optional().describe('Code or exact name'),
    expense_account: z.string().min(1).optional().describe('e.g. 6110-0000'),
  }),
  example: { property: 'dock', from: '2026-10', to: '2026-10' },
  output: z.object({
    property: z.string(),
    accounts: z.array(
      z.object({
        account: z.string(),
        name: z.string(),
        amount: decimal(),
        paid: decimal(),
        unpaid: decimal(),
      }),
    ),
    invoices: z.array(
      z.object({
        account: z.string(),
        account_name: z.string(),
        property: z.string(),
        vendor: z.string(),
        vendor_name: z.string(),
        control: z.string(),
        invoice: z.string(),
        invoice_date: z.iso.date(),
        post_month: z.string().describe('YYYY-MM'),
        notes: z.string(),
        check: z.string().nullable(),
        amount: decimal(),
        paid: decimal(),
        unpaid: decimal(),
      }),
    ),
    total: decimal(),
    complete: completeness(),
  }),
  timeout: 400,

  async run({ page, input, step }) {
    const { property: code, from, to, expense_account: account } = input;
    if (from > to) throw new InvalidInput(`The period ends before it begins: ${from} to ${to}.`);
    return step('run the report', () =>
      readReport({
        ask: () => fillPayables(page, { ...input, type: 'Expense Distribution', account, detail: true }),
        read(sheet, name, payee) {
          const label = `${name} (${code})`;
          const { lines, prove } = takeSubtotals(sheet);
          const { rows, total, whole } = readAgeing(lines, {
            says: [
              'Expense Distribution Detail',
              label,
              `Period = ${screenMonth(from)}-${screenMonth(to)}`,
              ...(payee ? [`Payee = ${payee}`] : []),
              ...(account ? [`Account = ${account}`] : []),
            ],
            columns,
            split: 1,
            amounts: ['amount', 'paid', 'unpaid'],
            parts: ['paid', 'unpaid'],
            whole: 'amount',
            property: code,
          });
          const { accounts, whole: proof } = prove(rows);
          const invoices = rows.map((row) => ({
            ...row,
            invoice_date: isoDate(row.invoice_date, 'mdy'),
            post_month: row.post_month.split('/').toReversed().join('-'),
            check: row.check === '' ? null : row.check,
          }));
          return {
            property: label,
            accounts,
            invoices,
            total,
            complete: proof.proven ? whole : byAll(proof),
          };
        },
      }),
    );
  },
});
