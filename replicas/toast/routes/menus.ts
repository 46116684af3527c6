import type { Context, Hono } from 'hono';
import type { MenuItem } from '../data/records.ts';
import { errorPage, stepUpPage } from '../pages/door.ts';
import { menuItemPage, menuItemsPage, publishPage } from '../pages/menus.ts';
import type { ItemState } from '../pages/menus.ts';
import { carryOut } from '../../saves/carry-out.ts';
import { Save } from '../../saves/save.ts';
import type { Session } from '../sessions.ts';
import { fieldOf } from './door.ts';
import { savingOf } from './saving.ts';
import { colleagueSaves, publishAll, restaurantOf, savePrice, switchToNext } from '../world.ts';
import type { SaveKind, World } from '../world.ts';

/** Menu items and publishing. To save is not to publish. */
export function addMenus(app: Hono, world: World, sessionOf: (c: Context) => Session): void {
  const { switches, records } = world;
  const admin = '/restaurants/admin';

  app.use(`${admin}/menus/items/*`, async (c, next) => {
    const session = sessionOf(c);
    if (switches.stepUp && !session.steppedUp) return c.html(stepUpPage(c.req.path));
    return next();
  });
  app.post('/account/step-up', async (c) => {
    const returnTo = await fieldOf(c, 'returnTo');
    // The telephone is nobody's here, so there is one right code.
    if ((await fieldOf(c, 'phoneCode')) !== '246810')
      return c.html(stepUpPage(returnTo, 'That code is not right'));
    sessionOf(c).steppedUp = true;
    return c.redirect(returnTo);
  });

  app.get(`${admin}/menus`, (c) => c.html(menuItemsPage(world, sessionOf(c))));
  const itemOf = (c: Context): MenuItem | undefined =>
    records.items.find(({ guid }) => guid === c.req.param('guid'));
  app.get(`${admin}/menus/items/:guid`, (c) => {
    const item = itemOf(c);
    if (!item) return c.html(errorPage('Not found', 'This item does not exist.'), 404);
    return c.html(menuItemPage(world, sessionOf(c), item, { saved: c.req.query('saved') === '1' }));
  });
  app.post(`${admin}/menus/items/:guid`, async (c) => {
    const session = sessionOf(c);
    const item = itemOf(c);
    const typed = await fieldOf(c, 'price');
    if (!item) return c.html(errorPage('Not found', 'This item does not exist.'), 404);
    return carryOut<ItemState, SaveKind>({
      ...savingOf(world, c, session),
      show: (state) => c.html(menuItemPage(world, session, item, state)),
      judge() {
        if (!session.user.editsMenus) return { error: 'You do not have permission to edit menus.' };
        if (!/^\d{1,4}(\.\d{1,2})?$/.test(typed)) return { error: 'Enter a valid price.', typed };
        return new Save<ItemState, SaveKind>({
          kind: 'price',
          reference: item.guid,
          write() {
            savePrice(world, item.guid, Math.round(Number(typed) * 100), session.user.fullName);
            return item.guid;
          },
          after: () => c.redirect(`${admin}/menus/items/${item.guid}?saved=1`),
        });
      },
    });
  });

  app.get(`${admin}/publish`, (c) =>
    c.html(publishPage(world, sessionOf(c), c.req.query('done') === '1' ? 'Published.' : '')),
  );
  app.post(`${admin}/publish`, (c) => {
    const session = sessionOf(c);
    return carryOut<string, SaveKind>({
      ...savingOf(world, c, session),
      show: (says) => c.html(publishPage(world, session, says)),
      judge() {
        if (!session.user.editsMenus) return 'You do not have permission to publish.';
        return new Save<string, SaveKind>({
          kind: 'publish',
          reference: session.restaurant,
          write() {
            if (take('switchAtPublish')) switchToNext(world, session);
            if (take('foreignChangeAtPublish')) colleagueSaves(world, session.restaurant, 'House Lager');
            publishAll(world, session.restaurant, session.user.fullName);
            return restaurantOf(world, session).guid;
          },
          after: () => c.redirect(`${admin}/publish?done=1`),
        });
      },
    });
  });

  function take(name: 'switchAtPublish' | 'foreignChangeAtPublish'): boolean {
    if (switches[name] <= 0) return false;
    switches[name]--;
    return true;
  }
}
