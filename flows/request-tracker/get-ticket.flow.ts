/** Reads one work order with its people and its whole history. */
import { z } from 'zod';
import { completeness, defineFlow } from 'sidedoor-mcp';
import { requestTracker } from './app.ts';
import { entry } from './entry.ts';
import { Calendar } from './pages/dates.ts';
import { HistoryPage } from './pages/history.page.ts';
import { TicketPage } from './pages/ticket.page.ts';

export default defineFlow({
  app: requestTracker,
  name: 'get_ticket',
  title: 'Get a ticket',
  description:
    'One ticket (work order) with custom fields, people and history: who did what when, and every message that the login ' +
    'may see. Leaves out the contents of attached files.',
  effect: 'read',
  input: z.object({ id: z.number().int().positive().describe('Number of the ticket, e.g. 204') }),
  example: { id: 1 },
  output: z.object({
    id: z.number().int().describe('Another number than asked for: the ticket was merged into this one'),
    subject: z.string(),
    queue: z.string(),
    status: z.string(),
    priority: z.string().describe('As shown, e.g. High'),
    owner: z.string().nullable().describe('Login name'),
    requestors: z.array(z.string()),
    cc: z.array(z.string()),
    created: z.iso.datetime(),
    starts: z.iso.datetime().nullable(),
    due: z.iso.datetime().nullable(),
    resolved: z.iso.datetime().nullable(),
    custom_fields: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
    history: z.array(entry()),
    complete: completeness(),
  }),

  async run({ page, input: { id }, step }) {
    const calendar = await step('see which time zone the login has', () => Calendar.of(page));
    const ticket = await step('read the ticket', () => new TicketPage(page).read(id, calendar));
    const { entries, complete } = await step('read its history', () =>
      new HistoryPage(page).read(ticket.id, calendar),
    );
    return { ...ticket, history: entries, complete };
  },
});
