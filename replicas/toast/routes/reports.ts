import type { Context, Hono } from 'hono';
import { daysBefore, toIso } from '../data/days.ts';
import { guestsFile, productMixFile, timeEntriesFile } from '../exports.ts';
import { invoicesReport, unpaidOrdersReport } from '../pages/bills.ts';
import { homePage, oldSalesSummary, reportIndex } from '../pages/home.ts';
import { kitchenReport } from '../pages/kitchen.ts';
import { laborCostReport } from '../pages/labor-cost.ts';
import {
  depositsReport,
  employeesOf,
  legacyReport,
  shownEntries,
  timeEntriesReport,
} from '../pages/legacy-reports.ts';
import { consent, exportOptions, reportPage } from '../pages/new-reports.ts';
import type { Period } from '../pages/new-reports.ts';
import { guestReport, productMixReport } from '../pages/product-mix.ts';
import { salesSummary } from '../pages/sales-summary.ts';
import { html } from 'hono/html';
import type { Session } from '../sessions.ts';
import { restaurantOf } from '../world.ts';
import type { World } from '../world.ts';

/** Reports of both generations, report requests and exports. Everything is about the session's restaurant. */
export function addReports(app: Hono, world: World, sessionOf: (c: Context) => Session): void {
  const { switches, jobs } = world;
  const admin = '/restaurants/admin';
  const query = (c: Context) => (name: string) => c.req.query(name) ?? '';
  const here = (c: Context) => restaurantOf(world, sessionOf(c));
  const ask = () => (switches.consentDialog ? consent : '');
  /** What the report will be about, whatever was asked. */
  const meant = (from: string | undefined, to: string | undefined): Period =>
    switches.filterIgnored || !from || !to
      ? { from: daysBefore(world.today, 7), to: daysBefore(world.today, 1) }
      : { from, to };
  const legacyPeriod = (c: Context) =>
    meant(toIso(query(c)('reportDateStart')), toIso(query(c)('reportDateEnd')));
  const filter = (c: Context) => ({
    employee: switches.stickyEmployeeFilter
      ? (employeesOf(world, here(c).guid)[0] ?? '')
      : query(c)('employee'),
    browserZone: query(c)('zone') || 'UTC',
  });

  app.get(`${admin}/home`, (c) => c.html(homePage(world, sessionOf(c))));
  app.get(`${admin}/reports/home`, (c) => c.html(reportIndex(world, sessionOf(c))));
  app.get(`${admin}/reports/sales/sales-summary`, (c) =>
    c.html(
      switches.oldGeneration
        ? oldSalesSummary(world, sessionOf(c))
        : reportPage(world, sessionOf(c), query(c), {
            title: 'Sales summary',
            path: 'reports/sales/sales-summary',
            name: 'SalesSummary',
            hasDates: true,
            dialogs: '',
          }),
    ),
  );
  app.get(`${admin}/reports/menu/product-mix`, (c) =>
    c.html(
      reportPage(world, sessionOf(c), query(c), {
        title: 'Product mix',
        path: 'reports/menu/product-mix',
        name: 'ProductMix',
        hasDates: true,
        dialogs: html`${exportOptions} ${ask()}`,
      }),
    ),
  );
  app.get(`${admin}/reports/labor/labor-cost-breakdown`, (c) =>
    c.html(
      reportPage(world, sessionOf(c), query(c), {
        title: 'Labor cost breakdown',
        path: 'reports/labor/labor-cost-breakdown',
        name: 'LaborCostBreakdown',
        hasDates: true,
        dialogs: '',
      }),
    ),
  );
  app.get(`${admin}/reports/guest`, (c) =>
    c.html(
      reportPage(world, sessionOf(c), query(c), {
        title: 'Guests',
        path: 'reports/guest',
        name: 'Guests',
        hasDates: false,
        dialogs: consent,
      }),
    ),
  );

  app.post('/api/service/report-generator/v1/reportRequest', async (c) => {
    const body = (await c.req.json()) as {
      reportName: string;
      dateRanges: { customDateRanges: { startDate: string; endDate: string }[] };
    };
    const [range] = body.dateRanges.customDateRanges;
    const period = meant(toIso(range?.startDate ?? ''), toIso(range?.endDate ?? ''));
    const draw = {
      SalesSummary: salesSummary,
      ProductMix: productMixReport,
      Guests: guestReport,
      LaborCostBreakdown: laborCostReport,
    }[body.reportName];
    if (!draw) return c.json({ message: 'unknown report' }, 400);
    const drawn = await draw(world, here(c), period);
    return c.json({ reportRequestGuid: jobs.report(String(drawn)) });
  });
  app.get('/api/service/report-generator/v1/reportRequest/:guid/results', (c) => {
    const seen = jobs.lookForReport(c.req.param('guid'));
    return typeof seen === 'number' ? c.json({ message: 'later' }, seen) : c.json(seen);
  });

  app.get(`${admin}/exports/start`, (c) => {
    const ask = query(c);
    const period = meant(toIso(ask('from')), toIso(ask('to')));
    const isLegacy = ask('name') === 'TimeEntries';
    const file = isLegacy
      ? timeEntriesFile(
          world,
          here(c),
          legacyPeriod(c),
          shownEntries(world, here(c), legacyPeriod(c), filter(c)),
        )
      : ask('name') === 'Guests'
        ? guestsFile(world, here(c))
        : productMixFile(world, here(c), period);
    return c.redirect(`/s3/${jobs.export(file)}.json`);
  });
  app.get('/s3/:file{.+\\.json}', (c) => {
    const guid = c.req.param('file').replace('.json', '');
    const seen = jobs.lookForExport(guid);
    if (seen === 404) return c.json({}, 404);
    return c.json(seen === 'waiting' ? {} : { downloadUrl: `/s3/${guid}/${seen.result.name}` });
  });
  app.get('/s3/:guid/:name', (c) => {
    const seen = jobs.lookForExport(c.req.param('guid'));
    if (typeof seen !== 'object') return c.notFound();
    const headers = {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${seen.result.name}"`,
    };
    return c.body(new Uint8Array(seen.result.bytes), 200, headers);
  });

  app.get(`${admin}/legacyReports/labor`, (c) => {
    const names = employeesOf(world, here(c).guid);
    const more = html`<select name="employee">
        <option value="">All employees</option>
        ${names.map((name) => html`<option value="${name}">${name}</option>`)}
      </select>
      <button class="btn" id="export-csv">Export</button>`;
    return c.html(legacyReport(world, sessionOf(c), { title: 'Time Entries', more, dialogs: ask() }));
  });
  app.get(`${admin}/legacyReports/labor/data`, (c) =>
    c.html(timeEntriesReport(world, here(c), legacyPeriod(c), filter(c))),
  );
  app.get(`${admin}/legacyReports/deposits`, (c) =>
    c.html(legacyReport(world, sessionOf(c), { title: 'Deposits', more: '', dialogs: '' })),
  );
  app.get(`${admin}/legacyReports/kitchen`, (c) =>
    c.html(legacyReport(world, sessionOf(c), { title: 'Kitchen Details', more: '', dialogs: '' })),
  );
  app.get(`${admin}/legacyReports/kitchen/data`, (c) =>
    c.html(kitchenReport(world, here(c), legacyPeriod(c))),
  );
  for (const [path, title, draw] of [
    ['orders', 'Unpaid Orders', unpaidOrdersReport],
    ['invoices', 'Invoices', invoicesReport],
  ] as const) {
    app.get(`${admin}/legacyReports/${path}`, (c) =>
      c.html(legacyReport(world, sessionOf(c), { title, more: '', dialogs: '' })),
    );
    app.get(`${admin}/legacyReports/${path}/data`, (c) => c.html(draw(world, here(c), legacyPeriod(c))));
  }
  app.get(`${admin}/legacyReports/deposits/data`, (c) =>
    c.html(depositsReport(world, here(c), legacyPeriod(c))),
  );
}
