/** Lists work orders: Search → Tickets, with the criteria and the columns that are wanted. */
import { z } from 'zod';
import { chosenFrom, completeness, defineFlow } from 'sidedoor-mcp';
import { requestTracker } from './app.ts';
import { Calendar } from './pages/dates.ts';
import { ResultsPage } from './pages/results.page.ts';
import { allOf, contains, custom, where } from './pages/ticket-sql.ts';
import { VocabularyPage } from './pages/vocabulary.page.ts';
import { columns, customFields, toWorkOrder, workOrder } from './work-order.ts';

/** RT's words for "whatever is not done" and "whatever is". */
const kinds: Partial<Record<string, string>> = { active: '__Active__', inactive: '__Inactive__' };

export default defineFlow({
  app: requestTracker,
  name: 'search_tickets',
  title: 'Search tickets',
  description:
    'Tickets (work orders) by queue, status, owner, words of the subject, building, trade and dates. Leaves out people ' +
    'and history (get_ticket). Give what narrows it: all tickets can be thousands.',
  effect: 'read',
  input: z.object({
    queue: z.string().min(1).optional().describe('Name of a queue, e.g. Work Orders'),
    status: z
      .string()
      .min(1)
      .optional()
      .describe('new, open, stalled, resolved, rejected; or active, inactive'),
    owner: z.string().min(1).optional().describe('Login name, e.g. ana.ruiz; Nobody for tickets without one'),
    requestor: z.string().min(1).optional().describe('E-mail address of who asked for it'),
    subject: z
      .string()
      .min(1)
      .optional()
      .describe('Part of the subject, in any case. Does not search the messages'),
    building: z.string().min(1).optional().describe('Exact name of the building'),
    trade: z.string().min(1).optional().describe('Exact name of the trade, e.g. Plumbing'),
    due_before: z.iso.date().optional().describe("Due before this day begins, in the login's time zone"),
    created_from: z.iso.date().optional().describe('Created on this day or later'),
  }),
  example: { status: 'open', owner: 'Nobody' },
  output: z.object({
    tickets: z.array(workOrder()),
    complete: completeness(),
  }),
  key: ['id'],

  async run({ page, input, step }) {
    const { queue, owner, subject } = input;
    const status = input.status && (kinds[input.status.toLowerCase()] ?? input.status);
    const query = allOf(
      where('Queue', '=', queue),
      where('Status', '=', status),
      where('Owner', '=', owner),
      where('Requestor.EmailAddress', '=', input.requestor),
      contains('Subject', subject),
      custom(customFields.building, input.building),
      custom(customFields.trade, input.trade),
      where('Due', '<', input.due_before),
      where('Created', '>=', input.created_from),
    );
    const calendar = await step('see which time zone the login has', () => Calendar.of(page));
    const { rows, complete } = await step('read the tickets found', () =>
      new ResultsPage(page).all({ of: 'RT::Tickets', query, columns }),
    );
    if (rows.length === 0) {
      await step('see whether RT knows the names', () =>
        new VocabularyPage(page).expectAll({ queue, status, owner }),
      );
    }
    const tickets = rows.map((cells) => toWorkOrder(cells, calendar));
    return {
      tickets: tickets.filter((ticket) => has(ticket.subject, subject)),
      complete: subject === undefined ? complete : chosenFrom(complete),
    };
  },
});

/** The query asks for a little more than the words. */
function has(text: string, words: string | undefined): boolean {
  const plain = (each: string) => each.replace(/\s+/g, ' ').trim().toLowerCase();
  return words === undefined || plain(text).includes(plain(words));
}
