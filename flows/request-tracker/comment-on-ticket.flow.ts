/** Writes a comment or a reply into a work order. */
import { z } from 'zod';
import { defineFlow, OutcomeUnknown, Refused } from 'sidedoor-mcp';
import { requestTracker } from './app.ts';
import { entry } from './entry.ts';
import { marked, unmarked } from './mark.ts';
import { Calendar } from './pages/dates.ts';
import { HistoryPage } from './pages/history.page.ts';
import type { Entry } from './pages/history.page.ts';
import { quote } from './pages/submission.ts';
import { UpdateFormPage } from './pages/update-form.page.ts';

export default defineFlow({
  app: requestTracker,
  name: 'comment_on_ticket',
  title: 'Comment on a ticket',
  description:
    'Adds a message to a ticket (work order): a comment for the desk, or a reply that RT mails to who asked for the work. ' +
    'A reference is added as its last line.',
  effect: 'write',
  input: z.object({
    id: z.number().int().positive().describe('Number of the ticket, e.g. 204'),
    text: z.string().trim().min(1).max(20_000).describe('Plain text, with its lines'),
    kind: z.enum(['comment', 'reply']).default('comment').describe('reply: the requestors get it by mail'),
  }),
  output: z.object({ ticket: z.number().int(), entry: entry() }),

  async run({ page, input: { id, text, kind }, step, commit, mark }) {
    const calendar = await step('see which time zone the login has', () => Calendar.of(page));
    const form = await step('open the form', () =>
      UpdateFormPage.open(page, id, kind === 'reply' ? 'Respond' : 'Comment'),
    );
    await step('write the message', () => form.write(marked(text, mark), kind));
    const values = await form.values();
    const answer = await commit({
      preview: {
        ticket: form.id,
        subject: form.subject,
        kind: values.kind,
        message: unmarked(values.message, mark),
      },
      sends: form.sends,
      action: () => form.submit(),
    });
    const written = await step('find the message in the history', async () =>
      withMark((await new HistoryPage(page).read(form.id, calendar)).entries, mark),
    );
    if (written) return { ticket: form.id, entry: written };
    if (answer.isTurnedDown) throw new Refused(quote(answer));
    throw new OutcomeUnknown(`${quote(answer)} But the history of ticket ${form.id} shows no such message.`);
  },

  async reconcile({ page, input: { id }, step, mark }) {
    const calendar = await step('see which time zone the login has', () => Calendar.of(page));
    const { entries } = await step('read the history', () => new HistoryPage(page).read(id, calendar));
    const written = withMark(entries, mark);
    return written ? { ticket: id, entry: written } : null;
  },
});

const withMark = (entries: Entry[], mark: string) => entries.find(({ content }) => content?.includes(mark));
