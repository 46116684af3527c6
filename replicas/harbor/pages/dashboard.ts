import { html } from 'hono/html';
import { addDays, usDate } from '../data/calendar.ts';
import { balanceOf, occupancy, workOrderStatuses } from '../data/records.ts';
import type { WebForm } from '../web/web-form.ts';
import { dollars } from './money.ts';

/** The first page in the frame. A count of 0 is plain text, others are links, as such dashboards have it. */
export const dashboardPage: WebForm<Record<string, never>> = {
  path: 'Dashboard.aspx',
  title: 'Dashboard',

  fresh: () => ({}),
  on: (state) => state,

  draw(_state, draft, { world }) {
    const { records, today } = world;
    const count = (wanted: string) =>
      records.tenants.filter((tenant) => occupancy(tenant, today) === wanted).length;
    const lived = count('Current') + count('Notice');
    const line = (label: string, figure: number | string, page = '') =>
      html`<tr>
        <td>${label}</td>
        <td class="num">${page && figure !== 0 ? html`<a href="${page}">${figure}</a>` : figure}</td>
      </tr>`;
    const receipts = records.ledger
      .filter((entry) => entry.payment > 0)
      .toSorted((a, b) => b.date.localeCompare(a.date));
    const owed = records.tenants.reduce(
      (sum, { number }) => sum + Math.max(0, balanceOf(records.ledger, number)),
      0,
    );
    const nameOf = (number: string) => records.tenants.find((tenant) => tenant.number === number)?.name ?? '';
    return html`<div class="toolbar">${draft.tool('lnkRefresh', 'refresh', 'Refresh')}</div>
      <table class="columns">
        <tr>
          <td>
            <div class="panel">
              <div class="panel-head">Occupancy</div>
              <table>
                ${line('Total Units', records.units.length, 'Units.aspx')}
                ${line('Leased Units', lived, 'Tenants.aspx')}
                ${line('Available Units', records.units.length - lived)}
                ${line('On Notice', count('Notice'), 'Tenants.aspx')}
                ${line('Move-Ins Scheduled', count('Future'), 'Tenants.aspx')}
                ${line('Pending Applications', 0, 'Tenants.aspx')}
                ${line('Outstanding Receivables', dollars(owed))}
              </table>
            </div>
            <div class="panel">
              <div class="panel-head">Notices</div>
              <p class="news">
                <b>${usDate(addDays(today, -2))}</b> Month end closes on the last business day at 5:00 PM.
                Post all receipts before.
              </p>
              <p class="news">
                <b>${usDate(addDays(today, -9))}</b> Snow removal schedule for Dunmore properties is on the
                shared drive.
              </p>
            </div>
          </td>
          <td>
            <div class="panel">
              <div class="panel-head">Work Orders</div>
              <table>
                ${workOrderStatuses.map((status) =>
                  line(
                    status,
                    records.workOrders.filter((order) => order.status === status).length,
                    `WorkOrders.aspx?status=${encodeURIComponent(status)}`,
                  ),
                )}
              </table>
            </div>
            <div class="panel">
              <div class="panel-head">Latest Receipts</div>
              <table>
                ${receipts.slice(0, 8).map(
                  (entry) =>
                    html`<tr>
                      <td>${usDate(entry.date)}</td>
                      <td>${nameOf(entry.tenant)}</td>
                      <td class="num">${dollars(entry.payment)}</td>
                    </tr>`,
                )}
              </table>
            </div>
          </td>
        </tr>
      </table>`;
  },
};
