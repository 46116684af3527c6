/** The product mix: each item that was sold, out of the export of the report page. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { dates } from './pages/period.ts';
import { readProductMix } from './pages/product-mix.page.ts';
import { readNewReport } from './read-report.ts';
import { about } from './schemas.ts';

export default defineFlow({
  app: toast,
  name: 'get_product_mix',
  title: 'Product mix',
  description: 'Quantity, gross, discounts, net and voids of each menu item sold.',
  effect: 'read',
  example: { from: '2026-11-19', to: '2026-11-19' },
  input: z.object(dates),
  output: z.object({
    ...about,
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

  run: (context) =>
    readNewReport(context, { path: 'menu/product-mix', title: 'Product mix' }, readProductMix),
});
