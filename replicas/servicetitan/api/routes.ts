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
import { judgeBooking, judgeChange, judgeNote, tell } from './saves.ts';
import type { Body, Judged } from './saves.ts';

const paging = (c: Context): GridRequest => ({
  page: Number(c.req.query('page') ?? 1),
  size: Number(c.req.query('size') ?? 50),
});

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
  const save = (judge: (body: Body, user: string, c: Context) => Judged) => async (c: Context) => {
    const session = sessionOf(c);
    if (!session) return shutOut(c, world);
    const body = (await c.req.json()) as Body;
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
      judge: () => judge(body, user, c),
      show: (told) => tell(c, told),
      failed: (reason) => c.json({ message: reason }, 500),
    });
  };
  app.post(
    '/app/api/booking',
    save((body, user) => judgeBooking(world, body, user)),
  );
  app.post(
    '/app/api/appointments/:label/:action',
    save((body, user, c) =>
      judgeChange(world, c.req.param('label') ?? '', c.req.param('action') ?? '', body, user),
    ),
  );
  app.post(
    '/app/api/notes',
    save((body, user) => judgeNote(world, body, user)),
  );
}
