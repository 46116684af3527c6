import { html } from 'hono/html';
import type { Session } from '../sessions.ts';
import { restaurantOf } from '../world.ts';
import type { World } from '../world.ts';
import type { Markup } from './markup.ts';
import { legacyPage, newPage } from './shells.ts';

export function homePage(world: World, session: Session): Markup {
  const { name, zone } = restaurantOf(world, session);
  return newPage(world, session, {
    title: 'Home',
    path: 'home',
    body: html`<p class="scope">${name} · ${zone}</p>
      <div class="cards">
        <section class="card">
          <h2>Good morning, ${session.user.fullName.split(' ')[0] ?? ''}</h2>
          <p>
            Yesterday's <a href="/restaurants/admin/reports/sales/sales-summary">sales summary</a> is ready.
          </p>
        </section>
        <section class="card">
          <h2>Labor</h2>
          <p><a href="/restaurants/admin/legacyReports/labor">Review time entries</a> before payroll.</p>
        </section>
      </div>`,
  });
}

export function reportIndex(world: World, session: Session): Markup {
  return legacyPage(world, session, {
    title: 'Reports',
    body: html`<ul>
      <li><a href="/restaurants/admin/reports/sales/sales-summary">Sales summary (new)</a></li>
      <li><a href="/restaurants/admin/legacyReports/labor">Time entries</a></li>
      <li><a href="/restaurants/admin/legacyReports/deposits">Deposits</a></li>
    </ul>`,
  });
}

/** The sales summary as it was before: for accounts that were not moved yet. */
export function oldSalesSummary(world: World, session: Session): Markup {
  return legacyPage(world, session, {
    title: 'Sales Summary',
    body: html`<div id="sales-summary-content">
      <table class="data">
        <tbody>
          <tr>
            <td>Net sales</td>
            <td>$0.00</td>
          </tr>
        </tbody>
      </table>
    </div>`,
  });
}
