import type { Page } from 'playwright';
import { byCount, InvalidInput, LayoutChanged, NotFound } from 'sidedoor-mcp';
import { readReport } from './headings.ts';
import { LegacyReport } from './legacy-report.page.ts';
import { count, whole } from './reading.ts';
import { updateEntries } from './time-entries.page.ts';
import { localTime } from './values.ts';

interface Wanted {
  /** "Last, First". */
  employee: string;
  /** Business date. */
  date: string;
  /** Its start, "2026-11-19T16:15", where there are several. */
  started?: string | undefined;
}

/**
 * The number of an employee's time entry.
 *
 * @throws NotFound; InvalidInput that lists the entries of that day when there are several.
 */
export async function findEntry(page: Page, restaurant: string, wanted: Wanted): Promise<string> {
  const { employee, date, started } = wanted;
  const report = await LegacyReport.open(page, 'labor#labor-time-entries', 'Time Entries', restaurant);
  const { shown } = await updateEntries(report, { from: date, to: date }, employee);
  if (shown.from !== shown.to)
    throw new LayoutChanged(`The time entries are of ${shown.from} to ${shown.to}, not of ${date}.`);
  const stated = count(await report.stated('No time entries'));
  const { rows } = await readReport(page, {
    name: 'the time entries',
    headings: '#time-entries-table thead th',
    rows: '#time-entries-table tr.row',
    columns: { employee: 'Employee', in: 'In Date' },
  });
  whole('The list of time entries', [byCount(rows.length, stated)]);
  const entries = rows.map(({ cells, links }) => ({ start: localTime(cells.in), link: links.employee }));
  const found = started ? entries.filter(({ start }) => start.startsWith(started)) : entries;
  const starts = entries.map(({ start }) => start.slice(0, 16)).join(', ') || 'none';
  if (found.length === 0)
    throw new NotFound(`${employee} has no such time entry on ${date}; there are: ${starts}.`);
  if (found.length > 1)
    throw new InvalidInput(`${employee} has several time entries on ${date}: ${starts}.`, {
      hint: 'Name one by "started".',
    });
  const [, number] = /\/timeentries\/(\w+)$/.exec(new URL(found[0]!.link ?? page.url()).pathname) ?? [];
  if (number === undefined) throw new LayoutChanged('A time entry has no link to where it is edited.');
  return number;
}
