/** What went into and out of the cash drawers, as the drawer history of the old generation lists it. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { readCashEntries } from './pages/cash.page.ts';
import { dates } from './pages/period.ts';
import { readOldReport } from './read-report.ts';
import { about } from './schemas.ts';

export default defineFlow({
  app: toast,
  name: 'list_cash_entries',
  title: 'Cash entries',
  description: 'Drawer history: cash in and out, payouts, tip-outs and close-outs. Times are local.',
  effect: 'read',
  example: { from: '2026-11-19', to: '2026-11-19' },
  input: z.object(dates),
  output: z.object({
    ...about,
    entries: z.array(
      z.object({
        created: z.string(),
        date: z.iso.date(),
        drawer: z.string(),
        type: z.string(),
        amount: decimal(),
        employee: z.string(),
        reason: z.string(),
        comment: z.string(),
      }),
    ),
    complete: completeness(),
  }),

  run: (context) =>
    readOldReport(context, { path: 'cash#drawer-history', title: 'Cash Drawer History' }, readCashEntries),
});
