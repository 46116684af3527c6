/** The checks that nobody has paid, as the report page of the old generation lists them. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { readUnpaidOrders } from './pages/bills.page.ts';
import { dates } from './pages/period.ts';
import { readOldReport } from './read-report.ts';
import { about } from './schemas.ts';

export default defineFlow({
  app: toast,
  name: 'list_unpaid_orders',
  title: 'Unpaid orders',
  description: 'Open checks of past days with server, table and amount due. Times are local.',
  effect: 'read',
  example: { from: '2026-11-01', to: '2026-11-19' },
  input: z.object(dates),
  output: z.object({
    ...about,
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

  run: (context) =>
    readOldReport(context, { path: 'orders#unpaid-orders', title: 'Unpaid Orders' }, readUnpaidOrders),
});
