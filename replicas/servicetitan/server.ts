import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { flip } from '../switches.ts';
import { addApi } from './api/routes.ts';
import { shutOut } from './api/shut-out.ts';
import { clientScript } from './client/script.ts';
import { shellPage, stylesheet } from './client/shell.ts';
import { maintenancePage } from './door/pages.ts';
import { addDoor, challenge, sessionCookie } from './door/routes.ts';
import { inspectionOf } from './inspection.ts';
import { switches as known } from './switches.ts';
import type { World } from './world.ts';

/** The replica as an application that answers requests. */
export function createServer(world: World): Hono {
  const app = new Hono();
  const { switches, sessions } = world;
  const sessionOf = (c: Context) => sessions.find(getCookie(c, sessionCookie));

  app.get('/app/client.css', (c) => c.body(stylesheet, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/app/client.js', (c) =>
    c.body(clientScript, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/__inspect', (c) => c.json(inspectionOf(world)));
  app.post('/__switch', async (c) => {
    try {
      flip(known, switches, (await c.req.json()) as Record<string, unknown>);
      return c.json(switches);
    } catch (error) {
      return c.json({ error: error instanceof Error ? error.message : 'not understood' }, 400);
    }
  });

  app.use(async (c, next) => {
    if (switches.slowMs > 0) await sleep(switches.slowMs, undefined, { ref: false });
    return switches.maintenance ? c.html(maintenancePage(), 503) : next();
  });
  addDoor(app, world);
  app.get('/', (c) => (sessionOf(c) ? c.html(shellPage()) : c.redirect('/auth/login')));

  app.use('/app/api/*', async (c, next) => {
    const session = sessionOf(c);
    if (session && switches.logoutAtRequest > 0 && --switches.logoutAtRequest === 0)
      sessions.end(session.token);
    if (switches.challengeAtRequest > 0 && --switches.challengeAtRequest === 0)
      return challenge(c, world, '/');
    const reads = c.req.method === 'GET' || c.req.path.endsWith('/GetDatasourceData');
    const live = sessionOf(c);
    if (!live && !reads) world.turnedAway++;
    if (!live) return shutOut(c, world);
    live.lastSeenAt = Date.now();
    world.requests++;
    if (!reads && c.req.header('X-CSRF-Token') !== live.csrf) return c.json({ message: 'Forbidden' }, 403);
    return next();
  });
  addApi(app, world, sessionOf);
  // What no endpoint takes gets the shell, status 200.
  app.all('/app/*', (c) => c.html(shellPage()));
  return app;
}
