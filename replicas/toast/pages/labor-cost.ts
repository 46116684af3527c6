import { html } from 'hono/html';
import { within } from '../data/days.ts';
import type { Restaurant, TimeEntry } from '../data/records.ts';
import type { World } from '../world.ts';
import { dollars, hundredths, total } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Period } from './new-reports.ts';
import { scopeLine } from './sales-summary.ts';
import { tableOf } from './table.ts';

const regularCost = ({ regular, wage }: TimeEntry) => Math.round((regular * wage) / 100);

/** Hours and their cost by job title, beside what was sold. */
export function laborCostReport(world: World, restaurant: Restaurant, period: Period): Markup {
  const isMeant = (one: { restaurant: string; date: string }) =>
    one.restaurant === restaurant.guid && within(one.date, period.from, period.to);
  const entries = world.records.timeEntries.filter(isMeant);
  const net = total(world.records.itemDays.filter(isMeant), (one) => one.gross - one.discount);
  const add = (rows: TimeEntry[]) => ({
    regular: total(rows, (one) => one.regular),
    overtime: total(rows, (one) => one.overtime),
    regularCost: total(rows, regularCost),
    cost: total(rows, (one) => one.pay),
  });
  const jobs = [...new Set(entries.map(({ job }) => job))].map((name) => ({
    name,
    ...add(entries.filter(({ job }) => job === name)),
  }));
  const all = add(entries);
  const hours = all.regular + all.overtime;
  const table = tableOf(
    {
      id: 'labor-by-job',
      rows: jobs,
      nothing: 'No labor for this period',
      columns: [
        ['Job title', (row) => row.name],
        ['Regular hours', (row) => hundredths(row.regular), hundredths(all.regular)],
        ['Overtime hours', (row) => hundredths(row.overtime), hundredths(all.overtime)],
        ['Total hours', (row) => hundredths(row.regular + row.overtime), hundredths(hours)],
        ['Regular cost', (row) => dollars(row.regularCost), dollars(all.regularCost)],
        ['Overtime cost', (row) => dollars(row.cost - row.regularCost), dollars(all.cost - all.regularCost)],
        ['Total cost', (row) => dollars(row.cost), dollars(all.cost)],
      ],
    },
    world.switches,
  );
  const line = (label: string, text: string) =>
    html`<tr>
      <th>${label}</th>
      <td><span data-testid="formatted-value-text">${text}</span></td>
    </tr>`;
  return html`${scopeLine(restaurant, period)}
    <div class="cards">
      <section class="card">
        <h2>Labor summary</h2>
        <table class="kv">
          ${line('Net sales', dollars(net))} ${line('Labor cost', dollars(all.cost))}
          ${line('Labor hours', hundredths(hours))}
          ${line('Labor %', net > 0 ? `${((100 * all.cost) / net).toFixed(1)}%` : '–')}
          ${line('Sales per labor hour', hours > 0 ? dollars(Math.round((net * 100) / hours)) : '–')}
        </table>
      </section>
      <section class="card wide">
        <h2>By job</h2>
        ${table}
      </section>
    </div>`;
}
