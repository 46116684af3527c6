/** How long the kitchen took for each ticket: the kitchen details of the old generation. */
import { z } from 'zod';
import { completeness, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { readKitchen } from './pages/kitchen.page.ts';
import { dates } from './pages/period.ts';
import { readOldReport } from './read-report.ts';
import { about } from './schemas.ts';

export default defineFlow({
  app: toast,
  name: 'list_kitchen_timings',
  title: 'Kitchen timings',
  description: 'Kitchen tickets with station and seconds from fired to fulfilled. Times are local.',
  effect: 'read',
  example: { from: '2026-11-19', to: '2026-11-19' },
  input: z.object(dates),
  output: z.object({
    ...about,
    tickets: z.array(
      z.object({
        check: z.string(),
        table: z.string().nullable(),
        server: z.string(),
        station: z.string(),
        fired: z.string(),
        fulfilled: z.string().nullable(),
        seconds: z.int().nullable(),
      }),
    ),
    average_seconds: z.int(),
    complete: completeness(),
  }),

  run: (context) =>
    readOldReport(context, { path: 'kitchen#kitchen-details', title: 'Kitchen Details' }, readKitchen),
});
