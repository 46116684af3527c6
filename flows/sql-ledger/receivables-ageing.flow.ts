/** What each tenant owes, by age: AR → Reports → AR Aging. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { sqlLedger } from './app.ts';
import { AgeingPage } from './pages/ageing.page.ts';

const aged = {
  currency: z.string(),
  days_0_30: decimal(),
  days_31_60: decimal(),
  days_61_90: decimal(),
  days_over_90: decimal(),
  total: decimal(),
};

export default defineFlow({
  app: sqlLedger,
  name: 'list_receivables_ageing',
  title: 'Age the receivables',
  description:
    'What each customer (tenant) owes, in buckets of 30 days since the invoice or the due date. Counts all payments made ' +
    'until now, even for an earlier day; for a true past day use list_open_invoices.',
  effect: 'read',
  input: z.object({
    as_of: z.iso.date().optional().describe("Day to count from; the application's own date when not given"),
    by: z
      .enum(['invoice_date', 'due_date'])
      .default('invoice_date')
      .describe('due_date leaves out what is not yet due'),
  }),
  output: z.object({
    as_of: z.iso.date(),
    customers: z.array(z.object({ customer_number: z.string(), customer: z.string(), ...aged })),
    totals: z.array(z.object(aged)),
    complete: completeness(),
  }),
  key: ['customer_number', 'currency'],

  async run({ page, input: { as_of: asOf, by }, step }) {
    return step('read the ageing', () => new AgeingPage(page).read({ asOf, by }));
  },
});
