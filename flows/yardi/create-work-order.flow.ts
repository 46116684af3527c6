/** Creates a work order, the way a clerk does it under Maintenance → Add Work Order. */
import { z } from 'zod';
import { defineFlow } from 'sidedoor-mcp';
import { yardi } from './app.ts';
import { property, text } from './inputs.ts';
import { missing } from './pages/saving.ts';
import { findWorkOrder, WorkOrderForm } from './pages/work-order.page.ts';

export default defineFlow({
  app: yardi,
  name: 'create_work_order',
  title: 'Create a work order',
  description: 'Opens a maintenance work order for one unit.',
  effect: 'write',
  input: z.object({
    property: property(),
    unit: z.string().min(1).describe('e.g. 203'),
    description: text(60).min(1).describe('What is wrong'),
    category: z.enum(['Plumbing', 'Electrical', 'Appliance', 'General']).describe('Kind'),
    priority: z.enum(['Low', 'Normal', 'High', 'Emergency']).default('Normal').describe('Urgency'),
    caller: text(40).default('').describe('Reporter'),
    access_notes: text(120).default('').describe('How to get in'),
  }),
  output: z.object({
    number: z.string(),
    status: z.string(),
    opened: z.iso.date(),
    property: z.string(),
    unit: z.string(),
    description: z.string(),
    category: z.string(),
    priority: z.string(),
    caller: z.string(),
    access_notes: z.string().describe('With the mark of this write'),
  }),

  async run({ page, input, step, commit, mark }) {
    const form = await step('open the form', () => WorkOrderForm.open(page));
    await step('fill it in', () => form.fill(input, mark));
    await commit({ preview: await form.shown(mark), sends: form.sends(mark), action: () => form.save() });
    const order = await step('read it back', () => findWorkOrder(page, mark));
    if (!order) throw missing('a work order', mark);
    return order;
  },

  reconcile: ({ page, mark }) => findWorkOrder(page, mark),
});
