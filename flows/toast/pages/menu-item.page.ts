import type { Page } from 'playwright';
import { amount, LayoutChanged } from 'sidedoor-mcp';
import type { OutgoingRequest } from 'sidedoor-mcp';
import { assertMayEdit, save, savedIn } from './editor.ts';
import { openItem } from './find-item.ts';
import { count, textOf } from './reading.ts';
import { arrive } from './sight.ts';

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
export class MenuItemPage {
  readonly #page: Page;
  readonly #name: string;
  readonly #restaurant: string;

  private constructor(page: Page, name: string, restaurant: string) {
    this.#page = page;
    this.#name = name;
    this.#restaurant = restaurant;
  }

  /** @throws NotFound; InvalidInput when several items have that name. */
  static async open(page: Page, restaurant: string, wanted: string): Promise<MenuItemPage> {
    const name = await openItem(page, restaurant, wanted, list);
    return new MenuItemPage(page, name, restaurant);
  }

  async read(): Promise<ItemShown> {
    const page = this.#page;
    const price = await savedIn(page, 'price');
    if ((await textOf(page, '#item-name')) !== this.#name)
      throw new LayoutChanged(`The editor does not show "${this.#name}".`);
    return {
      restaurant: this.#restaurant,
      item: this.#name,
      group: await textOf(page, '#item-group'),
      price: amount(price),
      published_price: amount(await textOf(page, '#published-price')),
      unpublished_changes: count(await textOf(page, '#unpublished-count')),
      last_edited: await textOf(page, '#last-edited'),
    };
  }

  /** @throws Refused when this login may not edit menus. */
  async fill(price: string): Promise<string> {
    await assertMayEdit(this.#page);
    await this.#page.locator('#price').fill(price);
    return amount(await this.#page.locator('#price').inputValue());
  }

  sends(price: string) {
    const { pathname } = new URL(this.#page.url());
    return ({ method, url, form }: OutgoingRequest) =>
      method === 'POST' && url.pathname === pathname && form.get('price') === price;
  }

  /** @throws Refused with Toast's words when it does not take the price. */
  save(): Promise<void> {
    return save(this.#page, () => arrive(this.#page, this.#name));
  }
}
