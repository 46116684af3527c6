import type { Page } from 'playwright';
import {
  amount,
  byCount,
  InvalidInput,
  LayoutChanged,
  nearest,
  NotFound,
  readTable,
  Refused,
} from 'sidedoor-mcp';
import type { OutgoingRequest } from 'sidedoor-mcp';
import { openPage, stillIn } from '../restaurant.ts';
import { press } from './press.ts';
import { count, textOf, whole } from './reading.ts';
import { arrive, closed } from './sight.ts';

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
    await openPage(page, 'menus', 'Menu items', restaurant);
    const { rows } = await readTable(page, {
      name: 'the menu items',
      headings: '#menu-items thead th',
      rows: '#menu-items tr.row',
      columns: { item: 'Item', group: 'Menu group', price: 'Price' },
    });
    whole(
      'The list of menu items',
      byCount(rows.length, count(await textOf(page, '[data-testid="item-count"]'))),
    );
    const found = rows.filter(({ cells }) => cells.item.toLowerCase() === wanted.toLowerCase());
    const [row] = found;
    if (!row?.links.item) {
      const like = nearest(wanted, rows, ({ cells }) => cells.item).map(({ cells }) => `"${cells.item}"`);
      throw new NotFound(`${restaurant} has no menu item "${wanted}".`, {
        hint: like.length > 0 ? `Perhaps ${like.join(' or ')}.` : 'Look at the product mix for the names.',
      });
    }
    if (found.length > 1)
      throw new InvalidInput(`${found.length} items are called "${wanted}".`, {
        hint: 'Ask the user to change it in Toast.',
      });
    await page.goto(row.links.item);
    const item = new MenuItemPage(page, row.cells.item, restaurant);
    await item.#arrive();
    return item;
  }

  async #arrive(): Promise<void> {
    await arrive(this.#page, this.#name);
    await stillIn(this.#page, this.#restaurant);
  }

  async read(): Promise<ItemShown> {
    const page = this.#page;
    const price = await page.locator('#price').getAttribute('data-saved');
    if ((await textOf(page, '#item-name')) !== this.#name || price === null)
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
    const refusal = this.#page.locator('#no-permission');
    if ((await refusal.count()) > 0)
      throw new Refused(`Toast says: "${await textOf(this.#page, '#no-permission')}"`);
    await this.#page.locator('#price').fill(price);
    return amount(await this.#page.locator('#price').inputValue());
  }

  sends(price: string) {
    const { pathname } = new URL(this.#page.url());
    return ({ method, url, form }: OutgoingRequest) =>
      method === 'POST' && url.pathname === pathname && form.get('price') === price;
  }

  /** @throws Refused with Toast's words when it does not take the price. */
  async save(): Promise<void> {
    await press(this.#page.locator('#save-item'));
    await this.#page
      .locator('#save-says')
      .or(this.#page.locator(closed))
      .first()
      .waitFor({ state: 'attached' });
    await arrive(this.#page, this.#name);
    const says = await textOf(this.#page, '#save-says');
    if (!/^Saved\b/.test(says)) throw new Refused(`Toast says: "${says}"`);
  }
}
