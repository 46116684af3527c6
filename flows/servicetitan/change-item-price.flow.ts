/** Pricebook → an item → another price. */
import { z } from 'zod';
import { decimal, defineFlow, OutcomeUnknown, Refused } from 'sidedoor-mcp';
import { servicetitan } from './app.ts';
import { savesJson } from './mutates.ts';
import { PricebookItem } from './pages/pricebook-item.page.ts';

export default defineFlow({
  app: servicetitan,
  name: 'change_item_price',
  title: 'Change a price',
  description: 'Sets the price of a pricebook item, by its code. Open invoices and estimates keep theirs.',
  effect: 'write',
  input: z.object({
    code: z.string().trim().min(1).max(60).describe('e.g. SVC-100'),
    price: z
      .string()
      .regex(/^\d{1,6}\.\d\d$/)
      .describe('e.g. "129.00"'),
  }),
  output: z.object({
    code: z.string(),
    name: z.string(),
    type: z.string(),
    price: decimal(),
    cost: decimal(),
    modified: z.string(),
  }),

  async run({ page, input: { code, price }, step, commit }) {
    const item = await step('open the item', () => PricebookItem.open(page, code));
    const before = item.read();
    if (before.price === price) throw new Refused(`${code} costs ${price} already. There is nothing to do.`);
    const newPrice = await step('fill in the price', () => item.fill(price));
    const warnings =
      Number(price) < Number(before.cost) ? [`${price} is less than its cost, ${before.cost}.`] : [];
    const answer = await commit({
      preview: { ...before, new_price: newPrice },
      warnings,
      sends: savesJson(item.endpoint, (body) => body['price'] === price),
      action: () => item.submit(),
    });
    const after = await step('read it back', async () => (await PricebookItem.open(page, code)).read());
    if (after.price === price) return after;
    if (answer.isTurnedDown) throw new Refused(`ServiceTitan says: "${answer.says}"`);
    throw new OutcomeUnknown(`ServiceTitan says "${answer.says}", but shows ${after.price}.`);
  },

  /** No field carries a mark; but whatever is saved changes price and "Modified", and both are in the preview. */
  async reconcile({ page, input: { code, price }, step, preview }) {
    const was = preview as { price?: string; modified?: string };
    const now = await step('look at the item', async () => (await PricebookItem.open(page, code)).read());
    if (now.price === price) return now;
    if (now.price === was.price && now.modified === was.modified) return null;
    throw new OutcomeUnknown(`${code} has been changed since: ${now.price}, ${now.modified}.`);
  },
});
