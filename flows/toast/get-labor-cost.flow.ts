/** The labor cost breakdown of some business dates: hours and their cost by job, beside what was sold. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { readLaborCost } from './pages/labor-cost.page.ts';
import { dates } from './pages/period.ts';
import { readNewReport } from './read-report.ts';
import { about } from './schemas.ts';

export default defineFlow({
  app: toast,
  name: 'get_labor_cost',
  title: 'Labor cost breakdown',
  description: 'Hours and labor cost by job, with labor % and sales per labor hour.',
  effect: 'read',
  example: { from: '2026-11-19', to: '2026-11-19' },
  input: z.object(dates),
  output: z.object({
    ...about,
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

  run: (context) =>
    readNewReport(
      context,
      { path: 'labor/labor-cost-breakdown', title: 'Labor cost breakdown' },
      readLaborCost,
    ),
});
