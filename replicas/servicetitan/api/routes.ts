import type { Context, Hono } from 'hono';
import { carryOut } from '../../saves/carry-out.ts';
import * as words from '../data/vocabulary.ts';
import { gridOf } from '../grid.ts';
import type { GridRequest } from '../grid.ts';
import type { Session } from '../sessions.ts';
import { clock } from '../text.ts';
import type { World } from '../world.ts';
import * as lists from './lists.ts';
import { makeReport, reportPage, reports, toCsv } from './reports.ts';
import type { ReportRequest } from './reports.ts';
import { shutOut } from './shut-out.ts';
import { judgeTags, judgeUpload } from './job-saves.ts';
import type { Upload } from './job-saves.ts';
import { judgeBooking, judgeChange, judgeNote, tell } from './saves.ts';
import type { Body, Judged } from './saves.ts';
import { judgeOrder, judgePrice } from './stock-saves.ts';
import type { OrderBody } from './stock-saves.ts';
import * as stock from './stock.ts';

const paging = (c: Context): GridRequest => ({
  page: Number(c.req.query('page') ?? 1),
  size: Number(c.req.query('size') ?? 50),
});

const orNotFound = (c: Context, found: object | undefined) =>
  found ? c.json(found) : c.json({ message: 'Not found' }, 404);

/** The endpoints of the page's script. */
export function addApi(app: Hono, world: World, sessionOf: (c: Context) => Session | undefined): void {
  const { switches } = world;
  const query = (c: Context, name: string) => c.req.query(name) ?? '';

  app.get('/app/api/session', (c) =>
    c.json({
      user: sessionOf(c)?.user,
      company: words.company,
      timeZone: words.timeZone,
      today: world.today,
      units: words.units,
      types: words.jobTypes,
      campaigns: words.campaigns,
      priorities: words.priorities,
      reasons: words.reasons,
      technicians: words.technicians,
      vendors: words.vendors,
      orderTypes: words.orderTypes,
      shipTo: words.shipTo,
      tags: words.tags,
      windows: words.windows.map(([from, to]) => [`${from}-${to}`, `${clock(from)} - ${clock(to)}`]),
      board: switches.board,
      overlay: switches.overlay,
      enableAfterMs: switches.enableAfterMs,
      doubleSubmit: switches.doubleSubmit,
    }),
  );
  app.get('/app/api/customers', (c) => c.json(lists.customers(world, query(c, 'name'), paging(c))));
  app.get('/app/api/customers/:id', (c) => {
    const found = world.records.customers.find(({ id }) => String(id) === c.req.param('id'));
    return found ? c.json(found) : c.json({ message: 'Not found' }, 404);
  });
  app.get('/app/api/search', (c) => c.json(lists.jobs(world, query(c, 'q'), paging(c))));
  app.get('/app/api/jobs/:number', (c) => {
    const found = lists.job(world, Number(c.req.param('number')));
    return found ? c.json(found) : c.json({ message: 'Not found' }, 404);
  });
  app.get('/app/api/invoices/:number', (c) => {
    const found = lists.invoice(world, Number(c.req.param('number')));
    return found ? c.json(found) : c.json({ message: 'Not found' }, 404);
  });
  app.get('/app/api/dispatch/board', (c) => c.json(lists.board(world, query(c, 'date'), query(c, 'unit'))));
  app.get('/app/api/dispatch/tray', (c) =>
    c.json(lists.tray(world, query(c, 'tab'), query(c, 'unit'), paging(c))),
  );
  app.get('/app/api/accounting/inbox/GetBillDocuments', (c) => {
    const filter = {
      status: query(c, 'status'),
      vendor: query(c, 'vendor'),
      from: query(c, 'from'),
      to: query(c, 'to'),
    };
    return c.json(lists.inbox(world, filter, paging(c)));
  });
  const listed = (c: Context) => [query(c, 'q'), paging(c)] as const;
  app.get('/app/api/inventory/purchase-orders', (c) => c.json(stock.orders(world, ...listed(c))));
  app.get('/app/api/inventory/purchase-orders/:number', (c) =>
    orNotFound(c, stock.order(world, Number(c.req.param('number')))),
  );
  app.get('/app/api/pricebook', (c) => c.json(stock.pricebook(world, ...listed(c))));
  app.get('/app/api/pricebook/:id', (c) => orNotFound(c, stock.item(world, Number(c.req.param('id')))));
  addReports(app, world);
  addSaves(app, world, sessionOf);
}

function addReports(app: Hono, world: World): void {
  const { switches } = world;
  app.get('/app/api/reporting/reports', (c) => {
    const rows = reports.map(({ id, name, category }) => [
      { text: String(id), to: `#/new/reports/${id}` },
      name,
      category,
    ]);
    return c.json(gridOf(['Report ID', 'Name', 'Category'], rows, paging(c), switches));
  });
  app.get('/app/api/reporting/reports/:id', (c) => {
    const found = reports.find(({ id }) => String(id) === c.req.param('id'));
    return found ? c.json(found) : c.json({ message: 'Not found' }, 404);
  });
  app.post('/app/api/reporting/CustomReport/GetDatasourceData', async (c) => {
    const body = (await c.req.json()) as ReportRequest & GridRequest & { id: number };
    if (switches.reportStuck) {
      while (switches.reportStuck && !world.isClosed)
        await new Promise((resolve) => setTimeout(resolve, 50).unref());
    }
    const made = makeReport(world, body.id, body);
    if (!made) return c.json({ message: 'Not found' }, 404);
    return c.json({ applied: made.applied, grid: reportPage(world, made, body) });
  });
  app.get('/app/api/reporting/export', (c) => {
    if (switches.longRunning) {
      return c.json({ message: 'This report is too long. Use Export to Excel (Allow Long-Running).' }, 409);
    }
    const list = (name: string) => (c.req.query(name) ?? '').split('|').filter((one) => one !== '');
    const made = makeReport(world, Number(c.req.query('id')), {
      from: c.req.query('from') ?? '',
      to: c.req.query('to') ?? '',
      units: list('units'),
      status: c.req.query('status') ?? '',
      timeZone: c.req.query('timeZone') ?? '',
    });
    if (!made) return c.json({ message: 'Not found' }, 404);
    c.header('content-disposition', `attachment; filename="${made.report.name}.csv"`);
    return c.body(toCsv(made), 200, { 'content-type': 'text/csv; charset=utf-8' });
  });
}

function addSaves(app: Hono, world: World, sessionOf: (c: Context) => Session | undefined): void {
  const saveOf =
    <Sent>(read: (c: Context) => Promise<Sent>) =>
    (judge: (sent: Sent, user: string, c: Context) => Judged) =>
    async (c: Context) => {
      const session = sessionOf(c);
      if (!session) return shutOut(c, world);
      const sent = await read(c);
      const { number, user, token } = session;
      return carryOut({
        context: c,
        switches: world.switches,
        log: world.saves,
        isClosed: () => world.isClosed,
        arrived: { request: world.requests, user, session: number, button: `${c.req.method} ${c.req.path}` },
        signOff: () => {
          world.sessions.end(token);
          return shutOut(c, world);
        },
        judge: () => judge(sent, user, c),
        show: (told) => tell(c, told),
        failed: (reason) => c.json({ message: reason }, 500),
      });
    };
  const save = saveOf((c) => c.req.json<Body>());
  const part = (c: Context, name: string) => c.req.param(name) ?? '';
  app.post(
    '/app/api/booking',
    save((body, user) => judgeBooking(world, body, user)),
  );
  app.post(
    '/app/api/appointments/:label/:action',
    save((body, user, c) => judgeChange(world, part(c, 'label'), part(c, 'action'), body, user)),
  );
  app.post(
    '/app/api/notes',
    save((body, user) => judgeNote(world, body, user)),
  );
  app.post(
    '/app/api/inventory/purchase-orders',
    saveOf((c) => c.req.json<OrderBody>())((body, user) => judgeOrder(world, body, user)),
  );
  app.post(
    '/app/api/pricebook/:id',
    save((body, user, c) => judgePrice(world, part(c, 'id'), body, user)),
  );
  app.post(
    '/app/api/jobs/:number/tags',
    saveOf((c) => c.req.json<{ tags?: string[] }>())((body, user, c) =>
      judgeTags(world, part(c, 'number'), body, user),
    ),
  );
  app.post(
    '/app/api/jobs/:number/attachments',
    saveOf(uploadIn)((file, user, c) => judgeUpload(world, part(c, 'number'), file, user)),
  );
}

async function uploadIn(c: Context): Promise<Upload | undefined> {
  const { file } = await c.req.parseBody();
  return file instanceof File
    ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
    : undefined;
}
