/** Adds a note to a work order, the way a clerk does it on its own page. */
import type { Page } from 'playwright';
import { z } from 'zod';
import { defineFlow, LayoutChanged, OutcomeUnknown } from 'sidedoor-mcp';
import { appfolio } from './app.ts';
import { withMark } from './mark.ts';
import { isSave } from './mutates.ts';
import { missing, readBack, sendByScript } from './pages/saving.ts';
import { openWorkOrder, readWorkOrder } from './pages/work-order.page.ts';
import { orderNumber } from './work-order.ts';

const output = z.object({ work_order: z.string(), date: z.iso.date(), by: z.string(), text: z.string() });

/** The note that carries a mark; null where there certainly is none. */
async function find(page: Page, number: string, mark: string): Promise<z.output<typeof output> | null> {
  await openWorkOrder(page, number);
  const { notes, complete } = await readWorkOrder(page);
  const [found, ...others] = notes.filter(({ text }) => text.includes(mark));
  if (others.length > 0)
    throw new OutcomeUnknown(`${number} has the note with the mark ${mark} several times.`);
  if (found) return { work_order: number, ...found };
  if (!complete.proven)
    throw new LayoutChanged(`${number} does not show all its notes: ${complete.because}.`);
  return null;
}

export default defineFlow({
  app: appfolio,
  name: 'add_work_order_note',
  title: 'Add a note to a work order',
  description: 'Adds an internal note to a work order.',
  effect: 'write',
  input: z.object({
    number: orderNumber(),
    note: z.string().trim().min(1).max(900).describe('Plain text'),
  }),
  output,

  async run({ page, input, step, commit, mark }) {
    const body = withMark(input.note, mark);
    await step('open the work order', () => openWorkOrder(page, input.number));
    const field = page.locator('#note-form [name="note[body]"]');
    await step('fill in the note', async () => {
      // The form comes by a script only; its own address answers 422, a vendor fact.
      await page.locator('.js-add-note').click();
      await field.fill(body);
    });
    await commit({
      preview: { work_order: input.number, note: await field.inputValue() },
      sends: isSave('/notes', 'note[body]', mark),
      action: () => sendByScript(page, '#note-form form', `[${mark}]`),
    });
    const note = await step('read it back', () => readBack(() => find(page, input.number, mark)));
    if (!note) throw missing('a note', mark);
    return note;
  },

  reconcile: ({ page, input, mark }) => find(page, input.number, mark),
});
