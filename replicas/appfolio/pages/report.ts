import { firstOfMonth, usDate } from '../../harbor/data/calendar.ts';
import { html } from 'hono/html';
import { tenantStatuses, workOrderStatuses } from '../data/records.ts';
import { reportKinds, runReport } from '../reports/run-report.ts';
import type { ReportKind } from '../reports/sheet.ts';
import { card } from '../web/layout.ts';
import { options } from '../web/markup.ts';
import type { Markup } from '../web/markup.ts';
import type { World } from '../world.ts';

export const reportList = (): Markup =>
  card(
    'All Reports',
    html`<table class="js-reports">
      ${reportKinds.map(
        ({ slug, title }) =>
          html`<tr>
            <td><a href="/buffered_reports/${slug}?customize=true">${title}</a></td>
          </tr>`,
      )}
    </table>`,
  );

export const exportMenu = ({ slug }: ReportKind, search: string): Markup =>
  html`<div class="actions">
    <span class="js-export-status"></span>
    <button class="btn" data-export="/buffered_reports/${slug}/exports?${search}">Export XLSX</button>
  </div>`;

/** The filters, and once it was run what came of it. */
export function reportPage(world: World, kind: ReportKind, search: string): Markup {
  const query = new URLSearchParams(search);
  const isRun = query.has('run');
  return html`${card('Customize', filters(world, kind, query))}
  ${
    isRun
      ? card(
          'Results',
          html`<p class="criteria js-report-criteria">
              ${runReport(world, kind, search).criteria.map(([label, value]) => html`<span>${label}: ${value}</span>`)}
            </p>
            <div class="js-report-grid" data-rows="/buffered_reports/${kind.slug}/rows.json?${search}">
              <div class="spinner">Loading report…</div>
            </div>
            <p class="js-result-count"></p>`,
        )
      : ''
  }`;
}

function filters({ records, today }: World, kind: ReportKind, query: URLSearchParams): Markup {
  const has = (filter: ReportKind['filters'][number]) => kind.filters.includes(filter);
  const date = (name: string, label: string, value: string) =>
    html`<div>
      <label for="${name}">${label}</label>
      <input id="${name}" name="${name}" value="${query.get(name) ?? usDate(value)}" size="11" />
    </div>`;
  const list = (name: string, label: string, items: readonly { id: number; name: string }[]) =>
    html`<div>
      <label for="${name}">${label}</label>
      <select id="${name}" name="${name}">
        <option value="">All</option>
        ${options(
          items.map((item) => [String(item.id), item.name] as const),
          query.get(name) ?? '',
        )}
      </select>
    </div>`;
  const checks = (values: readonly (readonly [string, string])[]) =>
    html`<div class="checks">
      ${values.map(
        ([value, label]) =>
          html`<label>
            <input
              type="checkbox"
              name="statuses[]"
              value="${value}"
              ${query.getAll('statuses[]').includes(value) ? 'checked' : ''}
            />
            ${label}</label
          >`,
      )}
    </div>`;
  return html`<form class="filters js-report-filters" method="get" action="/buffered_reports/${kind.slug}">
    ${list('property', 'Properties', records.properties)}
    ${has('vendor') ? list('vendor', 'Vendor', records.vendors) : ''}
    ${has('as_of') ? date('as_of', 'As Of', today) : ''}
    ${has('dates') ? [date('from', 'From', firstOfMonth(today, -1)), date('to', 'To', today)] : ''}
    ${has('tenant_statuses') ? checks(tenantStatuses.map((status, at) => [String(at), status] as const)) : ''}
    ${has('work_order_statuses') ? checks(workOrderStatuses.map((status) => [status, status] as const)) : ''}
    <button class="btn btn-primary" name="run" value="1">Run Report</button>
  </form>`;
}
