/** Inventory → Purchase Orders → Create New. */
import { z } from 'zod';
import { completeness, decimal, defineFlow, Refused } from 'sidedoor-mcp';
import type { FlowContext } from 'sidedoor-mcp';
import { servicetitan } from './app.ts';
import { marked, unmarked } from './mark.ts';
import { isSave } from './mutates.ts';
import { OrderForm } from './pages/order-form.page.ts';
import { orderWith, readOrder } from './pages/order.page.ts';
import { notThere } from './pages/widgets.ts';

export default defineFlow({
  app: servicetitan,
  name: 'create_purchase_order',
  title: 'Create a purchase order',
  description: 'Creates a pending purchase order; it is not sent. A reference is added to its memo.',
  effect: 'write',
  input: z.object({
    vendor: z.string().min(1).describe('Exact name'),
    type: z.string().min(1).describe('e.g. Special Order'),
    business_unit: z.string().min(1).describe('Exact name'),
    ship_to: z.string().min(1).describe('e.g. Warehouse'),
    required_by: z.iso.date().describe('Latest day'),
    job: z.string().regex(/^\d+$/).optional().describe('Job number; none: for stock'),
    memo: z.string().trim().max(500).default('').describe('Free text'),
    items: z
      .array(
        z.object({
          code: z.string().min(1),
          quantity: z.int().min(1).max(9_999),
          cost: z
            .string()
            .regex(/^\d{1,6}\.\d\d$/)
            .optional(),
        }),
      )
      .min(1)
      .max(50)
      .describe("Pricebook codes; each cost the pricebook's when not given"),
  }),
  output: z.object({
    number: z.string(),
    status: z.string(),
    vendor: z.string(),
    type: z.string(),
    business_unit: z.string(),
    ship_to: z.string(),
    job: z.string().nullable(),
    date: z.string(),
    required_by: z.string(),
    total: decimal(),
    memo: z.string(),
    created_by: z.string(),
    items: z.array(z.object({ code: z.string(), quantity: z.string(), cost: decimal(), amount: decimal() })),
    complete: completeness(),
  }),

  async run({ page, input, step, commit, mark }) {
    const form = await step('open the form', () => OrderForm.open(page));
    await step('fill it in', () => form.fill({ ...input, memo: marked(input.memo, mark) }));
    const { memo, ...values } = await form.values();
    const answer = await commit({
      preview: { ...values, memo: unmarked(memo, mark) },
      sends: isSave('/app/api/inventory/purchase-orders', mark),
      action: () => form.submit(),
    });
    const created = await find({ page, step }, mark);
    if (created) return created;
    if (answer.isTurnedDown) throw new Refused(`ServiceTitan says: "${answer.says}"`);
    throw notThere(answer, mark);
  },

  reconcile: ({ page, step, mark }) => find({ page, step }, mark),
});

/** The order whose memo has the mark. */
function find({ page, step }: Pick<FlowContext<unknown>, 'page' | 'step'>, mark: string) {
  return step('find the order by its reference', async () => {
    const number = await orderWith(page, mark);
    if (number === undefined) return null;
    const order = await readOrder(page, number);
    return { ...order, memo: unmarked(order.memo, mark) };
  });
}
