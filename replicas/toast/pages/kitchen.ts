import { html } from 'hono/html';
import { fullTime, within } from '../data/days.ts';
import type { Restaurant } from '../data/records.ts';
import type { World } from '../world.ts';
import { criteriaLine } from './criteria.ts';
import { total } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Period } from './new-reports.ts';
import { tableOf } from './table.ts';

/** 492 → "8:12". */
const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** The kitchen details of a period: how long each ticket took. */
export function kitchenReport(world: World, restaurant: Restaurant, period: Period): Markup {
  const rows = world.records.kitchenTickets.filter(
    (one) => one.restaurant === restaurant.guid && within(one.date, period.from, period.to),
  );
  const average = Math.round(total(rows, (row) => row.seconds) / Math.max(1, rows.length));
  const table = tableOf(
    {
      id: 'kitchen-details-table',
      rows,
      nothing: 'No tickets',
      below: 'Average',
      columns: [
        ['Check #', (row) => String(row.check)],
        ['Table', (row) => row.table],
        ['Server', (row) => row.server],
        ['Station', (row) => row.station],
        ['Fired Date', (row) => fullTime(row.fired)],
        ['Fulfilled Date', (row) => fullTime(row.fulfilled)],
        ['Fulfillment Time', (row) => clock(row.seconds), clock(average)],
      ],
    },
    world.switches,
  );
  return html`${criteriaLine(restaurant, period)} ${table}
    <p class="count">${rows.length} tickets</p>`;
}
