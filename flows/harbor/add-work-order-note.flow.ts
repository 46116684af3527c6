/** Adds a note to a work order, the way a clerk does it on the work order's own page. */
import { z } from 'zod';
import { defineFlow } from 'sidedoor-mcp';
import { harbor } from './app.ts';
import { NoteForm } from './pages/note-form.page.ts';
import { missing } from './pages/saving.ts';
import { WorkOrderPage } from './pages/work-order.page.ts';
import { workOrderNote } from './work-order.ts';

export default defineFlow({
  app: harbor,
  name: 'add_work_order_note',
  title: 'Add a note to a work order',
  description: 'Adds a note that everybody who opens the work order reads. It cannot be taken back.',
  effect: 'write',
  input: z.object({
    work_order: z.string().trim().min(1).describe('Number, e.g. WO-24042'),
    note: z.string().trim().min(1).max(500).describe('Plain text'),
  }),
  output: workOrderNote(),

  async run({ page, input, step, commit, mark }) {
    const order = await step('open the work order', () => WorkOrderPage.open(page, input.work_order));
    const form = new NoteForm(order);
    await step('fill in the note', () => form.fill(input.note, mark));
    await commit({
      preview: await form.shown(),
      warnings: await form.warnings(),
      sends: form.sends(mark),
      action: () => form.save(),
    });
    const note = await step('read it back', () => order.note(mark));
    if (!note) throw missing('a note', mark);
    return note;
  },

  async reconcile({ page, input, mark }) {
    return (await WorkOrderPage.open(page, input.work_order)).note(mark);
  },
});
