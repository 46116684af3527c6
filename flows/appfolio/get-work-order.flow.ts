/** Reads one work order with its notes, the way a clerk does it: Search, the work order. */
import { z } from 'zod';
import { defineFlow } from 'sidedoor-mcp';
import { appfolio } from './app.ts';
import { openWorkOrder, readWorkOrder } from './pages/work-order.page.ts';
import { orderNumber, workOrderRecord } from './work-order.ts';

export default defineFlow({
  app: appfolio,
  name: 'get_work_order',
  title: 'Work order',
  description: 'One work order with schedule, notes and log.',
  effect: 'read',
  example: { number: '8014-1' },
  input: z.object({
    number: orderNumber(),
  }),
  output: workOrderRecord(),

  async run({ page, input, step }) {
    await step('open it', () => openWorkOrder(page, input.number));
    return step('read it', () => readWorkOrder(page));
  },
});
