/** The sales summary of some business dates, as the report page of the new generation draws it. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { dates } from './pages/period.ts';
import { readSalesSummary } from './pages/sales-summary.page.ts';
import { readNewReport } from './read-report.ts';
import { about } from './schemas.ts';

export default defineFlow({
  app: toast,
  name: 'get_sales_summary',
  title: 'Sales summary',
  description:
    'Gross, discounts, net, tax, tips, payments and unpaid orders; net by category and dining option.',
  effect: 'read',
  example: { from: '2026-11-19', to: '2026-11-19' },
  input: z.object(dates),
  output: z.object({
    ...about,
    gross_sales: decimal(),
    discounts: decimal(),
    net_sales: decimal(),
    tax: decimal(),
    tips: decimal(),
    orders: z.int(),
    unpaid_orders: z.int(),
    unpaid_amount: decimal(),
    payments: z.array(z.object({ type: z.string(), count: z.int(), amount: decimal(), tips: decimal() })),
    categories: z.array(z.object({ name: z.string(), items: z.int(), net: decimal() })),
    dining_options: z.array(z.object({ name: z.string(), orders: z.int(), net: decimal(), tax: decimal() })),
    complete: completeness(),
  }),
  timeout: 180,

  run: (context) =>
    readNewReport(context, { path: 'sales/sales-summary', title: 'Sales summary' }, readSalesSummary),
});
