import { html } from 'hono/html';
import type { Session } from '../sessions.ts';
import type { World } from '../world.ts';
import type { Markup } from './markup.ts';

interface PageOf {
  title: string;
  /** Which entry of the menu is lit. */
  menu: 'Dashboard' | 'Leasing' | 'Maintenance' | 'Accounting' | 'Reporting';
  body: Markup;
  /** Beside the title. */
  actions?: Markup;
  flash?: string;
  /** Of the first page, before the cookie is there. */
  ticket?: string;
}

const menu: readonly [PageOf['menu'], string, string][] = [
  ['Dashboard', '/', '▦'],
  ['Leasing', '/units', '⌂'],
  ['Maintenance', '/maintenance/service_requests', '⚒'],
  ['Accounting', '/accounting/payable_invoices/new', '＄'],
  ['Reporting', '/reports', '▤'],
];

/** The shell around every page of the company's host. */
export function layout(
  world: World,
  session: Pick<Session, 'user' | 'csrf'>,
  { title, body, actions, flash = '', ticket = '', ...page }: PageOf,
): Markup {
  const { switches } = world;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="csrf-token" content="${session.csrf}" />
        <title>${title} | AppFolio Property Manager</title>
        <link rel="stylesheet" href="/assets/app.css" />
      </head>
      <body
        data-ticket="${ticket}"
        data-cookie-seconds="${switches.cookieSeconds}"
        data-paint-ms="${switches.paintMs}"
        data-skip-rows="${switches.skipRows ? 'yes' : ''}"
        data-double="${switches.doubleSubmit ? 'yes' : ''}"
        data-stale="${switches.staleSuggestions ? 'yes' : ''}"
      >
        <header class="navbar">
          <a class="brand" href="/"><span></span>AppFolio</a>
          <div class="search typeahead">
            <input
              id="global-search"
              type="search"
              placeholder="Search"
              autocomplete="off"
              data-suggest="/search.json"
            />
          </div>
          <div class="user">${session.user}</div>
        </header>
        <nav class="sidebar">
          ${menu.map(
            ([name, href, icon]) =>
              html`<a href="${href}" class="${name === page.menu ? 'active' : ''}"><i>${icon}</i>${name}</a>`,
          )}
        </nav>
        <main>
          ${flash === '' ? '' : html`<div class="alert alert-danger" role="alert">${flash}</div>`}
          <div class="page-header">
            <h1 class="js-page-title">${title}</h1>
            ${actions ?? ''}
          </div>
          ${body}
        </main>
        <script src="/assets/app.js"></script>
      </body>
    </html>`;
}

export const card = (title: string, body: Markup, className = '') =>
  html`<section class="card ${className}">
    <h2>${title}</h2>
    ${body}
  </section>`;

/** A label and its value, as in the cards of a record. */
export const fact = (label: string, value: string | Markup, hook = '') =>
  html`<div class="fact">
    <dt>${label}</dt>
    <dd class="${hook}">${value}</dd>
  </div>`;

/** What asks to be told apart from a server that works. */
export function plainPage(title: string, says: string): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
      </head>
      <body>
        <h1>${title}</h1>
        <p>${says}</p>
      </body>
    </html>`;
}
