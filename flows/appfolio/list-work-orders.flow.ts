/** Lists work orders, the way a clerk does it under Reporting → Work Order, from its .xlsx file. */
import { z } from 'zod';
import { completeness, defineFlow } from 'sidedoor-mcp';
import { appfolio } from './app.ts';
import { workOrders } from './pages/work-orders.ts';
import { listedOrder, statuses } from './work-order.ts';

export default defineFlow({
  app: appfolio,
  name: 'list_work_orders',
  title: 'List work orders',
  description: 'Work orders created in a period, without notes.',
  effect: 'read',
  example: { from: '2026-11-01', to: '2026-11-20' },
  input: z.object({
    from: z.iso.date().describe('Created on or after'),
    to: z.iso.date().describe('Created on or before'),
    property: z.string().min(1).optional().describe('Default: all'),
    statuses: z.array(z.enum(statuses)).optional().describe('Default: all'),
  }),
  output: z.object({
    work_orders: z.array(listedOrder()),
    complete: completeness(),
  }),
  timeout: 300,

  async run({ page, input, step }) {
    const { orders, whole } = await step('read the report, or the list', () => workOrders(page, input));
    return { work_orders: orders, complete: whole };
  },
});
