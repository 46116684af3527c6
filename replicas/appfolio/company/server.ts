import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { flip } from '../../switches.ts';
import { inspectionOf } from '../inspection.ts';
import { switches } from '../switches.ts';
import { plainPage } from '../web/layout.ts';
import { script } from '../web/script.ts';
import { stylesheet } from '../web/stylesheet.ts';
import type { World } from '../world.ts';
import { addPages } from './pages.ts';
import { addReports } from './reports.ts';
import { addSaves } from './saves.ts';
import { addSession, sessionOf } from './session.ts';
import type { Env } from './session.ts';

/** The host of one company: everything but the sign-in. */
export function createCompanyServer(world: World): Hono {
  const app = new Hono<Env>();
  app.get('/assets/app.css', (c) => c.body(stylesheet, 200, { 'content-type': 'text/css' }));
  app.get('/assets/app.js', (c) => c.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  app.get('/__inspect', (c) => c.json(inspectionOf(world)));
  app.post('/__switch', async (c) => {
    try {
      flip(switches, world.switches, (await c.req.json()) as Record<string, unknown>);
      return c.json(world.switches);
    } catch (error) {
      return c.json({ error: error instanceof Error ? error.message : 'not understood' }, 400);
    }
  });

  app.use(async (c, next) => {
    const session = sessionOf(world, c);
    const entry = {
      number: world.requests.length + 1,
      host: 'company' as const,
      method: c.req.method,
      path: c.req.path,
      status: 0,
      session: session?.number ?? null,
    };
    world.requests.push(entry);
    c.set('request', entry.number);
    if (session && world.switches.logoutAtRequest > 0 && --world.switches.logoutAtRequest === 0) {
      world.sessions.end(session);
    }
    if (world.switches.slowMs > 0) await sleep(world.switches.slowMs, undefined, { ref: false });
    if (world.switches.maintenance) {
      c.res = await c.html(plainPage('Scheduled maintenance', 'AppFolio will be back soon.'), 503);
    } else await next();
    entry.status = c.res.status;
  });
  addSession(app, world);
  addPages(app, world);
  addReports(app, world);
  addSaves(app, world);
  return new Hono().route('/', app);
}
