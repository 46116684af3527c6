import { html } from 'hono/html';
import type { Report } from '../reports.ts';
import { drawGrid, firstPage, gridEvent } from '../web/grid.ts';
import type { GridState } from '../web/grid.ts';
import type { WebForm } from '../web/web-form.ts';
import { fileAnswer } from '../web/bytes.ts';

/** The user's reports. While one is unfinished, the page posts itself back. */
export const reportMonitorPage: WebForm<GridState> = {
  path: 'ReportMonitor.aspx',
  title: 'Report Monitor',

  fresh: () => firstPage,

  on(state, { target, argument }, { world, session }) {
    if (target !== 'grdReports') return state;
    if (!argument.startsWith('Download$')) return gridEvent(state, argument);
    const report = world.reports.of(session.user).find(({ number }) => argument === `Download$${number}`);
    return report ? fileAnswer(report.fileName, report.write(), world.switches) : state;
  },

  draw(state, draft, { world, session }) {
    const { reports, switches } = world;
    const rows = reports.of(session.user);
    const unfinished = rows.some((report) => reports.statusOf(report) !== 'Ready');
    if (unfinished) draft.timer('tmrMonitor', switches.monitorSeconds * 1000);
    const file = (report: Report) =>
      reports.statusOf(report) === 'Ready'
        ? html`<a href="${draft.postback('grdReports', `Download$${report.number}`)}">${report.fileName}</a>`
        : '';
    return html`<div class="toolbar">
        ${draft.tool('lnkRefresh', 'refresh', 'Refresh')}
        <a class="tool report" href="RentRoll.aspx">New Rent Roll</a>
      </div>
      <div class="remark">
        ${unfinished ? `This page is refreshed every ${switches.monitorSeconds} seconds.` : 'No report is running.'}
      </div>
      ${drawGrid<Report>(draft, switches, {
        id: 'grdReports',
        columns: [
          { heading: 'Report No.', value: (report) => report.number },
          { heading: 'Report', value: (report) => report.title },
          { heading: 'Criteria', value: (report) => report.criteria },
          {
            heading: 'Submitted',
            value: (report) => new Date(report.submittedAt).toLocaleTimeString('en-US'),
          },
          {
            heading: 'Status',
            value: (report) => reports.statusOf(report),
            show: (report) =>
              html`<span class="st-${reports.statusOf(report).toLowerCase()}"
                >${reports.statusOf(report)}</span
              >`,
          },
          { heading: 'File', value: () => '', show: file },
        ],
        rows,
        state,
        sortable: false,
      })}`;
  },
};
