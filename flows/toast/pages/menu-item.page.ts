import type { Page } from 'playwright';
import { amount } from 'sidedoor-mcp';
import { assertMayEdit, savedIn } from './editor.ts';
import { openItem } from './find-item.ts';
import { ItemEditor } from './item-editor.ts';
import { count, textOf } from './reading.ts';

/** What the editor of an item shows. What is saved there is not published yet (a vendor fact). */
export interface ItemShown {
  restaurant: string;
  item: string;
  group: string;
  /** Saved last, by anybody. */
  price: string;
  /** What guests pay. */
  published_price: string;
  unpublished_changes: number;
  /** Date, time and person. */
  last_edited: string;
}

const list = { path: 'menus', title: 'Menu items', table: 'menu-items' };

/** Menus → Menu items → an item. */
export class MenuItemPage extends ItemEditor {
  /** @throws NotFound; InvalidInput when several items have that name. */
  static async open(page: Page, restaurant: string, wanted: string): Promise<MenuItemPage> {
    return new MenuItemPage(page, restaurant, await openItem(page, restaurant, wanted, list));
  }

  async read(): Promise<ItemShown> {
    const page = this.page;
    await this.assertShown('item-name');
    return {
      restaurant: this.restaurant,
      item: this.name,
      group: await textOf(page, '#item-group'),
      price: amount(await savedIn(page, 'price')),
      published_price: amount(await textOf(page, '#published-price')),
      unpublished_changes: count(await textOf(page, '#unpublished-count')),
      last_edited: await textOf(page, '#last-edited'),
    };
  }

  /** @throws Refused when this login may not edit menus. */
  async fill(price: string): Promise<string> {
    await assertMayEdit(this.page);
    await this.page.locator('#price').fill(price);
    return amount(await this.page.locator('#price').inputValue());
  }

  sends(price: string) {
    return this.savesWith((form) => form.get('price') === price);
  }
}
