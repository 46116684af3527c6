import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Restaurant } from '../data/records.ts';
import { invoicesReport, unpaidOrdersReport } from '../pages/bills.ts';
import { cashReport } from '../pages/cash.ts';
import { kitchenReport } from '../pages/kitchen.ts';
import {
  depositsReport,
  employeesOf,
  exportButton,
  legacyReport,
  timeEntriesReport,
} from '../pages/legacy-reports.ts';
import type { Markup } from '../pages/markup.ts';
import { consent } from '../pages/new-reports.ts';
import type { Period } from '../pages/new-reports.ts';
import { modifiersReport, selectionsReport } from '../pages/selections.ts';
import type { Session } from '../sessions.ts';
import type { World } from '../world.ts';
import { askedOf } from './asked.ts';

interface Report {
  title: string;
  draw: (world: World, restaurant: Restaurant, period: Period) => Markup;
  /** Name of its export, where it has one. */
  file?: string;
}

/** Those that ask for nothing but dates, by the last part of their address. */
const reports: Record<string, Report> = {
  deposits: { title: 'Deposits', draw: depositsReport },
  orders: { title: 'Unpaid Orders', draw: unpaidOrdersReport },
  invoices: { title: 'Invoices', draw: invoicesReport },
  cash: { title: 'Cash Drawer History', draw: cashReport },
  kitchen: { title: 'Kitchen Details', draw: kitchenReport },
  selections: { title: 'Item Selection Details', draw: selectionsReport, file: 'ItemSelectionDetails' },
  modifiers: {
    title: 'Item Modifier Selection Details',
    draw: modifiersReport,
    file: 'ItemModifierSelectionDetails',
  },
};

/** Reports of the old generation. */
export function addLegacyReports(app: Hono, world: World, sessionOf: (c: Context) => Session): void {
  const legacy = '/restaurants/admin/legacyReports';
  const { here, legacyPeriod, filter } = askedOf(world, sessionOf);
  const dialogs = () => (world.switches.consentDialog ? consent : '');

  app.get(`${legacy}/labor`, (c) => {
    const names = employeesOf(world, here(c).guid);
    const more = html`<select name="employee">
        <option value="">All employees</option>
        ${names.map((name) => html`<option value="${name}">${name}</option>`)}
      </select>
      ${exportButton('TimeEntries')}`;
    return c.html(legacyReport(world, sessionOf(c), { title: 'Time Entries', more, dialogs: dialogs() }));
  });
  app.get(`${legacy}/labor/data`, (c) =>
    c.html(timeEntriesReport(world, here(c), legacyPeriod(c), filter(c))),
  );
  for (const [path, { title, draw, file }] of Object.entries(reports)) {
    app.get(`${legacy}/${path}`, (c) => {
      const more = file ? exportButton(file) : '';
      return c.html(legacyReport(world, sessionOf(c), { title, more, dialogs: file ? dialogs() : '' }));
    });
    app.get(`${legacy}/${path}/data`, (c) => c.html(draw(world, here(c), legacyPeriod(c))));
  }
}
