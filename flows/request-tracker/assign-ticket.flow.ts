/** Gives a work order to a technician. */
import { z } from 'zod';
import { defineFlow, LayoutChanged, Refused } from 'sidedoor-mcp';
import { requestTracker } from './app.ts';
import { change, toChange } from './change.ts';
import { Calendar } from './pages/dates.ts';
import { quote } from './pages/submission.ts';
import { TransactionsPage } from './pages/transactions.page.ts';
import type { Transaction } from './pages/transactions.page.ts';
import { UpdateFormPage } from './pages/update-form.page.ts';

export default defineFlow({
  app: requestTracker,
  name: 'assign_ticket',
  title: 'Assign a ticket',
  description:
    'Makes somebody the owner of a ticket (work order), or takes its owner away. Status and messages stay.',
  effect: 'write',
  input: z.object({
    id: z.number().int().positive().describe('Number of the ticket, e.g. 204'),
    owner: z.string().trim().min(1).nullable().describe('Login name, e.g. ana.ruiz; null for nobody'),
  }),
  output: change(),

  async run({ page, input: { id, owner }, step, commit }) {
    const calendar = await step('see which time zone the login has', () => Calendar.of(page));
    const transactions = new TransactionsPage(page, calendar);
    const last = await step('see where its history stands', () => transactions.last(id));
    const form = await step('open the form', () => UpdateFormPage.open(page, id));
    const { from, to, key } = await step('choose the owner', () => form.assign(owner));
    const answer = await commit({
      preview: {
        ticket: form.id,
        subject: form.subject,
        owner_before: from,
        owner: to,
        owner_key: key,
        last_entry: last,
      },
      sends: form.sends,
      action: () => form.submit(),
    });
    const made = await step('find the change in the history', async () =>
      assignment(await transactions.ownAfter(last, form.id), key),
    );
    if (made) return toChange(made, { from, to });
    // Whoever sees a ticket sees its changes: there was none.
    if (answer.said.length > 0) throw new Refused(quote(answer));
    throw new LayoutChanged(`RT said nothing, and ticket ${form.id} has no new owner.`);
  },

  async reconcile({ page, step, preview }) {
    const calendar = await step('see which time zone the login has', () => Calendar.of(page));
    const { ticket, owner_before: from, owner: to, owner_key: key, last_entry: last } = shown.parse(preview);
    const since = await step('read what was done to it since', () =>
      new TransactionsPage(page, calendar).ownAfter(last, ticket),
    );
    const made = assignment(since, key);
    return made ? toChange(made, { from, to }) : null;
  },
});

const shown = z.object({
  ticket: z.number(),
  owner_before: z.string().nullable(),
  owner: z.string().nullable(),
  owner_key: z.string(),
  last_entry: z.number(),
});

/** The first change to that owner. RT has many words for it: given, taken, stolen. */
const assignment = (transactions: Transaction[], key: string) =>
  transactions.find((each) => each.field === 'Owner' && each.new === key);
