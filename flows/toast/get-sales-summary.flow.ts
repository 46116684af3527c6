/** The sales summary of some business dates, as the report page of the new generation draws it. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { openReport } from './pages/new-report.page.ts';
import { dates, periodOf } from './pages/period.ts';
import { readSalesSummary } from './pages/sales-summary.page.ts';
import { inOneRestaurant } from './restaurant.ts';

export default defineFlow({
  app: toast,
  name: 'get_sales_summary',
  title: 'Sales summary',
  description:
    'Gross, discounts, net, tax, tips, payments and unpaid orders; net by category and dining option.',
  effect: 'read',
  input: z.object(dates),
  output: z.object({
    restaurant: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
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

  run({ page, input, step }) {
    const period = periodOf(input);
    return inOneRestaurant(page, async (restaurant) => {
      const report = { path: 'reports/sales/sales-summary', title: 'Sales summary', restaurant, period };
      await step('open the sales summary', () => openReport(page, report));
      return { restaurant, ...period, ...(await step('read it', () => readSalesSummary(page))) };
    });
  },
});
