import type { Context, Hono } from 'hono';
import { homePage, oldSalesSummary, reportIndex } from '../pages/home.ts';
import { laborCostReport } from '../pages/labor-cost.ts';
import { consent, exportOptions, reportPage } from '../pages/new-reports.ts';
import { guestReport, productMixReport } from '../pages/product-mix.ts';
import { salesSummary } from '../pages/sales-summary.ts';
import { html } from 'hono/html';
import type { Session } from '../sessions.ts';
import type { World } from '../world.ts';
import { askedOf } from './asked.ts';

/** Home, and the reports of the new generation, which their pages ask for. */
export function addReports(app: Hono, world: World, sessionOf: (c: Context) => Session): void {
  const { switches, jobs } = world;
  const admin = '/restaurants/admin';
  const { query, here, meant } = askedOf(world, sessionOf);
  const ask = () => (switches.consentDialog ? consent : '');

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
    const period = meant(range?.startDate ?? '', range?.endDate ?? '');
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
}
