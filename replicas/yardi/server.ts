import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { flip } from '../switches.ts';
import { addDoor, sessionCookie } from './door/routes.ts';
import { inspectionOf } from './inspection.ts';
import { apAnalytics } from './pages/ap-analytics.ts';
import { arAnalytics } from './pages/ar-analytics.ts';
import { commPropertySummary } from './pages/comm-property-summary.ts';
import { glRepFinancial } from './pages/gl-rep-financial.ts';
import { chargeBatchPage, chargeBatchSearch } from './pages/charge-batch.ts';
import { payableBatchPage, payableBatchSearch } from './pages/payable-batch.ts';
import { purchaseOrderPage, purchaseOrderSearch } from './pages/purchase-order.ts';
import { receiptBatchPage, receiptBatchSearch } from './pages/receipt-batch.ts';
import { lookupPage } from './pages/lookup.ts';
import { personSearch, residentLedger } from './pages/person-search.ts';
import { reportMonitor } from './pages/report-monitor.ts';
import { resReportSummary } from './pages/res-report-summary.ts';
import { siteDashboard } from './pages/site-dashboard.ts';
import { workOrderPage, workOrderSearch } from './pages/work-order.ts';
import type { Session } from './sessions.ts';
import { shellPage } from './shell.ts';
import { yardiSwitches } from './switches.ts';
import { endedPage, errorPage, maintenancePage } from './web/content-page.ts';
import { serveForm } from './web/form-page.ts';
import type { FormPage, Visit } from './web/form-page.ts';
import { stylesheet } from './web/stylesheet.ts';
import { client } from './world.ts';
import type { World } from './world.ts';

/** Of each request that is being handled. */
const numbers = new WeakMap<Request, number>();

const root = `/${client}`;

/** The replica as an application that answers requests. */
export function createServer(world: World): Hono {
  const app = new Hono();
  for (const base of ['', root]) {
    app.get(`${base}/voyager.css`, (c) =>
      c.body(stylesheet, 200, { 'content-type': 'text/css; charset=utf-8' }),
    );
    app.get(`${base}/__inspect`, (c) => c.json(inspectionOf(world)));
    app.post(`${base}/__switch`, async (c) => {
      try {
        flip(yardiSwitches, world.switches, (await c.req.json()) as Record<string, unknown>);
        return c.json(world.switches);
      } catch (error) {
        return c.json({ error: error instanceof Error ? error.message : 'not understood' }, 400);
      }
    });
  }
  app.use(async (c, next) => {
    const { switches, requests, sessions } = world;
    const entry = {
      number: requests.length + 1,
      at: Date.now(),
      method: c.req.method,
      path: c.req.path,
      status: 0,
    };
    requests.push(entry);
    numbers.set(c.req.raw, entry.number);
    const session = sessions.find(getCookie(c, sessionCookie));
    if (session && switches.logoutAtRequest > 0 && --switches.logoutAtRequest === 0)
      sessions.end(session.token);
    if (switches.slowMs > 0) await sleep(switches.slowMs, undefined, { ref: false });
    if (switches.maintenance) c.res = await c.html(maintenancePage(), 503);
    else await next();
    entry.status = c.res.status;
  });
  addDoor(app, world);
  addApplication(app, world);
  return app;
}

function addApplication(app: Hono, world: World): void {
  const { sessions, switches, reports } = world;
  const inside =
    (serve: (c: Context, session: Session, visit: Visit) => Response | Promise<Response>) => (c: Context) => {
      const session = sessions.find(getCookie(c, sessionCookie));
      if (!session) return c.html(endedPage());
      session.lastSeenAt = Date.now();
      return serve(c, session, { world, session, query: (name) => c.req.query(name) ?? '' });
    };
  const page = (path: string, serve: Parameters<typeof inside>[0]) =>
    app.get(`${root}/pages/${path}`, inside(serve));

  app.get(`${root}/pages/menu.aspx`, (c) => {
    const session = sessions.find(getCookie(c, sessionCookie));
    if (!session) return c.redirect(`LoginAdvanced.aspx${getCookie(c, sessionCookie) ? '?ended=1' : ''}`);
    session.lastSeenAt = Date.now();
    return c.html(shellPage(session.user, session.database));
  });
  app.get(`${root}/`, (c) => c.redirect(`${root}/pages/menu.aspx`));
  page('ResidentLedger.aspx', (c, _session, visit) => c.html(residentLedger(visit)));
  page('SysConductorReportMonitor.aspx', (c, _session, visit) => {
    if (switches.throttle > 0) {
      switches.throttle--;
      return c.html(errorPage('Too many requests.'), 429);
    }
    return c.html(reportMonitor(visit));
  });
  page('SysShuttleDisplayHandler.ashx', (c, session) => {
    const report = reports.find(session.number, { file: c.req.query('sFileName') ?? '' });
    if (!report || !reports.isReady(report)) return c.html(errorPage('page does not exist'), 404);
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return c.body(report.bytes, 200, {
      'content-type': type,
      'content-disposition': `attachment; filename="${report.file}"`,
    });
  });

  const forms: FormPage[] = [
    siteDashboard,
    glRepFinancial,
    resReportSummary,
    commPropertySummary,
    arAnalytics,
    apAnalytics,
    lookupPage,
    personSearch,
    payableBatchPage,
    payableBatchSearch,
    chargeBatchPage,
    chargeBatchSearch,
    receiptBatchPage,
    receiptBatchSearch,
    purchaseOrderPage,
    purchaseOrderSearch,
    workOrderPage,
    workOrderSearch,
  ];
  for (const form of forms) {
    const serve = inside((c, _session, visit) => serveForm(form, c, visit, numbers.get(c.req.raw) ?? 0));
    app.get(`${root}/pages/${form.path}`, serve).post(`${root}/pages/${form.path}`, serve);
  }
}
