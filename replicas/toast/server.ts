import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { flip } from '../switches.ts';
import { inspectionOf } from './inspection.ts';
import { maintenancePage } from './pages/door.ts';
import { stylesheet } from './pages/stylesheet.ts';
import { addDoor, sessionCookie } from './routes/door.ts';
import { addExports } from './routes/exports.ts';
import { addInventory } from './routes/inventory.ts';
import { addLegacyReports } from './routes/legacy-reports.ts';
import { addMenus } from './routes/menus.ts';
import { addReports } from './routes/reports.ts';
import { addStaff } from './routes/staff.ts';
import { addTimeEntries } from './routes/time-entries.ts';
import type { Session } from './sessions.ts';
import { toastSwitches } from './switches.ts';
import { colleagueSaves, restaurantOf, switchToNext } from './world.ts';
import type { World } from './world.ts';

/** The replica as an application that answers requests. */
export function createServer(world: World): Hono {
  const { switches, sessions, records } = world;
  const app = new Hono();
  app.get('/assets/web.css', (c) => {
    c.header('cache-control', 'max-age=86400');
    return c.body(stylesheet, 200, { 'content-type': 'text/css; charset=utf-8' });
  });
  app.get('/__inspect', (c) => c.json(inspectionOf(world)));
  app.post('/__switch', async (c) => {
    try {
      flip(toastSwitches, switches, (await c.req.json()) as Record<string, unknown>);
      return c.json(switches);
    } catch (error) {
      return c.json({ error: error instanceof Error ? error.message : 'not understood' }, 400);
    }
  });

  const find = (c: Context) => sessions.find(getCookie(c, sessionCookie));
  app.use(async (c, next) => {
    const session = find(c);
    const entry = {
      method: c.req.method,
      path: c.req.path,
      status: 0,
      session: session?.number ?? null,
      at: Date.now(),
    };
    world.requests.push(entry);
    if (session) disturb(world, session);
    if (switches.slowMs > 0) await sleep(switches.slowMs, undefined, { ref: false });
    if (switches.maintenance) c.res = await c.html(maintenancePage(), 503, { 'retry-after': '1800' });
    else await next();
    entry.status = c.res.status;
  });
  addDoor(app, world);

  // Whatever is no door wants somebody signed in.
  app.use(async (c, next) => {
    const session = find(c);
    if (!session) return c.redirect(getCookie(c, sessionCookie) ? '/login?ended=1' : '/login');
    session.lastSeenAt = Date.now();
    return next();
  });
  const sessionOf = (c: Context): Session => find(c)!;
  app.get('/account/session/state', (c) => {
    const { guid, name } = restaurantOf(world, sessionOf(c));
    return c.json({ restaurantGuid: guid, restaurantName: name, user: sessionOf(c).user.name });
  });
  app.get('/account/switchrestaurant', (c) => {
    const guid = c.req.query('guid');
    if (records.restaurants.some((one) => one.guid === guid)) sessionOf(c).restaurant = guid!;
    return c.redirect(c.req.query('returnUrl') ?? '/restaurants/admin/home');
  });
  addReports(app, world, sessionOf);
  addLegacyReports(app, world, sessionOf);
  addExports(app, world, sessionOf);
  addMenus(app, world, sessionOf);
  addInventory(app, world, sessionOf);
  addTimeEntries(app, world, sessionOf);
  addStaff(app, world, sessionOf);
  return app;
}

/** What others do to a session, or at the restaurants, the moment before a request of it. */
function disturb(world: World, session: Session): void {
  const { switches, sessions, records } = world;
  if (switches.foreignChange && !world.colleagueIsDone)
    for (const { guid } of records.restaurants) colleagueSaves(world, guid, 'Cold Brew');
  world.colleagueIsDone = switches.foreignChange;
  if (switches.switchRestaurantAt > 0 && --switches.switchRestaurantAt === 0) switchToNext(world, session);
  if (switches.logoutAtRequest > 0 && --switches.logoutAtRequest === 0) sessions.end(session.token);
}
