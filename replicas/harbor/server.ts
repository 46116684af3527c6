import { Hono } from 'hono';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { addDoor, sessionCookie, signedOutPage } from './door/routes.ts';
import { inspectionOf } from './inspection.ts';
import { dashboardPage } from './pages/dashboard.ts';
import { propertiesPage, tenantsPage, unitsPage } from './pages/directory.ts';
import { newWorkOrderPage } from './pages/new-work-order.ts';
import { newPayableBatchPage } from './pages/new-payable-batch.ts';
import { payableBatchPage } from './pages/payable-batch.ts';
import { payableBatchesPage } from './pages/payable-batches.ts';
import { rentRollPage } from './pages/rent-roll.ts';
import { reportMonitorPage } from './pages/report-monitor.ts';
import { tenantLedgerPage } from './pages/tenant-ledger.ts';
import { tenantLookupPage } from './pages/tenant-lookup.ts';
import { workOrderPage } from './pages/work-order.ts';
import { workOrdersPage } from './pages/work-orders.ts';
import { shellPage } from './shell.ts';
import { flip } from '../switches.ts';
import { harborSwitches } from './switches.ts';
import { handleFaults, requestNumber } from './web/faults.ts';
import { serveForm } from './web/web-form.ts';
import type { WebForm } from './web/web-form.ts';
import { stylesheet } from './web/stylesheet.ts';
import type { World } from './world.ts';

/** Harbor as an application that answers requests. */
export function createServer(world: World): Hono {
  const app = new Hono();

  app.get('/harbor.css', (c) => {
    c.header('cache-control', 'max-age=86400');
    return c.body(stylesheet, 200, { 'content-type': 'text/css; charset=utf-8' });
  });
  app.get('/__inspect', (c) => c.json(inspectionOf(world)));
  app.post('/__switch', async (c) => {
    try {
      flip(harborSwitches, world.switches, (await c.req.json()) as Record<string, unknown>);
      return c.json(world.switches);
    } catch (error) {
      return c.json({ error: error instanceof Error ? error.message : 'not understood' }, 400);
    }
  });

  app.use(handleFaults(world));
  addDoor(app, world);
  addApplication(app, world);
  return app;
}

function addApplication(app: Hono, world: World): void {
  const sessionOf = (c: Context) => world.sessions.find(getCookie(c, sessionCookie));
  const shutOut = (c: Context) => {
    const inFrame = c.req.path.startsWith('/app/pages/');
    if (inFrame && world.switches.signedOutAs200)
      return c.html(signedOutPage(world, getCookie(c, sessionCookie)));
    return c.redirect('/login.aspx');
  };

  app.use('/app/*', async (c, next) => {
    const session = sessionOf(c);
    if (!session) return shutOut(c);
    session.lastSeenAt = Date.now();
    if (session.heldBy) return c.redirect('/notice.aspx');
    return next();
  });

  app.get('/app/default.aspx', (c) => {
    const session = sessionOf(c);
    return session ? c.html(shellPage(world, session)) : c.redirect('/login.aspx');
  });

  const add = <State extends object>(form: WebForm<State>) => {
    const serve = (c: Context): Response | Promise<Response> => {
      const session = sessionOf(c);
      if (!session) return c.redirect('/login.aspx');
      return serveForm(form, c, {
        world,
        session,
        request: c.get(requestNumber) as number,
        query: (name) => c.req.query(name) ?? '',
        signOff: () => {
          world.sessions.end(session.token, 'expired');
          return shutOut(c);
        },
      });
    };
    app.get(`/app/pages/${form.path}`, serve).post(serve);
  };
  add(dashboardPage);
  add(propertiesPage);
  add(unitsPage);
  add(tenantsPage);
  add(tenantLedgerPage);
  add(tenantLookupPage);
  add(workOrdersPage);
  add(workOrderPage);
  add(newWorkOrderPage);
  add(payableBatchesPage);
  add(payableBatchPage);
  add(newPayableBatchPage);
  add(rentRollPage);
  add(reportMonitorPage);
}
