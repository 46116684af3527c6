import type { Page } from 'playwright';
import { LayoutChanged } from 'sidedoor-mcp';
import { assertMayEdit, savedIn } from './editor.ts';
import { openItem } from './find-item.ts';
import { ItemEditor } from './item-editor.ts';
import { textOf } from './reading.ts';

/** What the inventory shows of an item. It holds at once, without publishing (a vendor fact). */
export interface StockShown {
  restaurant: string;
  item: string;
  group: string;
  in_stock: boolean;
  /** Date, time and person. */
  last_changed: string;
}

const list = { path: 'menus/inventory', title: 'Inventory', table: 'inventory' };
const values: Record<string, boolean> = { in: true, out: false };
const valueOf = (inStock: boolean) => (inStock ? 'in' : 'out');

/** Menus → Inventory → an item: in stock, or out of it ("86"). */
export class InventoryItemPage extends ItemEditor {
  /** @throws NotFound; InvalidInput when several items have that name. */
  static async open(page: Page, restaurant: string, wanted: string): Promise<InventoryItemPage> {
    return new InventoryItemPage(page, restaurant, await openItem(page, restaurant, wanted, list));
  }

  async read(): Promise<StockShown> {
    const page = this.page;
    const saved = values[await savedIn(page, 'status')];
    await this.assertShown('item-name');
    if (saved === undefined)
      throw new LayoutChanged(`The inventory does not show whether "${this.name}" is in stock.`);
    return {
      restaurant: this.restaurant,
      item: this.name,
      group: await textOf(page, '#item-group'),
      in_stock: saved,
      last_changed: await textOf(page, '#last-changed'),
    };
  }

  /** @throws Refused when this login may not change the inventory. */
  async choose(inStock: boolean): Promise<boolean> {
    const page = this.page;
    await assertMayEdit(page);
    await page.locator('#status').selectOption(valueOf(inStock));
    return values[await page.locator('#status').inputValue()] === true;
  }

  sends(inStock: boolean) {
    return this.savesWith((form) => form.get('status') === valueOf(inStock));
  }
}
