/** What Toast bills the restaurant, as the report page of the old generation lists it. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { readInvoices } from './pages/bills.page.ts';
import { LegacyReport } from './pages/legacy-report.page.ts';
import { dates, periodOf } from './pages/period.ts';
import { inOneRestaurant } from './restaurant.ts';

export default defineFlow({
  app: toast,
  name: 'list_invoices',
  title: 'Invoices of Toast',
  description: 'What Toast itself bills, with the link to each invoice (PDF).',
  effect: 'read',
  example: { from: '2026-11-01', to: '2026-11-19' },
  input: z.object(dates),
  output: z.object({
    restaurant: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    invoices: z.array(
      z.object({
        invoice: z.string(),
        date: z.iso.date(),
        status: z.string(),
        subscriptions: decimal(),
        fees: decimal(),
        amount: decimal(),
        link: z.string().nullable(),
      }),
    ),
    complete: completeness(),
  }),

  run({ page, input, step }) {
    const period = periodOf(input);
    return inOneRestaurant(page, async (restaurant) => {
      const report = await step('open the invoices', () =>
        LegacyReport.open(page, 'invoices#invoices', 'Invoices', restaurant),
      );
      const { shown } = await step('fill in the dates', () => report.update(period));
      const read = await step('read them', () => readInvoices(report, period, shown));
      return { restaurant, ...period, ...read };
    });
  },
});
