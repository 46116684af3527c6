/** Saves another price of a menu item. To save is not to publish: guests pay the old one until somebody publishes. */
import { z } from 'zod';
import { decimal, defineFlow, OutcomeUnknown, Refused } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { MenuItemPage } from './pages/menu-item.page.ts';
import type { ItemShown } from './pages/menu-item.page.ts';
import { goTo, inOneRestaurant } from './restaurant.ts';
import { dollars } from './schemas.ts';

export default defineFlow({
  app: toast,
  name: 'change_item_price',
  title: 'Change the price of a menu item',
  description: 'Saves a price, which guests pay only after publish_menus.',
  effect: 'write',
  input: z.object({
    item: z.string().trim().min(1).describe('Exact name'),
    price: dollars().describe('e.g. "12.50"'),
  }),
  output: z.object({
    restaurant: z.string(),
    item: z.string(),
    group: z.string(),
    price: decimal(),
    published_price: decimal(),
    unpublished_changes: z.int(),
    last_edited: z.string(),
  }),

  async run({ page, input, step, commit }) {
    const open = (restaurant: string) => MenuItemPage.open(page, restaurant, input.item);
    const { editor, before, new_price } = await inOneRestaurant(page, async (restaurant) => {
      const editor = await step('open the item', () => open(restaurant));
      const before = await editor.read();
      if (before.price === input.price)
        throw new Refused(`${before.item} is saved with ${input.price} already.`, {
          hint:
            before.published_price === input.price
              ? 'There is nothing to do.'
              : 'It only needs to be published.',
        });
      const new_price = await step('fill in the price', () => editor.fill(input.price));
      return { editor, before, new_price };
    });
    const { unpublished_changes, ...shown } = before;
    await commit({
      preview: { ...shown, new_price },
      warnings:
        unpublished_changes > 0
          ? [`${unpublished_changes} unpublished changes wait at this restaurant already.`]
          : [],
      sends: editor.sends(input.price),
      action: () => editor.save(),
    });
    const after = await step('read it back', async () => (await open(before.restaurant)).read());
    if (after.price !== input.price)
      throw new OutcomeUnknown(`Toast said that it saved, but shows ${after.price}.`);
    return after;
  },

  /** No field carries a mark; but whatever is saved changes price and "last edited", and both are in the preview. */
  async reconcile({ page, input, preview }): Promise<ItemShown | null> {
    const { restaurant, price, last_edited } = preview as Partial<ItemShown>;
    await goTo(page, restaurant ?? '');
    const now = await (await MenuItemPage.open(page, restaurant ?? '', input.item)).read();
    if (now.price === input.price) return now;
    if (now.price === price && now.last_edited === last_edited) return null;
    throw new OutcomeUnknown(`${now.item} has been edited since: ${now.price}, ${now.last_edited}.`);
  },
});
