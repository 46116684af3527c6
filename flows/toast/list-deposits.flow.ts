/** The deposits, as the report page of the old generation lists them. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { readDeposits } from './pages/deposits.page.ts';
import { dates } from './pages/period.ts';
import { readOldReport } from './read-report.ts';
import { about } from './schemas.ts';

export default defineFlow({
  app: toast,
  name: 'list_deposits',
  title: 'Deposits',
  description: 'Card deposits with fees, net amount and the link to the invoice (PDF).',
  effect: 'read',
  example: { from: '2026-11-19', to: '2026-11-19' },
  input: z.object(dates),
  output: z.object({
    ...about,
    deposits: z.array(
      z.object({
        invoice: z.string(),
        date: z.iso.date(),
        card_payments: decimal(),
        fees: decimal(),
        net_deposit: decimal(),
        link: z.string().nullable(),
      }),
    ),
    complete: completeness(),
  }),

  run: (context) => readOldReport(context, { path: 'deposits#invoices', title: 'Deposits' }, readDeposits),
});
