/** Takes an item off the menu ("86"), or puts it back. It holds at once, without publishing. */
import { z } from 'zod';
import { defineFlow, OutcomeUnknown, Refused } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { InventoryItemPage } from './pages/inventory-item.page.ts';
import type { StockShown } from './pages/inventory-item.page.ts';
import { goTo, restaurantOf } from './restaurant.ts';

const said = (inStock: boolean) => (inStock ? 'in stock' : 'out of stock');

export default defineFlow({
  app: toast,
  name: 'change_item_stock',
  title: '86 a menu item',
  description: 'Marks an item out of stock (86) or in stock again. Holds at once.',
  effect: 'write',
  input: z.object({
    item: z.string().trim().min(1).describe('Exact name'),
    in_stock: z.boolean().describe('false to 86 it'),
  }),
  output: z.object({
    restaurant: z.string(),
    item: z.string(),
    group: z.string(),
    in_stock: z.boolean(),
    last_changed: z.string(),
  }),

  async run({ page, input, step, commit }) {
    const restaurant = await restaurantOf(page);
    const open = () => InventoryItemPage.open(page, restaurant, input.item);
    const screen = await step('open the item', open);
    const before = await screen.read();
    if (before.in_stock === input.in_stock)
      throw new Refused(`${before.item} is ${said(input.in_stock)} already.`, {
        hint: 'There is nothing to do.',
      });
    const in_stock_after = await step('choose the status', () => screen.choose(input.in_stock));
    await commit({
      preview: { ...before, in_stock_after },
      warnings: ['Orders feel it at once.'],
      sends: screen.sends(input.in_stock),
      action: () => screen.save(),
    });
    const after = await step('read it back', async () => (await open()).read());
    if (after.in_stock !== input.in_stock)
      throw new OutcomeUnknown(`Toast said that it saved, but shows "${said(after.in_stock)}".`);
    return after;
  },

  /** No field carries a mark; but whatever is saved changes the status and "last changed", and both are in the preview. */
  async reconcile({ page, input, preview }): Promise<StockShown | null> {
    const { restaurant = '', last_changed } = preview as Partial<StockShown>;
    await goTo(page, restaurant);
    const now = await (await InventoryItemPage.open(page, restaurant, input.item)).read();
    if (now.in_stock === input.in_stock) return now;
    if (now.last_changed === last_changed) return null;
    throw new OutcomeUnknown(`${now.item} has been changed since: ${now.last_changed}.`);
  },
});
