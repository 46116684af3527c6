/** Opens a work order. */
import { z } from 'zod';
import { defineFlow, LayoutChanged, OutcomeUnknown, Refused } from 'sidedoor-mcp';
import type { FlowContext } from 'sidedoor-mcp';
import { requestTracker } from './app.ts';
import { marked, unmarked } from './mark.ts';
import { CreateFormPage } from './pages/create-form.page.ts';
import { Calendar } from './pages/dates.ts';
import { ResultsPage } from './pages/results.page.ts';
import { quote } from './pages/submission.ts';
import { TransactionsPage } from './pages/transactions.page.ts';
import { columns, customFields, toWorkOrder, workOrder } from './work-order.ts';
import type { WorkOrder } from './work-order.ts';

export default defineFlow({
  app: requestTracker,
  name: 'create_ticket',
  title: 'Create a ticket',
  description:
    'Opens a ticket (work order) in a queue, and answers it with its number. RT mails who asked for it. A reference is ' +
    'added as the last line of the message.',
  effect: 'write',
  input: z.object({
    queue: z.string().min(1).default('Work Orders').describe('Name of the queue'),
    subject: z.string().trim().min(1).max(200).describe('One line'),
    message: z
      .string()
      .trim()
      .max(20_000)
      .default('')
      .describe('What is to be done; plain text, with its lines'),
    requestor: z.email().optional().describe('Who asked for it; the login itself when not given'),
    owner: z.string().min(1).optional().describe('Login name, e.g. ana.ruiz; nobody when not given'),
    priority: z.string().min(1).optional().describe('As RT offers it: Low, Medium, High'),
    due: z.iso.datetime().optional().describe('Instant in UTC, e.g. 2026-12-01T17:00:00Z'),
    building: z.string().min(1).optional().describe('Exact name of the building'),
    unit: z.string().min(1).optional().describe('Number of the unit, e.g. 204'),
    trade: z.string().min(1).optional().describe('Exact name of the trade, e.g. Plumbing'),
    permission_to_enter: z.string().min(1).optional().describe('As RT offers it: Yes, No, Call first'),
  }),
  output: workOrder(),

  async run({ page, input, step, commit, mark }) {
    const started = new Date();
    const calendar = await step('see which time zone the login has', () => Calendar.of(page));
    const form = await step('open the form', () => CreateFormPage.open(page, input.queue));
    await step('fill it in', () =>
      form.fill({
        ...input,
        due: input.due && calendar.wall(input.due),
        fields: Object.fromEntries(
          Object.entries(customFields).map(([ours, theirs]) => [
            theirs,
            input[ours as keyof typeof customFields],
          ]),
        ),
        message: marked(input.message, mark),
      }),
    );
    const { message = '', ...values } = await form.values();
    const answer = await commit({
      preview: { ...values, message: unmarked(message, mark) },
      sends: form.sends,
      action: () => form.submit(),
    });
    const created = await find({ page, step }, { mark, since: started, calendar });
    if (created) return created;
    if (answer.isTurnedDown) throw new Refused(quote(answer));
    throw new OutcomeUnknown(`${quote(answer)} But no ticket has the reference ${mark}.`);
  },

  async reconcile({ page, input, step, mark, since }) {
    const calendar = await step('see which time zone the login has', () => Calendar.of(page));
    const created = await find({ page, step }, { mark, since, calendar });
    if (created) return created;
    await step('see whether the login would see it', () => new ResultsPage(page).expectSight(input.queue));
    return null;
  },
});

/** The ticket whose first message has the mark. */
async function find(
  { page, step }: Pick<FlowContext<unknown>, 'page' | 'step'>,
  { mark, since, calendar }: { mark: string; since: Date; calendar: Calendar },
): Promise<WorkOrder | null> {
  const own = await step('find the ticket by its reference', () =>
    new TransactionsPage(page, calendar).createdSince(since),
  );
  const written = own.find(({ content }) => content.includes(mark));
  if (!written) return null;
  const { rows } = await step('read the ticket', () =>
    new ResultsPage(page).all({ of: 'RT::Tickets', query: `id = ${written.ticket}`, columns }),
  );
  if (!rows[0]) throw new LayoutChanged(`Ticket ${written.ticket} was created, but it cannot be read.`);
  return toWorkOrder(rows[0], calendar);
}
