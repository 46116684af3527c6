/** Creates a purchase order, the way a manager does it under Accounting → Add Purchase Order. */
import { z } from 'zod';
import { completeness, decimal, defineFlow, InvalidInput } from 'sidedoor-mcp';
import { yardi } from './app.ts';
import { code, lines, money, propertyCode, quantity, text } from './inputs.ts';
import { findPurchaseOrder, PurchaseOrderForm } from './pages/purchase-order.page.ts';
import { missing } from './pages/saving.ts';

const line = { property: z.string(), description: z.string(), account: z.string(), quantity: z.string() };

export default defineFlow({
  app: yardi,
  name: 'create_purchase_order',
  title: 'Create a purchase order',
  description: 'Saves a purchase order, which sends it on for approval.',
  effect: 'write',
  input: z.object({
    vendor: code().describe('Code'),
    description: text(60).min(1).describe('What is bought'),
    order_date: z.iso.date().describe('Day'),
    required_by: z.iso.date().describe('Day'),
    lines: lines(
      z.object({
        property: propertyCode(),
        description: text(40).min(1),
        account: code(),
        quantity: quantity(),
        unit_price: money(),
      }),
      30,
    ).describe('account e.g. 6110-0000'),
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
