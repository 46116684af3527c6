/** Creates a work order, the way a clerk does it under Maintenance → New Work Order. */
import type { Page } from 'playwright';
import { z } from 'zod';
import { defineFlow } from 'sidedoor-mcp';
import { appfolio } from './app.ts';
import { withMark } from './mark.ts';
import { missing } from './pages/saving.ts';
import { WorkOrderForm } from './pages/work-order-form.page.ts';
import { openWorkOrder, readWorkOrder } from './pages/work-order.page.ts';
import { findMarked } from './pages/work-orders.ts';
import { newOrder, priorities } from './work-order.ts';
import type { WorkOrderRecord } from './work-order.ts';

/** By the mark in its description, among the orders of the weeks around a moment. */
async function find(
  page: Page,
  mark: string,
  property: string,
  since: Date,
): Promise<WorkOrderRecord | null> {
  const number = await findMarked(page, mark, since, property);
  if (number === null) return null;
  await openWorkOrder(page, number);
  return readWorkOrder(page);
}

export default defineFlow({
  app: appfolio,
  name: 'create_work_order',
  title: 'Create a work order',
  description:
    'Opens a service request with one work order. A vendor named is assigned, and may be told at once.',
  effect: 'write',
  input: z.object({
    property: z.string().trim().min(1).describe('Name'),
    unit: z.string().trim().min(1).optional().describe('Default: the property'),
    description: z.string().trim().min(1).max(500).describe('What is wrong'),
    priority: z.enum(priorities).default('Normal').describe('How soon'),
    permission_to_enter: z
      .enum(['Yes', 'No', 'Not applicable'])
      .default('Not applicable')
      .describe('By tenant'),
    issue: z.string().min(1).optional().describe('e.g. Plumbing'),
    vendor: z.string().min(1).optional().describe('Whole name'),
    instructions: z.string().trim().max(500).optional().describe('For the vendor'),
  }),
  output: newOrder(),
  timeout: 180,

  async run({ page, input, step, commit, mark }) {
    const form = await step('open the form', () => WorkOrderForm.open(page));
    const description = withMark(input.description, mark);
    await step('fill it in', () => form.fill({ ...input, description }));
    await commit({ preview: await form.shown(), sends: form.sends(mark), action: () => form.save() });
    const order = await step('read it back', () => readWorkOrder(page));
    if (!order.description.endsWith(`[${mark}]`)) throw missing('a work order', mark);
    return order;
  },

  reconcile: ({ page, input, mark, since }) => find(page, mark, input.property, since),
});
