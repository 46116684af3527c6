/** Dispatch → Daily Dispatch Board, and the tray below it. */
import { z } from 'zod';
import { byAll, completeness, defineFlow } from 'sidedoor-mcp';
import { servicetitan } from './app.ts';
import { BoardPage } from './pages/board.page.ts';

const common = {
  appointment: z.string(),
  window: z.string(),
  priority: z.string(),
  customer: z.string(),
  job_type: z.string(),
};

export default defineFlow({
  app: servicetitan,
  name: 'list_dispatch_board',
  title: 'Dispatch board',
  description: 'Appointments of a day with technicians and status, and what is unassigned (any day).',
  effect: 'read',
  input: z.object({
    date: z.iso.date().describe('The day'),
    business_unit: z.string().min(1).optional().describe('Exact name'),
  }),
  output: z.object({
    appointments: z.array(
      z.object({ ...common, technicians: z.array(z.string()), status: z.string(), late: z.boolean() }),
    ),
    unassigned: z.array(z.object({ ...common, business_unit: z.string(), date: z.string() })),
    complete: completeness(),
  }),

  async run({ page, input: { date, business_unit: unit }, step }) {
    const board = await step('open the board', () => BoardPage.open(page, date, unit));
    const day = await step('read the board', () => board.appointments());
    const tray = await step('read the tray', () => board.tray());
    return {
      appointments: day.appointments,
      unassigned: tray.unassigned,
      complete: byAll(day.whole, tray.whole),
    };
  },
});
