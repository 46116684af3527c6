/** Lists work orders, the way a clerk does it under Reporting → Work Order, and from its CSV file. */
import { z } from 'zod';
import { completeness, defineFlow } from 'sidedoor-mcp';
import { appfolio } from './app.ts';
import { priorities, reportWorkOrders, statuses } from './pages/work-order-report.ts';

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
    work_orders: z.array(
      z.object({
        number: z.string(),
        status: z.enum(statuses),
        priority: z.enum(priorities),
        property: z.string(),
        unit: z.string().nullable(),
        description: z.string(),
        vendor: z.string().nullable(),
        assignees: z.array(z.string()),
        created: z.iso.date(),
        scheduled: z.iso.date().nullable(),
        completed: z.iso.date().nullable(),
      }),
    ),
    complete: completeness(),
  }),
  timeout: 180,

  async run({ page, input, step }) {
    const { orders, whole } = await step('run the report', () => reportWorkOrders(page, input));
    return { work_orders: orders, complete: whole };
  },
});
