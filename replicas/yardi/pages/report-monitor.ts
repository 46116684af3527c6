import { html } from 'hono/html';
import { contentPage } from '../web/content-page.ts';
import { grid } from '../web/controls.ts';
import type { Markup } from '../web/controls.ts';
import type { Visit } from '../web/form-page.ts';

/** The queue, which asks again by itself until the file of the report that it was opened for is there. */
export function reportMonitor({ world, session, query }: Visit): Markup {
  const { reports, switches } = world;
  const report = reports.find(session.number, { id: query('Records') });
  const ready = report !== undefined && reports.isReady(report);
  const rows = reports.all
    .filter((one) => one.session === session.number)
    .toReversed()
    .map((one) => [
      one.id,
      one.title,
      reports.isReady(one) ? 'Complete' : 'Running',
      reports.isReady(one)
        ? html`<a href="SysShuttleDisplayHandler.ashx?sFileName=${encodeURIComponent(one.file)}"
            >${one.file}</a
          >`
        : '',
    ]);
  return contentPage({
    title: 'Report Monitor',
    action: 'SysConductorReportMonitor.aspx',
    viewState: '',
    records: query('Records'),
    body: html`<input type="hidden" id="sFileName" value="${ready ? report.file : ''}" />
      <div class="remark" id="Refresh_Label">
        This page asks again every ${switches.monitorSeconds} seconds.
      </div>
      ${grid('Reports', ['Record', 'Report', 'Status', 'File'], rows)}`,
    ...(!ready && {
      script: `setTimeout(function () { location.reload(); }, ${Math.round(switches.monitorSeconds * 1000)});`,
    }),
  });
}
