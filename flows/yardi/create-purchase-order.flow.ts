/** Creates a purchase order, the way a manager does it under Accounting → Add Purchase Order. */
import { z } from 'zod';
import { completeness, decimal, defineFlow, InvalidInput } from 'sidedoor-mcp';
import { yardi } from './app.ts';
import { money } from './control-total.ts';
import { property } from './inputs.ts';
import { findPurchaseOrder, PurchaseOrderForm } from './pages/purchase-order.page.ts';
import { missing } from './pages/saving.ts';

const line = { property: z.string(), description: z.string(), account: z.string(), quantity: z.string() };

export default defineFlow({
  app: yardi,
  name: 'create_purchase_order',
  title: 'Create a purchase order',
  description: 'Enters a purchase order and saves it, which sends it on for approval.',
  effect: 'write',
  input: z.object({
    vendor: z.string().min(1).describe('Code, e.g. v0000101'),
    description: z.string().trim().min(1).max(60).describe('What is bought'),
    order_date: z.iso.date().describe('Ordered on'),
    required_by: z.iso.date().describe('Needed on'),
    lines: z
      .array(
        z.object({
          property: property(),
          description: z.string().trim().min(1).max(40),
          account: z.string().min(1),
          quantity: z.string().regex(/^\d{1,6}(\.\d{1,2})?$/),
          unit_price: money(),
        }),
      )
      .min(1)
      .max(30)
      .describe('account e.g. 6110-0000'),
  }),
  output: z.object({
    number: z.string(),
    status: z.string(),
    step: z.string().describe('Of its approval'),
    vendor: z.string(),
    description: z.string().describe('With the mark of this write'),
    order_date: z.iso.date(),
    required_by: z.iso.date(),
    lines: z.array(z.object({ ...line, unit_price: decimal(), total: decimal() })),
    total: decimal(),
    complete: completeness(),
  }),
  timeout: 240,

  async run({ page, input, step, commit, mark }) {
    if (input.required_by < input.order_date)
      throw new InvalidInput(`It would be needed before it is ordered: ${input.required_by}.`);
    const form = await step('open the form', () => PurchaseOrderForm.open(page));
    await step('fill it in', () => form.fill(input, mark));
    const preview = await form.shown(input, mark);
    await commit({ preview, sends: form.sends(mark), action: () => form.save() });
    const order = await step('read it back', () => findPurchaseOrder(page, mark));
    if (!order) throw missing('a purchase order', mark);
    return order;
  },

  reconcile: ({ page, mark }) => findPurchaseOrder(page, mark),
});
