import { html } from 'hono/html';
import { usDate } from './data/calendar.ts';
import type { Session } from './sessions.ts';
import type { Markup } from './web/draft.ts';
import { documentOf } from './web/layout.ts';
import type { World } from './world.ts';

const menu: [group: string, entries: [label: string, page: string][]][] = [
  ['Home', [['Dashboard', 'Dashboard.aspx']]],
  [
    'Residential',
    [
      ['Properties', 'Properties.aspx'],
      ['Units', 'Units.aspx'],
      ['Tenants', 'Tenants.aspx'],
      ['Tenant Ledger', 'TenantLedger.aspx'],
    ],
  ],
  [
    'Maintenance',
    [
      ['Work Orders', 'WorkOrders.aspx'],
      ['New Work Order', 'NewWorkOrder.aspx'],
    ],
  ],
  [
    'Payables',
    [
      ['Payable Batches', 'PayableBatches.aspx'],
      ['New Payable Batch', 'NewPayableBatch.aspx'],
    ],
  ],
  [
    'Reports',
    [
      ['Rent Roll', 'RentRoll.aspx'],
      ['Report Monitor', 'ReportMonitor.aspx'],
    ],
  ],
];

/** The one page whose address never changes: a menu, and a frame in which everything happens. */
export function shellPage(world: World, session: Session): Markup {
  const user = world.users.find(({ name }) => name === session.user);
  return documentOf(
    'Harbor Property Manager',
    'shell',
    html`<div id="titlebar">
        <span class="anchor"></span><b>Harbor</b> Property Manager
        <span class="company">Ellis &amp; Dunmore Management Co.</span>
        <span class="who">
          <span id="ctl00_lblUser">${user?.fullName ?? ''} (${session.user})</span> |
          <a href="/signoff.aspx">Sign Off</a>
        </span>
      </div>
      <div id="menu">
        ${menu.map(
          ([group, entries]) =>
            html`<div class="group">${group}</div>
              <ul>
                ${entries.map(([label, page]) => html`<li><a href="pages/${page}" target="content">${label}</a></li>`)}
              </ul>`,
        )}
      </div>
      <iframe name="content" id="content" src="pages/Dashboard.aspx" frameborder="0"></iframe>
      <div id="statusbar">
        <span>Ready</span><span>Role: ${user?.role ?? ''}</span><span>Database: LIVE</span>
        <span>Posting date: ${usDate(world.today)}</span><span class="right">Harbor 6.2.1184</span>
      </div>`,
  );
}
