import { agree, count, whole } from './reading.ts';
import { byCount, isoDateTime, LayoutChanged } from 'sidedoor-mcp';
import { readReport } from './headings.ts';
import type { LegacyReport } from './legacy-report.page.ts';
import type { Period } from './period.ts';

/** "8:12" and "1:02:07" → seconds. */
function duration(text: string): number {
  const [, hours = '0', minutes, seconds] = /^(?:(\d+):(?=\d\d:))?(\d{1,2}):(\d\d)$/.exec(text) ?? [];
  if (minutes === undefined)
    throw new LayoutChanged(`"${text.slice(0, 40)}" stands where a duration should be.`);
  return (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
}

const instant = (local: string) => Date.parse(`${local}Z`) / 1000;

/** Reads the kitchen details: one ticket at one station each. */
export async function readKitchen(report: LegacyReport, wanted: Period, shown: Period) {
  // Only the day of firing is shown, and behind midnight it is not the business date: so the dates must be the report's own.
  report.assertOnly(wanted, shown);
  const stated = count(await report.stated('No tickets'));
  const { rows, totals } = await readReport(report.page, {
    name: 'the kitchen details',
    headings: '#kitchen-details-table thead th',
    rows: '#kitchen-details-table tr.row',
    totals: '#kitchen-details-table tr.totals',
    columns: {
      check: 'Check #',
      table: 'Table',
      server: 'Server',
      station: 'Station',
      fired: 'Fired Date',
      fulfilled: 'Fulfilled Date',
      time: 'Fulfillment Time',
    },
  });
  const tickets = rows.map(({ cells }) => ({
    check: cells.check,
    table: cells.table === '' ? null : cells.table,
    server: cells.server,
    station: cells.station,
    fired: isoDateTime(cells.fired, 'mdy'),
    fulfilled: cells.fulfilled === '' ? null : isoDateTime(cells.fulfilled, 'mdy'),
    seconds: cells.time === '' ? null : duration(cells.time),
  }));
  const taken = tickets.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
  const average = Math.round(taken.reduce((all, one) => all + one, 0) / Math.max(1, taken.length));
  const complete = whole(
    'The list of kitchen tickets',
    [
      byCount(tickets.length, stated),
      ...tickets
        .filter(({ fulfilled }) => fulfilled !== null)
        .map(({ check, fired, fulfilled, seconds }) =>
          agree(`the time of check ${check}`, String(instant(fulfilled!) - instant(fired)), String(seconds)),
        )
        .filter(({ proven }) => !proven),
    ],
    [agree('the average time in seconds', String(average), String(duration(totals?.time ?? '')))],
  );
  return { tickets, average_seconds: average, complete };
}
