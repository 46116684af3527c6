import type { Page } from 'playwright';
import { amount, byCount, byFooting, isoDate, LayoutChanged, nearest, NotFound, sum } from 'sidedoor-mcp';
import { assertSame, stillIn } from '../restaurant.ts';
import { exportFile, rowsOfExport } from './export.ts';
import { readReport } from './headings.ts';
import type { LegacyReport } from './legacy-report.page.ts';
import { isWithin } from './period.ts';
import type { Period } from './period.ts';
import { count, whole } from './reading.ts';
import { localTime, unitOf } from './values.ts';
import { ownClock } from './zones.ts';

const columns = {
  location: 'Location',
  employee: 'Employee',
  job: 'Job Title',
  date: 'Business Date',
  in: 'In Date',
  out: 'Out Date',
  regular: 'Regular Hours',
  overtime: 'Overtime Hours',
  wage: 'Hourly Rate',
  pay: 'Total Pay',
  cash_tips: 'Declared Cash Tips',
  other_tips: 'Non-Cash Tips',
  breaks_taken: 'Breaks Taken',
  breaks_missed: 'Breaks Missed',
};

/** Chooses the employee, or all of them: the server remembers who was chosen before (a vendor fact). */
async function chooseEmployee(page: Page, employee: string | undefined): Promise<void> {
  const field = page.locator('select[name=employee]');
  const names = (await field.locator('option').allTextContents()).map((text) => text.trim());
  const wanted = employee ?? 'All employees';
  const label = names.find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (label === undefined) {
    const like = nearest(wanted, names.slice(1), (name) => name).map((name) => `"${name}"`);
    throw new NotFound(`There is no employee "${wanted}".`, {
      hint: `Write "Last, First"${like.length > 0 ? `; perhaps ${like.join(' or ')}` : ''}.`,
    });
  }
  await field.selectOption({ label });
}

/** Answers what it says of the zone of its times. @throws LayoutChanged when the report is about others. */
function zoneOf(criteria: string[], employee: string | undefined): string {
  const [who = '', times = ''] = criteria;
  const wanted = employee ?? 'All';
  if (who.toLowerCase() !== `employee: ${wanted}`.toLowerCase())
    throw new LayoutChanged(`The time entries are of "${who}", not of "${wanted}".`, {
      hint: 'Toast keeps an employee filter on its server. Ask the user to clear it there.',
    });
  const zone = /^Times: (.+)$/.exec(times)?.[1];
  if (!zone) throw new LayoutChanged(`It is not said whose times these are: "${times}".`);
  return zone;
}

/** What a report turned out to be about. */
interface Filtered {
  shown: Period;
  /** As it calls the zone of its times. */
  zone: string;
}

/** Takes the entries out of the export, whose money is whole cents (a vendor fact), and proves them by the screen. */
export async function readTimeEntries(
  report: LegacyReport,
  wanted: Period,
  { shown, zone: shownZone }: Filtered,
  employee: string | undefined,
) {
  const { page, restaurant } = report;
  const stated = count(await report.stated('No time entries'));
  const { rows: seen, totals } = await readReport(page, {
    name: 'the time entries',
    headings: '#time-entries-table thead th',
    rows: '#time-entries-table tr.row',
    totals: '#time-entries-table tr.totals',
    columns: {
      employee: 'Employee',
      job: 'Job Title',
      regular: 'Regular Hours',
      overtime: 'Overtime Hours',
      pay: 'Total Pay',
      tips: 'Tips',
    },
  });
  const file = await exportFile(page, report.title, [page.locator('#export-csv')]);
  await stillIn(page, restaurant);
  const { zone, own } = await ownClock(page, restaurant, shownZone);
  const rows = rowsOfExport(file, { name: 'the time entries', columns });
  const money = unitOf(rows.flatMap((row) => [row.wage, row.pay, row.cash_tips, row.other_tips]));
  const entries = rows.map((row) => {
    assertSame(restaurant, row.location);
    const date = isoDate(row.date, 'mdy');
    const stray =
      !isWithin(date, shown) || (employee && row.employee.toLowerCase() !== employee.toLowerCase());
    if (stray) throw new LayoutChanged(`The export has an entry of ${row.employee} on ${date}.`);
    return {
      employee: row.employee,
      job: row.job,
      date,
      in: own(localTime(row.in)),
      out: row.out === '' ? null : own(localTime(row.out)),
      regular_hours: amount(row.regular),
      overtime_hours: amount(row.overtime),
      hourly_wage: money(row.wage),
      pay: money(row.pay),
      cash_tips: money(row.cash_tips),
      other_tips: money(row.other_tips),
      breaks_taken: count(row.breaks_taken),
      breaks_missed: count(row.breaks_missed),
    };
  });
  const sums = {
    regular: entries.map((one) => one.regular_hours),
    overtime: entries.map((one) => one.overtime_hours),
    pay: entries.map((one) => one.pay),
    tips: entries.map((one) => sum([one.cash_tips, one.other_tips])),
  };
  const footing = (displayed: (column: keyof typeof sums) => string) =>
    (Object.keys(sums) as (keyof typeof sums)[]).map((one) => byFooting(sums[one], displayed(one)));
  const complete = whole(
    'The list of time entries',
    [
      byCount(entries.length, stated),
      ...footing((column) => sum(seen.map(({ cells }) => amount(cells[column])))),
    ],
    footing((column) => totals?.[column] ?? ''),
  );
  return { time_zone: zone, entries: entries.filter(({ date }) => isWithin(date, wanted)), complete };
}

export async function updateEntries(
  report: LegacyReport,
  period: Period,
  employee: string | undefined,
): Promise<Filtered> {
  await chooseEmployee(report.page, employee);
  const { shown, more } = await report.update(period);
  return { shown, zone: zoneOf(more, employee) };
}
