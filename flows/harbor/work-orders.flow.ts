/** Lists work orders, the way a clerk does it under Maintenance → Work Orders. */
import { z } from 'zod';
import { completeness, defineFlow } from 'sidedoor-mcp';
import { harbor } from './app.ts';
import { WorkOrderList } from './pages/work-order-list.page.ts';
import { statuses, workOrder } from './work-order.ts';

export default defineFlow({
  app: harbor,
  name: 'list_work_orders',
  title: 'List work orders',
  description: 'Maintenance work orders with status, priority, dates and assignee. Leaves out their notes.',
  effect: 'read',
  input: z.object({
    status: z.enum(statuses).optional().describe('Leave out for every status'),
    building: z.string().min(1).optional().describe('Code or name, e.g. HBR; leave out for all'),
  }),
  example: { status: 'On hold', building: 'HBR' },
  output: z.object({
    work_orders: z.array(workOrder()),
    complete: completeness(),
  }),
  key: ['number'],

  async run({ page, input, step }) {
    const list = await step('open the list', () => WorkOrderList.open(page));
    await step('search', () => list.search(input));
    const { orders, whole } = await step('read every page', () => list.read());
    return { work_orders: orders, complete: whole };
  },
});
