/** Changes the status of a work order, the way a clerk does it on the work order's own page. */
import { z } from 'zod';
import { defineFlow } from 'sidedoor-mcp';
import { harbor } from './app.ts';
import { missing } from './pages/saving.ts';
import { StatusForm } from './pages/status-form.page.ts';
import { WorkOrderPage } from './pages/work-order.page.ts';
import { statusChange, statuses } from './work-order.ts';

export default defineFlow({
  app: harbor,
  name: 'change_work_order_status',
  title: 'Change the status of a work order',
  description:
    'Assigns, starts, holds, completes, cancels or closes a work order. What is cancelled or closed stays so.',
  effect: 'write',
  input: z.object({
    work_order: z.string().trim().min(1).describe('Number, e.g. WO-24042'),
    status: z.enum(statuses).exclude(['New']).describe('The new one; only a completed one can be closed'),
    completed: z.iso.date().optional().describe('Required for Completed, and for nothing else'),
    assignee: z.string().min(1).optional().describe('Staff member or contractor; leave out to keep it'),
  }),
  output: statusChange(),

  async run({ page, input, step, commit, mark }) {
    const order = await step('open the work order', () => WorkOrderPage.open(page, input.work_order));
    const form = new StatusForm(order);
    await step('fill in the new status', () => form.fill(input, mark));
    await commit({
      preview: await form.shown(),
      warnings: await form.warnings(),
      sends: form.sends(mark),
      action: () => form.save(),
    });
    const change = await step('read it back', () => order.statusChange(mark));
    if (!change) throw missing('a change of status', mark);
    return change;
  },

  async reconcile({ page, input, mark }) {
    return (await WorkOrderPage.open(page, input.work_order)).statusChange(mark);
  },
});
