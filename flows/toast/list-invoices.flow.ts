/** What Toast bills the restaurant, as the report page of the old generation lists it. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { readInvoices } from './pages/bills.page.ts';
import { dates } from './pages/period.ts';
import { readOldReport } from './read-report.ts';
import { about } from './schemas.ts';

export default defineFlow({
  app: toast,
  name: 'list_invoices',
  title: 'Invoices of Toast',
  description: 'What Toast itself bills, with the link to each invoice (PDF).',
  effect: 'read',
  example: { from: '2026-11-01', to: '2026-11-19' },
  input: z.object(dates),
  output: z.object({
    ...about,
    invoices: z.array(
      z.object({
        invoice: z.string(),
        date: z.iso.date(),
        status: z.string(),
        subscriptions: decimal(),
        fees: decimal(),
        amount: decimal(),
        link: z.string().nullable(),
      }),
    ),
    complete: completeness(),
  }),

  run: (context) => readOldReport(context, { path: 'invoices#invoices', title: 'Invoices' }, readInvoices),
});
