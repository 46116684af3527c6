import type { Context, Hono } from 'hono';
import { carryOut } from '../../saves/carry-out.ts';
import { Save } from '../../saves/save.ts';
import { saveStock } from '../edits.ts';
import { errorPage } from '../pages/door.ts';
import { inventoryItemPage, inventoryPage } from '../pages/inventory.ts';
import type { Session } from '../sessions.ts';
import type { SaveKind, World } from '../world.ts';
import { fieldOf } from './door.ts';
import { savingOf } from './saving.ts';

const path = '/restaurants/admin/menus/inventory';

/** What is out of stock ("86"). It holds at once. */
export function addInventory(app: Hono, world: World, sessionOf: (c: Context) => Session): void {
  const itemOf = (c: Context) => world.records.items.find(({ guid }) => guid === c.req.param('guid'));
  const missing = (c: Context) => c.html(errorPage('Not found', 'This item does not exist.'), 404);

  app.get(path, (c) => c.html(inventoryPage(world, sessionOf(c))));
  app.get(`${path}/:guid`, (c) => {
    const item = itemOf(c);
    const says = c.req.query('saved') === '1' ? 'Saved. It holds at once.' : '';
    return item ? c.html(inventoryItemPage(world, sessionOf(c), item, says)) : missing(c);
  });
  app.post(`${path}/:guid`, async (c) => {
    const session = sessionOf(c);
    const item = itemOf(c);
    const status = await fieldOf(c, 'status');
    if (!item) return missing(c);
    return carryOut<string, SaveKind>({
      ...savingOf(world, c, session),
      show: (says) => c.html(inventoryItemPage(world, session, item, says)),
      judge() {
        if (!session.user.editsMenus) return 'You do not have permission to change the inventory.';
        if (status !== 'in' && status !== 'out') return 'Choose a status.';
        return new Save<string, SaveKind>({
          kind: 'stock',
          reference: item.guid,
          write() {
            saveStock(world, item, status === 'in', session.user.fullName);
            return item.guid;
          },
          after: () => c.redirect(`${path}/${item.guid}?saved=1`),
        });
      },
    });
  });
}
