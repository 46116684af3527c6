import { html } from 'hono/html';
import type { MenuItem } from '../data/records.ts';
import type { Session } from '../sessions.ts';
import type { World } from '../world.ts';
import { editor, shown } from './editor.ts';
import type { Markup } from './markup.ts';
import { noPermission } from './menus.ts';
import { listPage } from './list-page.ts';
import { newPage } from './shells.ts';

const status = ({ inStock }: MenuItem) => (inStock ? 'In stock' : 'Out of stock');

/** Every item of the session's restaurant, and whether it can be ordered. */
export function inventoryPage(world: World, session: Session): Markup {
  const items = world.records.items.filter(({ restaurant }) => restaurant === session.restaurant);
  return listPage(world, session, {
    title: 'Inventory',
    path: 'menus/inventory',
    what: 'items',
    table: {
      id: 'inventory',
      rows: items,
      nothing: 'No items',
      columns: [
        ['Item', (row) => html`<a href="/restaurants/admin/menus/inventory/${row.guid}">${row.name}</a>`],
        ['Menu group', (row) => row.group],
        ['Status', status],
        ['Last changed', (row) => row.stockChanged],
      ],
    },
  });
}

export function inventoryItemPage(world: World, session: Session, item: MenuItem, says: string): Markup {
  return newPage(world, session, {
    title: item.name,
    path: 'menus/inventory',
    body: html`<p class="scope"><a href="/restaurants/admin/menus/inventory">Inventory</a> / ${item.group}</p>
      ${editor(world, session, {
        action: `menus/inventory/${item.guid}`,
        says,
        heading: 'Availability',
        noPermission,
        fields: html`${shown('item-name', 'Item name', item.name)}
          ${shown('item-group', 'Menu group', item.group)}
          <label for="status">Status</label>
          <select id="status" name="status" data-saved="${item.inStock ? 'in' : 'out'}">
            <option value="in" ${item.inStock ? 'selected' : ''}>In stock</option>
            <option value="out" ${item.inStock ? '' : 'selected'}>Out of stock (86)</option>
          </select>
          ${shown('last-changed', 'Last changed', item.stockChanged)}`,
      })}`,
  });
}
