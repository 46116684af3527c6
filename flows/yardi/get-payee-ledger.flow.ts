/** Reads a vendor's ledger, the way an accountant does it under Payable Analytics. */
import { z } from 'zod';
import { completeness, decimal, defineFlow, InvalidInput, screenDate } from 'sidedoor-mcp';
import { yardi } from './app.ts';
import { property, vendor } from './inputs.ts';
import { fillPayables } from './pages/payables-filter.page.ts';
import { readPayeeLedger } from './payee-ledger-file.ts';
import { readReport } from './read-report.ts';

export default defineFlow({
  app: yardi,
  name: 'get_payee_ledger',
  title: 'Payee ledger',
  description: 'Invoices and checks of one vendor at one property, with the running balance owed.',
  effect: 'read',
  input: z.object({
    property: property(),
    vendor: vendor(),
    from: z.iso.date().describe('First day'),
    to: z.iso.date().describe('Last day'),
  }),
  example: { property: 'dock', vendor: 'v0000101', from: '2026-09-01', to: '2026-10-31' },
  output: z.object({
    property: z.string(),
    vendor: z.string(),
    vendor_name: z.string(),
    opening: decimal().describe('Owed before the first day'),
    lines: z.array(
      z.object({
        date: z.iso.date(),
        kind: z.enum(['invoice', 'check']),
        property: z.string(),
        control: z.string(),
        invoice: z.string(),
        post_month: z.string().describe('YYYY-MM'),
        account: z.string(),
        check: z.string().nullable(),
        charge: decimal(),
        payment: decimal(),
        balance: decimal(),
      }),
    ),
    balance: decimal(),
    complete: completeness(),
  }),
  timeout: 400,

  async run({ page, input, step }) {
    const { property: code, from, to } = input;
    if (from > to) throw new InvalidInput(`The period ends before it begins: ${from} to ${to}.`);
    const days = [from, to].map((day) => screenDate(day, 'mdy', '/')).join('-');
    return step('run the report', () =>
      readReport({
        ask: () => fillPayables(page, { type: 'Payee Ledger', ...input }),
        read(sheet, name, payee = '') {
          const label = `${name} (${code})`;
          const says = ['Payee Ledger', label, `Date = ${days}`, `Payee = ${payee}`];
          return { property: label, vendor: payee, ...readPayeeLedger(sheet, says, code) };
        },
      }),
    );
  },
});
