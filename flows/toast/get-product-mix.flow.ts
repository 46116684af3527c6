/** The product mix: each item that was sold, out of the export of the report page. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { openReport } from './pages/new-report.page.ts';
import { dates, periodOf } from './pages/period.ts';
import { readProductMix } from './pages/product-mix.page.ts';
import { inOneRestaurant } from './restaurant.ts';

export default defineFlow({
  app: toast,
  name: 'get_product_mix',
  title: 'Product mix',
  description: 'Quantity, gross, discounts, net and voids of each menu item sold.',
  effect: 'read',
  input: z.object(dates),
  output: z.object({
    restaurant: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    items: z.array(
      z.object({
        item: z.string(),
        group: z.string(),
        category: z.string(),
        quantity: z.int(),
        gross: decimal(),
        discounts: decimal(),
        net: decimal(),
        voided: decimal(),
      }),
    ),
    complete: completeness(),
  }),
  timeout: 240,

  run({ page, input, step }) {
    const period = periodOf(input);
    return inOneRestaurant(page, async (restaurant) => {
      const report = { path: 'reports/menu/product-mix', title: 'Product mix', restaurant, period };
      await step('open the product mix', () => openReport(page, report));
      const mix = await step('export the items', () => readProductMix(page, restaurant, period));
      return { restaurant, ...period, ...mix };
    });
  },
});
