import { html, raw } from 'hono/html';
import { clockTime, dashed, daysBefore, slashed, within } from '../data/days.ts';
import type { Restaurant, TimeEntry } from '../data/records.ts';
import { inZone } from '../data/zones.ts';
import type { Session } from '../sessions.ts';
import type { World } from '../world.ts';
import { criteriaLine } from './criteria.ts';
import { dollars, hundredths, total } from './markup.ts';
import { collect } from './collect.ts';
import type { Markup } from './markup.ts';
import type { Period } from './new-reports.ts';
import { legacyPage } from './shells.ts';
import { tableOf } from './table.ts';

/** Paints the headings at once and the rows later, under a mask; collects an export as the server has it ready. */
const script = (rowsAfterMs: number) =>
  raw(`<script>
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const content = document.getElementById('report-content');
const field = (name) => encodeURIComponent(document.querySelector('[name=' + name + ']')?.value ?? '');
const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);
const criteria = () => 'zone=' + zone + '&reportDateStart=' + field('reportDateStart') + '&reportDateEnd=' + field('reportDateEnd') + '&employee=' + field('employee');
async function update() {
  content.innerHTML = '<div class="loadmask">Loading...</div>';
  const answer = await fetch(location.pathname + '/data?' + criteria());
  if (answer.redirected) return location.reload();
  const whole = document.createElement('div');
  whole.innerHTML = await answer.text();
  const late = [...whole.querySelectorAll('tbody,tfoot')];
  const table = whole.querySelector('table'), count = whole.querySelector('.count');
  late.forEach((part) => part.remove()); count?.remove();
  content.append(...whole.childNodes);
  await pause(${rowsAfterMs});
  table.append(...late); if (count) content.append(count);
  content.querySelector('div.loadmask').remove();
}
document.getElementById('update-btn').onclick = update;
document.getElementById('export-csv')?.addEventListener('click', () => {
  const consent = document.getElementById('consent');
  if (consent) consent.showModal(); else collect();
});
document.getElementById('agree')?.addEventListener('click', () => { document.getElementById('consent').close(); collect(); });
const wanted = () => 'name=' + document.getElementById('export-csv').dataset.name + '&' + criteria();${collect}
</script>`);

/** Collects a file of what the report is about. */
export const exportButton = (name: string) =>
  html`<button class="btn" id="export-csv" data-name="${name}">Export</button>`;

interface LegacyReport {
  title: string;
  more: Markup | '';
  dialogs: Markup | '';
}

/** A report page of the old generation, before Update is pressed. */
export function legacyReport(world: World, session: Session, { title, more, dialogs }: LegacyReport): Markup {
  const { today, switches, records } = world;
  return legacyPage(world, session, {
    title,
    body: html`<div class="filters">
        <span id="date-dropdown-container"
          ><select>
            <option>Custom Date</option>
          </select></span
        >
        <input name="reportDateStart" size="10" value="${dashed(daysBefore(today, 7))}" /> to
        <input name="reportDateEnd" size="10" value="${dashed(daysBefore(today, 1))}" />
        <select id="report-restaurants" disabled>
          <option>${records.restaurants.find(({ guid }) => guid === session.restaurant)?.name}</option>
        </select>
        ${more}
        <button class="btn blue" id="update-btn">Update</button>
      </div>
      <div id="report-content"></div>
      ${dialogs} ${script(switches.rowsAfterMs)}`,
  });
}

export function employeesOf({ records }: World, guid: string): string[] {
  const all = records.timeEntries.filter(({ restaurant }) => restaurant === guid);
  return [...new Set(all.map(({ employee }) => employee))].toSorted();
}

export interface EntryFilter {
  /** "Last, First"; empty for all. */
  employee: string;
  browserZone: string;
}

/** The entries as they are shown, in whatever time zone; all employees when none is named. */
export function shownEntries(
  world: World,
  { guid, zone: own }: Restaurant,
  { from, to }: Period,
  { employee, browserZone }: EntryFilter,
): TimeEntry[] {
  const zone = { store: own, browser: browserZone, utc: 'UTC' }[world.switches.timeZone];
  return world.records.timeEntries
    .filter((one) => one.restaurant === guid && within(one.date, from, to))
    .filter((one) => employee === '' || one.employee === employee)
    .map((one) => ({ ...one, in: inZone(one.in, own, zone), out: inZone(one.out, own, zone) }));
}

export function timeEntriesReport(
  world: World,
  restaurant: Restaurant,
  period: Period,
  filter: EntryFilter,
): Markup {
  const { switches } = world;
  const { employee } = filter;
  const rows = shownEntries(world, restaurant, period, filter);
  const zone = { store: restaurant.zone, browser: 'Browser time', utc: 'UTC' }[switches.timeZone];
  const table = tableOf<TimeEntry>(
    {
      id: 'time-entries-table',
      rows,
      nothing: 'No time entries',
      columns: [
        [
          'Employee',
          (row) => html`<a href="/restaurants/admin/timeentries/${row.number}">${row.employee}</a>`,
        ],
        ['Job Title', (row) => row.job],
        ['In Date', (row) => clockTime(row.in)],
        ['Out Date', (row) => clockTime(row.out)],
        ['Regular Hours', (row) => hundredths(row.regular), hundredths(total(rows, (row) => row.regular))],
        ['Overtime Hours', (row) => hundredths(row.overtime), hundredths(total(rows, (row) => row.overtime))],
        ['Hourly Rate', (row) => dollars(row.wage)],
        ['Total Pay', (row) => dollars(row.pay), dollars(total(rows, (row) => row.pay))],
        [
          'Tips',
          (row) => dollars(row.cashTips + row.otherTips),
          dollars(total(rows, (row) => row.cashTips + row.otherTips)),
        ],
      ],
    },
    switches,
  );
  return html`${criteriaLine(restaurant, period, ` | Employee: ${employee || 'All'} | Times: ${zone}`)}
    ${table}
    <p class="count">${rows.length} time entries</p>`;
}

export function depositsReport(world: World, restaurant: Restaurant, period: Period): Markup {
  const rows = world.records.deposits.filter(
    (one) => one.restaurant === restaurant.guid && within(one.date, period.from, period.to),
  );
  const table = tableOf(
    {
      id: 'invoices-table',
      rows,
      nothing: 'No invoices',
      columns: [
        ['Invoice', (row) => html`<a href="/restaurants/admin/invoices/${row.number}.pdf">${row.number}</a>`],
        ['Deposit Date', (row) => slashed(row.date)],
        ['Card Payments', (row) => dollars(row.gross), dollars(total(rows, (row) => row.gross))],
        ['Fees', (row) => dollars(-row.fees), dollars(-total(rows, (row) => row.fees))],
        ['Net Deposit', (row) => dollars(row.net), dollars(total(rows, (row) => row.net))],
      ],
    },
    world.switches,
  );
  return html`${criteriaLine(restaurant, period)} ${table}
    <p class="count">${rows.length} invoices</p>`;
}
