/** Ages what is owed to vendors, the way an accountant does it under Payable Analytics with "Show Detail". */
import { z } from 'zod';
import { completeness, decimal, defineFlow, isoDate, screenDate } from 'sidedoor-mcp';
import { readAgeing } from './ageing-file.ts';
import { yardi } from './app.ts';
import { property, vendor } from './inputs.ts';
import { fillPayables } from './pages/payables-filter.page.ts';
import { readReport } from './read-report.ts';

/** The 16 columns of the detail; without it there are 10. */
const columns = {
  vendor: 'Payee Code',
  vendor_name: 'Payee Name',
  property: 'Property',
  control: 'Control',
  batch: 'Batch',
  invoice: 'Invoice #',
  invoice_date: 'Invoice Date',
  post_month: 'Post Month',
  due_date: 'Due Date',
  account: 'Account',
  notes: 'Notes',
  owed: 'Current Owed',
  days_0_30: '0-30 Owed',
  days_31_60: '31-60 Owed',
  days_61_90: '61-90 Owed',
  days_over_90: 'Over 90 Owed',
} as const;
const parts = ['days_0_30', 'days_31_60', 'days_61_90', 'days_over_90'] as const;

export default defineFlow({
  app: yardi,
  name: 'get_payables_ageing',
  title: 'Aged payables',
  description: 'Open vendor invoices of one property on a day, each with its age and account.',
  effect: 'read',
  input: z.object({
    property: property(),
    as_of: z.iso.date().describe('The day'),
    vendor: vendor().optional().describe('Code or exact name'),
  }),
  example: { property: 'dock', as_of: '2026-11-01' },
  output: z.object({
    property: z.string(),
    as_of: z.iso.date(),
    invoices: z.array(
      z.object({
        vendor: z.string(),
        vendor_name: z.string(),
        property: z.string(),
        control: z.string(),
        batch: z.string(),
        invoice: z.string(),
        invoice_date: z.iso.date(),
        post_month: z.string().describe('YYYY-MM'),
        due_date: z.iso.date(),
        account: z.string(),
        notes: z.string(),
        owed: decimal(),
        days_0_30: decimal(),
        days_31_60: decimal(),
        days_61_90: decimal(),
        days_over_90: decimal(),
      }),
    ),
    total: decimal(),
    complete: completeness(),
  }),
  timeout: 400,

  run: ({ page, input: { property: code, as_of, vendor: payee }, step }) =>
    step('run the report', () =>
      readReport({
        ask: () =>
          fillPayables(page, { type: 'Aging', property: code, asOf: as_of, vendor: payee, detail: true }),
        read(sheet, name, vendorCode) {
          const label = `${name} (${code})`;
          const asOf = `Age As Of = ${screenDate(as_of, 'mdy', '/')}`;
          const { rows, total, whole } = readAgeing(sheet, {
            says: ['Aging Detail', label, asOf, ...(vendorCode ? [`Payee = ${vendorCode}`] : [])],
            columns,
            split: 1,
            amounts: ['owed', ...parts],
            parts,
            whole: 'owed',
            property: code,
          });
          const invoices = rows.map((row) => ({
            ...row,
            invoice_date: isoDate(row.invoice_date, 'mdy'),
            due_date: isoDate(row.due_date, 'mdy'),
            post_month: row.post_month.split('/').toReversed().join('-'),
          }));
          return { property: label, as_of, invoices, total, complete: whole };
        },
      }),
    ),
});
