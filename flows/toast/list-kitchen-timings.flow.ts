/** How long the kitchen took for each ticket: the kitchen details of the old generation. */
import { z } from 'zod';
import { completeness, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { readKitchen } from './pages/kitchen.page.ts';
import { LegacyReport } from './pages/legacy-report.page.ts';
import { dates, periodOf } from './pages/period.ts';
import { inOneRestaurant } from './restaurant.ts';

export default defineFlow({
  app: toast,
  name: 'list_kitchen_timings',
  title: 'Kitchen timings',
  description: 'Kitchen tickets with station and seconds from fired to fulfilled. Times are local.',
  effect: 'read',
  example: { from: '2026-11-19', to: '2026-11-19' },
  input: z.object(dates),
  output: z.object({
    restaurant: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    tickets: z.array(
      z.object({
        check: z.string(),
        table: z.string().nullable(),
        server: z.string(),
        station: z.string(),
        fired: z.string(),
        fulfilled: z.string().nullable(),
        seconds: z.int().nullable(),
      }),
    ),
    average_seconds: z.int(),
    complete: completeness(),
  }),

  run({ page, input, step }) {
    const period = periodOf(input);
    return inOneRestaurant(page, async (restaurant) => {
      const report = await step('open the kitchen details', () =>
        LegacyReport.open(page, 'kitchen#kitchen-details', 'Kitchen Details', restaurant),
      );
      const { shown } = await step('fill in the dates', () => report.update(period));
      const read = await step('read them', () => readKitchen(report, period, shown));
      return { restaurant, ...period, ...read };
    });
  },
});
