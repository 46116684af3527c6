/** Writes a note on a job or an invoice. */
import { z } from 'zod';
import { defineFlow, Refused } from 'sidedoor-mcp';
import type { FlowContext } from 'sidedoor-mcp';
import { servicetitan } from './app.ts';
import { numberOf, text } from './inputs.ts';
import { marked, unmarked } from './mark.ts';
import { isSave } from './mutates.ts';
import { NotePage } from './pages/note.page.ts';
import { notThere } from './pages/widgets.ts';

const target = {
  on: z.enum(['job', 'invoice']).describe('An invoice that is posted or exported takes none'),
  number: numberOf().describe('Of the job or the invoice'),
};

export default defineFlow({
  app: servicetitan,
  name: 'add_note',
  title: 'Add a note',
  description: 'Writes a note on a job or an invoice. A reference is added.',
  effect: 'write',
  input: z.object({ ...target, text: text(2_000, 1).describe('The note') }),
  output: z.object({ on: z.string(), number: z.string(), text: z.string(), by: z.string(), at: z.string() }),

  async run({ page, input: { on, number, text }, step, commit, mark }) {
    const screen = await step(`open the ${on}`, () => NotePage.open(page, on, number));
    await step('write the note', () => screen.write(marked(text, mark)));
    const answer = await commit({
      preview: { on, number, text: unmarked(await screen.written(), mark) },
      sends: isSave('/app/api/notes', mark),
      action: () => screen.submit(),
    });
    const added = await find({ page, step }, { on, number }, mark);
    if (added) return added;
    if (answer.isTurnedDown) throw new Refused(`ServiceTitan says: "${answer.says}"`);
    throw notThere(answer, mark);
  },

  reconcile: ({ page, input, step, mark }) => find({ page, step }, input, mark),
});

function find(
  { page, step }: Pick<FlowContext<unknown>, 'page' | 'step'>,
  { on, number }: { on: 'job' | 'invoice'; number: string },
  mark: string,
) {
  return step('find the note', async () => {
    const note = await (await NotePage.open(page, on, number)).noteWith(mark);
    return note ? { on, number, text: unmarked(note.text, mark), by: note.by, at: note.at } : null;
  });
}
