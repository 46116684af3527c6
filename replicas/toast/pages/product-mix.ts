import { html } from 'hono/html';
import type { Restaurant } from '../data/records.ts';
import { productMix } from '../exports.ts';
import type { World } from '../world.ts';
import { dollars, total } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Period } from './new-reports.ts';
import { scopeLine } from './sales-summary.ts';
import { tableOf } from './table.ts';

/** What stands on the screen: groups and totals. The items are in the export. */
export function productMixReport(world: World, restaurant: Restaurant, period: Period): Markup {
  const items = productMix(world, restaurant, period);
  const groups = [...new Set(items.map(({ group }) => group))].map((name) => {
    const rows = items.filter(({ group }) => group === name);
    return {
      name,
      quantity: total(rows, (row) => row.quantity),
      gross: total(rows, (row) => row.gross),
      discount: total(rows, (row) => row.discount),
    };
  });
  const gross = total(items, (row) => row.gross);
  const discount = total(items, (row) => row.discount);
  const table = tableOf(
    {
      id: 'menu-groups',
      rows: groups,
      nothing: 'No items sold',
      columns: [
        ['Menu group', (row) => row.name],
        ['Qty sold', (row) => String(row.quantity), String(total(items, (row) => row.quantity))],
        ['Gross sales', (row) => dollars(row.gross), dollars(gross)],
        ['Discount amount', (row) => dollars(row.discount), dollars(discount)],
        ['Net sales', (row) => dollars(row.gross - row.discount), dollars(gross - discount)],
      ],
    },
    world.switches,
  );
  return html`${scopeLine(restaurant, period)}
    <section class="card">
      <h2>Menu groups</h2>
      ${table}
      <p class="count" data-testid="item-count">${items.length} items</p>
    </section>`;
}

/** The first lines of the guest list; all of it is in the export. */
export function guestReport(world: World, restaurant: Restaurant): Markup {
  const guests = world.records.guests.filter((guest) => guest.restaurant === restaurant.guid);
  const table = tableOf(
    {
      id: 'guest-list',
      rows: guests.slice(0, 10),
      nothing: 'No guests',
      columns: [
        ['Name', (row) => `${row.first} ${row.last}`],
        ['Visits', (row) => String(row.visits)],
        ['Lifetime spend', (row) => dollars(row.gross)],
      ],
    },
    world.switches,
  );
  const stated = dollars(total(guests, (row) => row.gross));
  const spend = world.switches.brokenTotals ? dollars(1) : stated;
  return html`${scopeLine(restaurant)}
    <section class="card">
      <h2>Guests</h2>
      ${table}
      <p class="count">
        <span data-testid="guest-count">${guests.length} guests</span>, who spent
        <span data-testid="guest-spend">${spend}</span>
      </p>
    </section>`;
}
