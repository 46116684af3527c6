import type { Hono } from 'hono';
import { exportMenu, reportList, reportPage } from '../pages/report.ts';
import { exportWorkbook } from '../reports/export-workbook.ts';
import { reportKinds, runReport } from '../reports/run-report.ts';
import { layout } from '../web/layout.ts';
import type { World } from '../world.ts';
import type { Env } from './session.ts';

/** Buffered reports: a page, its rows once they are ready, and exports that are made in their own time. */
export function addReports(app: Hono<Env>, world: World): void {
  const { switches, buffered, exports } = world;
  const ready = () => (switches.reportStuck ? Infinity : Date.now() + switches.reportSeconds * 1000);
  const kindOf = (slug: string | undefined) => reportKinds.find((kind) => kind.slug === slug);
  const searchOf = (url: string) => new URL(url).search.slice(1);

  app.get('/reports', (c) =>
    c.html(layout(world, c.get('session'), { title: 'Reports', menu: 'Reporting', body: reportList() })),
  );
  app.get('/buffered_reports/:slug', (c) => {
    const kind = kindOf(c.req.param('slug'));
    if (!kind) return c.notFound();
    const search = searchOf(c.req.url);
    if (c.req.query('run')) buffered.set(`${kind.slug}?${search}`, ready());
    const body = reportPage(world, kind, search);
    const actions = exportMenu(kind, search);
    return c.html(layout(world, c.get('session'), { title: kind.title, menu: 'Reporting', body, actions }));
  });
  app.get('/buffered_reports/:slug/rows.json', (c) => {
    const kind = kindOf(c.req.param('slug'));
    if (!kind) return c.notFound();
    const search = searchOf(c.req.url);
    if ((buffered.get(`${kind.slug}?${search}`) ?? 0) > Date.now())
      return c.json({ status: 'processing' }, 202);
    return c.json(runReport(world, kind, search));
  });

  const job = (id: number) => {
    const one = exports[id - 1];
    return one && { id, ready: one.readyAt <= Date.now(), name: `${one.slug}.xlsx` };
  };
  app.post('/buffered_reports/:slug/exports', (c) => {
    const kind = kindOf(c.req.param('slug'));
    if (!kind || c.req.header('x-csrf-token') !== c.get('session').csrf)
      return c.json({ error: 'refused' }, 422);
    const id = exports.push({ slug: kind.slug, query: searchOf(c.req.url), readyAt: ready() });
    return c.json(job(id));
  });
  app.get('/exports/:file{[0-9]+\\.json}', (c) => {
    const found = job(Number.parseInt(c.req.param('file')));
    return found ? c.json(found) : c.notFound();
  });
  app.get('/exports/:id/download', (c) => {
    const one = exports[Number(c.req.param('id')) - 1];
    const kind = kindOf(one?.slug);
    if (!one || !kind || one.readyAt > Date.now()) return c.notFound();
    const { name, bytes } = exportWorkbook(world, kind, runReport(world, kind, one.query));
    return c.body(bytes, 200, {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name}"`,
    });
  });
}
