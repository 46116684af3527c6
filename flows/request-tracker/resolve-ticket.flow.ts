/** Closes a work order. */
import { z } from 'zod';
import { defineFlow, LayoutChanged, Refused } from 'sidedoor-mcp';
import { requestTracker } from './app.ts';
import { change, toChange } from './change.ts';
import { Calendar } from './pages/dates.ts';
import { quote } from './pages/submission.ts';
import { TransactionsPage } from './pages/transactions.page.ts';
import type { Transaction } from './pages/transactions.page.ts';
import { UpdateFormPage } from './pages/update-form.page.ts';

const resolved = 'resolved';

export default defineFlow({
  app: requestTracker,
  name: 'resolve_ticket',
  title: 'Resolve a ticket',
  description:
    'Closes a ticket (work order) as resolved. Writes no message: say first what was done, with comment_on_ticket.',
  effect: 'write',
  input: z.object({ id: z.number().int().positive().describe('Number of the ticket, e.g. 204') }),
  output: change(),

  async run({ page, input: { id }, step, commit }) {
    const calendar = await step('see which time zone the login has', () => Calendar.of(page));
    const transactions = new TransactionsPage(page, calendar);
    const last = await step('see where its history stands', () => transactions.last(id));
    const form = await step('open the form', () => UpdateFormPage.open(page, id));
    const { from, to } = await step('choose the status', () => form.setStatus(resolved));
    const answer = await commit({
      preview: { ticket: form.id, subject: form.subject, status_before: from, status: to, last_entry: last },
      sends: form.sends,
      action: () => form.submit(),
    });
    const made = await step('find the change in the history', async () =>
      resolution(await transactions.ownAfter(last, form.id)),
    );
    if (made) return toChange(made, { from: made.old, to: made.new });
    // Whoever sees a ticket sees its changes: there was none.
    if (answer.said.length > 0) throw new Refused(quote(answer));
    throw new LayoutChanged(`RT said nothing, and ticket ${form.id} is not resolved.`);
  },

  async reconcile({ page, step, preview }) {
    const calendar = await step('see which time zone the login has', () => Calendar.of(page));
    const { ticket, last_entry: last } = shown.parse(preview);
    const since = await step('read what was done to it since', () =>
      new TransactionsPage(page, calendar).ownAfter(last, ticket),
    );
    const made = resolution(since);
    return made ? toChange(made, { from: made.old, to: made.new }) : null;
  },
});

const shown = z.object({ ticket: z.number(), last_entry: z.number() });

const resolution = (transactions: Transaction[]) =>
  transactions.find((each) => each.field === 'Status' && each.new === resolved);
