import { html } from 'hono/html';
import { clockTime, slashed, within } from '../data/days.ts';
import type { Restaurant } from '../data/records.ts';
import type { World } from '../world.ts';
import { dollars, total } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Period } from './new-reports.ts';
import { criteriaLine } from './criteria.ts';
import { tableOf } from './table.ts';

/** What went into and out of the drawers of a period besides guests' payments. */
export function cashReport(world: World, restaurant: Restaurant, period: Period): Markup {
  const rows = world.records.cashEntries.filter(
    (one) => one.restaurant === restaurant.guid && within(one.date, period.from, period.to),
  );
  const table = tableOf(
    {
      id: 'cash-entries-table',
      rows,
      nothing: 'No cash entries',
      columns: [
        ['Created Date', (row) => clockTime(row.at)],
        ['Business Date', (row) => slashed(row.date)],
        ['Cash Drawer', (row) => row.drawer],
        ['Action', (row) => row.action],
        ['Reason', (row) => row.reason],
        ['Comment', (row) => row.comment],
        ['Employee', (row) => row.employee],
        ['Amount', (row) => dollars(row.amount), dollars(total(rows, (row) => row.amount))],
      ],
    },
    world.switches,
  );
  return html`${criteriaLine(restaurant, period)} ${table}
    <p class="count">${rows.length} cash entries</p>`;
}
