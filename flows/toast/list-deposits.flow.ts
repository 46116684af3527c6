/** The deposits, as the report page of the old generation lists them. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { readDeposits } from './pages/deposits.page.ts';
import { LegacyReport } from './pages/legacy-report.page.ts';
import { dates, periodOf } from './pages/period.ts';
import { inOneRestaurant } from './restaurant.ts';

export default defineFlow({
  app: toast,
  name: 'list_deposits',
  title: 'Deposits',
  description: 'Card deposits with fees, net amount and the link to the invoice (PDF).',
  effect: 'read',
  example: { from: '2026-11-19', to: '2026-11-19' },
  input: z.object(dates),
  output: z.object({
    restaurant: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    deposits: z.array(
      z.object({
        invoice: z.string(),
        date: z.iso.date(),
        card_payments: decimal(),
        fees: decimal(),
        net_deposit: decimal(),
        link: z.string().nullable(),
      }),
    ),
    complete: completeness(),
  }),

  run({ page, input, step }) {
    const period = periodOf(input);
    return inOneRestaurant(page, async (restaurant) => {
      const report = await step('open the deposits', () =>
        LegacyReport.open(page, 'deposits#invoices', 'Deposits', restaurant),
      );
      const { shown } = await step('fill in the dates', () => report.update(period));
      const read = await step('read them', () => readDeposits(report, period, shown));
      return { restaurant, ...period, ...read };
    });
  },
});
