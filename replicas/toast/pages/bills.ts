import { html } from 'hono/html';
import { clockTime, slashed, within } from '../data/days.ts';
import type { Restaurant } from '../data/records.ts';
import type { World } from '../world.ts';
import { criteriaLine } from './criteria.ts';
import { dollars, total } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Period } from './new-reports.ts';
import { tableOf } from './table.ts';

/** The checks of a period that nobody has paid. */
export function unpaidOrdersReport(world: World, restaurant: Restaurant, period: Period): Markup {
  const rows = world.records.unpaidOrders.filter(
    (one) => one.restaurant === restaurant.guid && within(one.date, period.from, period.to),
  );
  const table = tableOf(
    {
      id: 'unpaid-orders-table',
      rows,
      nothing: 'No unpaid orders',
      columns: [
        ['Check #', (row) => row.check],
        ['Opened Date', (row) => clockTime(row.opened)],
        ['Business Date', (row) => slashed(row.date)],
        ['Server', (row) => row.server],
        ['Table', (row) => row.table],
        ['Subtotal', (row) => dollars(row.subtotal), dollars(total(rows, (row) => row.subtotal))],
        ['Tax', (row) => dollars(row.tax), dollars(total(rows, (row) => row.tax))],
        [
          'Amount Due',
          (row) => dollars(row.subtotal + row.tax),
          dollars(total(rows, (row) => row.subtotal + row.tax)),
        ],
      ],
    },
    world.switches,
  );
  return html`${criteriaLine(restaurant, period)} ${table}
    <p class="count">${rows.length} orders</p>`;
}

/** What Toast billed in a period; each invoice is a PDF. */
export function invoicesReport(world: World, restaurant: Restaurant, period: Period): Markup {
  const rows = world.records.invoices.filter(
    (one) => one.restaurant === restaurant.guid && within(one.date, period.from, period.to),
  );
  const table = tableOf(
    {
      id: 'billing-table',
      rows,
      nothing: 'No invoices',
      columns: [
        ['Invoice', (row) => html`<a href="/restaurants/admin/invoices/${row.number}.pdf">${row.number}</a>`],
        ['Invoice Date', (row) => slashed(row.date)],
        ['Status', (row) => html`<span class="status ${row.status.toLowerCase()}">${row.status}</span>`],
        [
          'Subscriptions',
          (row) => dollars(row.subscriptions),
          dollars(total(rows, (row) => row.subscriptions)),
        ],
        ['Processing Fees', (row) => dollars(row.fees), dollars(total(rows, (row) => row.fees))],
        [
          'Amount',
          (row) => dollars(row.subscriptions + row.fees),
          dollars(total(rows, (row) => row.subscriptions + row.fees)),
        ],
      ],
    },
    world.switches,
  );
  return html`${criteriaLine(restaurant, period)} ${table}
    <p class="count">${rows.length} invoices</p>`;
}
