import { html } from 'hono/html';
import { within } from '../data/days.ts';
import type { Restaurant } from '../data/records.ts';
import type { World } from '../world.ts';
import { dollars, total } from './markup.ts';
import type { Markup } from './markup.ts';
import { periodText } from './new-reports.ts';
import type { Period } from './new-reports.ts';
import { tableOf } from './table.ts';

/** The line in which a report says what it is about. */
export function scopeLine({ name }: Restaurant, period?: Period): Markup {
  return html`<p class="scope" data-testid="report-scope">
    ${name}${period ? ` · ${periodText(period)}` : ''}
  </p>`;
}

/** What the sales summary of a period is made of. Whole cents. */
function summarize({ records }: World, { guid }: Restaurant, { from, to }: Period) {
  const isMeant = (one: { restaurant: string; date: string }) =>
    one.restaurant === guid && within(one.date, from, to);
  const sold = records.itemDays.filter(isMeant);
  const days = records.salesDays.filter(isMeant);
  const names = <Row>(rows: Row[], pick: (row: Row) => string) => [...new Set(rows.map(pick))];
  const payments = days.flatMap((day) => day.payments);
  const dining = days.flatMap((day) => day.dining);
  return {
    gross: total(sold, (one) => one.gross),
    discount: total(sold, (one) => one.discount),
    voided: total(sold, (one) => one.voided),
    tax: total(dining, (one) => one.tax),
    tips: total(payments, (one) => one.tips),
    unpaidOrders: total(days, (one) => one.unpaidOrders),
    unpaidAmount: total(days, (one) => one.unpaidAmount),
    categories: names(sold, (one) => one.category).map((name) => {
      const rows = sold.filter((one) => one.category === name);
      return {
        name,
        items: total(rows, (one) => one.quantity),
        gross: total(rows, (one) => one.gross),
        discount: total(rows, (one) => one.discount),
      };
    }),
    payments: names(payments, (one) => one.type).map((type) => {
      const rows = payments.filter((one) => one.type === type);
      return {
        type,
        count: total(rows, (one) => one.count),
        amount: total(rows, (one) => one.amount),
        tips: total(rows, (one) => one.tips),
      };
    }),
    dining: names(dining, (one) => one.name).map((name) => {
      const rows = dining.filter((one) => one.name === name);
      return {
        name,
        orders: total(rows, (one) => one.orders),
        gross: total(rows, (one) => one.gross),
        discount: total(rows, (one) => one.discount),
        tax: total(rows, (one) => one.tax),
      };
    }),
  };
}

const value = (text: string) => html`<span data-testid="formatted-value-text">${text}</span>`;

/** The cards of the sales summary. "Net sales" stands in many places; the card "Revenue Summary" has the one that counts. */
export function salesSummary(world: World, restaurant: Restaurant, period: Period): Markup {
  const { switches } = world;
  const all = summarize(world, restaurant, period);
  const net = all.gross - all.discount;
  const nothing = 'No data for this period';
  const line = (label: string, cents: number) =>
    html`<tr>
      <th>${label}</th>
      <td>${value(dollars(cents))}</td>
    </tr>`;
  const card = (heading: string, body: Markup, wide = false) =>
    html`<section class="card${wide ? ' wide' : ''}">
      <h2>${heading}</h2>
      ${body}
    </section>`;
  const categories = tableOf(
    {
      id: 'sales-categories',
      rows: all.categories,
      nothing,
      columns: [
        ['Sales category', (row) => row.name],
        ['Items', (row) => String(row.items), String(total(all.categories, (row) => row.items))],
        ['Gross sales', (row) => dollars(row.gross), dollars(all.gross)],
        ['Discount amount', (row) => dollars(row.discount), dollars(all.discount)],
        ['Net sales', (row) => dollars(row.gross - row.discount), dollars(net)],
      ],
    },
    switches,
  );
  const payments = tableOf(
    {
      id: 'payment-types',
      rows: all.payments,
      nothing,
      columns: [
        ['Payment type', (row) => row.type],
        ['Count', (row) => String(row.count), String(total(all.payments, (row) => row.count))],
        ['Amount', (row) => dollars(row.amount), dollars(net + all.tax)],
        ['Tips', (row) => dollars(row.tips), dollars(all.tips)],
      ],
    },
    switches,
  );
  const dining = tableOf(
    {
      id: 'dining-options',
      rows: all.dining,
      nothing,
      columns: [
        ['Dining option', (row) => row.name],
        ['Orders', (row) => String(row.orders), String(total(all.dining, (row) => row.orders))],
        ['Gross sales', (row) => dollars(row.gross), dollars(all.gross)],
        ['Discount amount', (row) => dollars(row.discount), dollars(all.discount)],
        ['Net sales', (row) => dollars(row.gross - row.discount), dollars(net)],
        ['Tax', (row) => dollars(row.tax), dollars(all.tax)],
      ],
    },
    switches,
  );
  const tile = (label: string, text: string) =>
    html`<div class="tile"><label>${label}</label><strong>${text}</strong></div>`;
  return html`${scopeLine(restaurant, period)}
    <div class="tiles">
      ${tile('Net sales', dollars(net - all.voided))}
      ${tile('Orders', String(total(all.dining, (row) => row.orders)))} ${tile('Tips', dollars(all.tips))}
      ${tile('Unpaid orders', String(all.unpaidOrders))}
    </div>
    <div class="cards">
      ${card(
        'Revenue Summary',
        html`<table class="kv" id="revenue-summary">
          ${line('Gross sales', all.gross)} ${line('Discounts', -all.discount)} ${line('Net sales', net)}
          ${line('Tax amount', all.tax)} ${line('Tips', all.tips)} ${line('Total', net + all.tax + all.tips)}
        </table>`,
      )}
      ${card(
        'Unpaid orders',
        html`<table class="kv" id="unpaid-orders">
          <tr>
            <th>Orders</th>
            <td>${value(String(all.unpaidOrders))}</td>
          </tr>
          ${line('Amount', all.unpaidAmount)}
        </table>`,
      )}
      ${card('Payments', payments, true)} ${card('Sales categories', categories, true)}
      ${card('Dining options', dining, true)}
    </div>`;
}
