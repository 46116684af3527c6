/** What went into and out of the cash drawers, as the drawer history of the old generation lists it. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { readCashEntries } from './pages/cash.page.ts';
import { LegacyReport } from './pages/legacy-report.page.ts';
import { dates, periodOf } from './pages/period.ts';
import { inOneRestaurant } from './restaurant.ts';

export default defineFlow({
  app: toast,
  name: 'list_cash_entries',
  title: 'Cash entries',
  description: 'Drawer history: cash in and out, payouts, tip-outs and close-outs. Times are local.',
  effect: 'read',
  example: { from: '2026-11-19', to: '2026-11-19' },
  input: z.object(dates),
  output: z.object({
    restaurant: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    entries: z.array(
      z.object({
        created: z.string(),
        date: z.iso.date(),
        drawer: z.string(),
        type: z.string(),
        amount: decimal(),
        employee: z.string(),
        reason: z.string(),
        comment: z.string(),
      }),
    ),
    complete: completeness(),
  }),

  run({ page, input, step }) {
    const period = periodOf(input);
    return inOneRestaurant(page, async (restaurant) => {
      const report = await step('open the drawer history', () =>
        LegacyReport.open(page, 'cash#drawer-history', 'Cash Drawer History', restaurant),
      );
      const { shown } = await step('fill in the dates', () => report.update(period));
      const read = await step('read it', () => readCashEntries(report, period, shown));
      return { restaurant, ...period, ...read };
    });
  },
});
