/** The checks that nobody has paid, as the report page of the old generation lists them. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { readUnpaidOrders } from './pages/bills.page.ts';
import { LegacyReport } from './pages/legacy-report.page.ts';
import { dates, periodOf } from './pages/period.ts';
import { inOneRestaurant } from './restaurant.ts';

export default defineFlow({
  app: toast,
  name: 'list_unpaid_orders',
  title: 'Unpaid orders',
  description: 'Open checks of past days with server, table and amount due. Times are local.',
  effect: 'read',
  example: { from: '2026-11-01', to: '2026-11-19' },
  input: z.object(dates),
  output: z.object({
    restaurant: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    orders: z.array(
      z.object({
        check: z.string(),
        opened: z.string(),
        date: z.iso.date(),
        server: z.string(),
        table: z.string().nullable(),
        subtotal: decimal(),
        tax: decimal(),
        due: decimal(),
      }),
    ),
    complete: completeness(),
  }),

  run({ page, input, step }) {
    const period = periodOf(input);
    return inOneRestaurant(page, async (restaurant) => {
      const report = await step('open the unpaid orders', () =>
        LegacyReport.open(page, 'orders#unpaid-orders', 'Unpaid Orders', restaurant),
      );
      const { shown } = await step('fill in the dates', () => report.update(period));
      const read = await step('read them', () => readUnpaidOrders(report, period, shown));
      return { restaurant, ...period, ...read };
    });
  },
});
