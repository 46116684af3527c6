/** Creates a work order, the way a clerk does it under Maintenance → New Work Order. */
import { z } from 'zod';
import { defineFlow } from 'sidedoor-mcp';
import { harbor } from './app.ts';
import { findWorkOrder } from './find-work-order.ts';
import { missing } from './pages/saving.ts';
import { WorkOrderForm } from './pages/work-order-form.page.ts';
import { priorities, workOrderRecord } from './work-order.ts';

export default defineFlow({
  app: harbor,
  name: 'create_work_order',
  title: 'Create a work order',
  description: 'Opens a maintenance work order for one unit. It can be cancelled later, not deleted.',
  effect: 'write',
  input: z.object({
    building: z.string().min(1).describe('Code or name, e.g. HBR'),
    unit: z.string().min(1).describe('e.g. 203'),
    category: z.string().min(1).describe('e.g. Plumbing'),
    description: z.string().trim().min(1).max(60).describe('What is wrong, in a line'),
    priority: z.enum(priorities).default('Normal').describe('Emergency needs an assignee'),
    access_notes: z.string().trim().max(200).optional().describe('How to get in'),
    due: z.iso.date().optional().describe('Leave out to have it follow from the priority'),
    assignee: z.string().min(1).optional().describe('Staff member or contractor; leave out for nobody yet'),
  }),
  output: workOrderRecord(),

  async run({ page, input, step, commit, mark }) {
    const form = await step('open the form', () => WorkOrderForm.open(page));
    await step('fill it in', () => form.fill(input, mark));
    const number = await commit({
      preview: await form.shown(),
      warnings: await form.warnings(),
      sends: form.sends(mark),
      action: () => form.save(),
    });
    const order = await step('read it back', () => findWorkOrder(page, mark, number));
    if (!order) throw missing('a work order', mark);
    return order;
  },

  reconcile: ({ page, mark }) => findWorkOrder(page, mark),
});
