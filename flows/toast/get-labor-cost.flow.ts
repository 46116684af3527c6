/** The labor cost breakdown of some business dates: hours and their cost by job, beside what was sold. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { readLaborCost } from './pages/labor-cost.page.ts';
import { openReport } from './pages/new-report.page.ts';
import { dates, periodOf } from './pages/period.ts';
import { inOneRestaurant } from './restaurant.ts';

export default defineFlow({
  app: toast,
  name: 'get_labor_cost',
  title: 'Labor cost breakdown',
  description: 'Hours and labor cost by job, with labor % and sales per labor hour.',
  effect: 'read',
  example: { from: '2026-11-19', to: '2026-11-19' },
  input: z.object(dates),
  output: z.object({
    restaurant: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    net_sales: decimal(),
    labor_cost: decimal(),
    labor_hours: decimal(),
    labor_percent: decimal().nullable(),
    sales_per_labor_hour: decimal().nullable(),
    jobs: z.array(
      z.object({
        job: z.string(),
        regular_hours: decimal(),
        overtime_hours: decimal(),
        total_hours: decimal(),
        regular_cost: decimal(),
        overtime_cost: decimal(),
        total_cost: decimal(),
      }),
    ),
    complete: completeness(),
  }),
  timeout: 180,

  run({ page, input, step }) {
    const period = periodOf(input);
    return inOneRestaurant(page, async (restaurant) => {
      const path = 'reports/labor/labor-cost-breakdown';
      const report = { path, title: 'Labor cost breakdown', restaurant, period };
      await step('open the labor cost breakdown', () => openReport(page, report));
      return { restaurant, ...period, ...(await step('read it', () => readLaborCost(page))) };
    });
  },
});
