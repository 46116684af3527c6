import { html, raw } from 'hono/html';
import type { Session } from '../sessions.ts';
import { restaurantOf } from '../world.ts';
import type { World } from '../world.ts';
import type { Markup } from './markup.ts';

export function documentOf(title: string, bodyClass: string, body: Markup): Markup {
  return html`${raw('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <link rel="stylesheet" href="/assets/web.css" />
        <link rel="icon" href="data:," />
      </head>
      <body class="${bodyClass}">
        ${body}
      </body>
    </html>`;
}

const oldReports: [label: string, path: string][] = [
  ['Time entries', 'legacyReports/labor#labor-time-entries'],
  ['Deposits', 'legacyReports/deposits#invoices'],
  ['Unpaid orders', 'legacyReports/orders#unpaid-orders'],
  ['Invoices', 'legacyReports/invoices#invoices'],
  ['Cash drawer history', 'legacyReports/cash#drawer-history'],
  ['Item selection details', 'legacyReports/selections#selection-details'],
  ['Modifier selection details', 'legacyReports/modifiers#modifier-details'],
  ['Kitchen details', 'legacyReports/kitchen#kitchen-details'],
];

const menu: [group: string, entries: [label: string, path: string][]][] = [
  ['', [['Home', 'home']]],
  [
    'Reports',
    [
      ['Sales summary', 'reports/sales/sales-summary'],
      ['Product mix', 'reports/menu/product-mix'],
      ['Guests', 'reports/guest'],
      ['Labor cost breakdown', 'reports/labor/labor-cost-breakdown'],
    ],
  ],
  ['Legacy reports', oldReports],
  [
    'Menus',
    [
      ['Menu items', 'menus'],
      ['Inventory', 'menus/inventory'],
      ['Publish config', 'publish'],
    ],
  ],
  [
    'Employees',
    [
      ['Employees', 'employees'],
      ['Jobs', 'jobs'],
    ],
  ],
];

/** Things that come over a page once it is there, and take every click. */
const overlays = raw(`<script>setTimeout(() => {
  const add = (inner) => { const o = document.createElement('div'); o.className = 'overlay'; o.innerHTML = '<div>' + inner + '</div>';
    o.querySelector('button').onclick = () => o.remove(); document.body.append(o); };
  add('<h2>Welcome to your new checklist</h2><p>Finish setting up online ordering.</p><button class="secondary" data-testid="header-close-button" aria-label="Close">Close</button>');
  add('<h2>What is new</h2><p>Ask Toast IQ about your sales.</p><button class="secondary" id="pendo-close-guide-1f2e">Got it</button>');
  add('<h2>Cookies</h2><p>We use cookies on this site.</p><button class="secondary">Reject Non-Necessary</button>');
}, 150);</script>`);

interface Page {
  title: string;
  /** Below the restaurants' admin address: the menu entry that is marked. */
  path: string;
  body: Markup;
}

/** A page of the new generation: picker, navigation, publish state. */
export function newPage(world: World, session: Session, { title, path, body }: Page): Markup {
  const { records, switches } = world;
  const here = restaurantOf(world, session);
  const waiting = records.unpublished.filter(({ restaurant }) => restaurant === here.guid).length;
  return documentOf(
    `Toast | ${title}`,
    'modern',
    html`<header class="top">
        <span class="logo">toast</span>
        <div class="picker">
          <button
            id="switch-toggle"
            data-toast-track-id="nav-layout--restaurant-picker"
            aria-label="Toggle restaurant picker"
            onclick="this.nextElementSibling.hidden=!this.nextElementSibling.hidden"
          >
            ${here.name}
          </button>
          <ul id="switch-restaurants-menu" hidden>
            ${records.restaurants.map(
              ({ guid, name }) =>
                html`<li>
                  <a href="/account/switchrestaurant?guid=${guid}&returnUrl=/restaurants/admin/home"
                    >${name}</a
                  >
                </li>`,
            )}
          </ul>
        </div>
        <div class="right">
          <a class="cloud${waiting > 0 ? ' waiting' : ''}" href="/restaurants/admin/publish"
            >${waiting > 0 ? `↑ ${waiting} unpublished` : '✓ Published'}</a
          >
          <span class="user">${session.user.fullName}</span>
          <a href="/logout">Log out</a>
        </div>
      </header>
      <nav class="side">
        ${menu.map(
          ([group, entries]) =>
            html`${group ? html`<b>${group}</b>` : ''}${entries.map(
              ([label, at]) =>
                html`<a class="${at === path ? 'on' : ''}" href="/restaurants/admin/${at}">${label}</a>`,
            )}`,
        )}
      </nav>
      <div class="content">
        <h1 data-testid="page-title">${title}</h1>
        ${body}
      </div>
      ${switches.overlays ? overlays : ''}`,
  );
}

/** A page of the old generation. */
export function legacyPage(world: World, session: Session, { title, body }: Omit<Page, 'path'>): Markup {
  const { switches } = world;
  return documentOf(
    `Toast - ${title}`,
    'legacy',
    html`<header class="bar2">
        <b>Toast</b><a href="/restaurants/admin/home">Home</a
        ><a href="/restaurants/admin/reports/home">Reports</a>
        <span class="end">Viewing: <b id="legacy-restaurant">${restaurantOf(world, session).name}</b></span>
        <span>${session.user.fullName}</span>
      </header>
      <nav class="tabs">
        ${oldReports.map(
          ([label, at]) =>
            html`<a
              class="${title.toLowerCase().endsWith(label.toLowerCase()) ? 'on' : ''}"
              href="/restaurants/admin/${at}"
              >${label}</a
            >`,
        )}
      </nav>
      <div class="page">
        <h1 id="report-title">${title}</h1>
        ${body}
      </div>
      ${switches.overlays ? overlays : ''}
      ${switches.dialog ? raw("<script>setTimeout(() => alert('Some orders are still being processed.'), 50)</script>") : ''}`,
  );
}
