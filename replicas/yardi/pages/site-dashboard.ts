import { html } from 'hono/html';
import { statusAt } from '../data/records.ts';
import { contentPage } from '../web/content-page.ts';
import type { Markup } from '../web/controls.ts';
import type { Visit } from '../web/form-page.ts';

/** What the shell begins with. A count of 0 is plain text, the others are links. */
export function siteDashboard({ world: { records, today } }: Visit): Markup {
  const having = (status: string) =>
    records.leases.filter((lease) => statusAt(lease, today) === status).length;
  const counts: [string, number][] = [
    ['Leased Units', having('Current') + having('Notice')],
    ['Available Units', records.units.length - having('Current') - having('Notice')],
    ['Unit Transfers', 0],
    ['Pending Applications', having('Future')],
    ['On Notice', having('Notice')],
    ['Pending Work Requests', records.workOrders.length],
  ];
  return contentPage({
    title: 'Site Dashboard',
    action: 'SiteDashboard.aspx',
    viewState: '',
    body: html`<table class="filter stats">
      ${counts.map(
        ([label, count]) =>
          html`<tr>
            <td class="label">${label}</td>
            <td>${count === 0 ? '0' : html`<a href="#">${count}</a>`}</td>
          </tr>`,
      )}
    </table>`,
  });
}
