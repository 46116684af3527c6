import { invoiceTotal } from '../data/records.ts';
import type { Appointment, Job } from '../data/records.ts';
import { addDays } from '../data/days.ts';
import { timeZone } from '../data/vocabulary.ts';
import { gridOf } from '../grid.ts';
import type { GridPage, GridRequest } from '../grid.ts';
import { longDate, money, shortDate } from '../text.ts';
import type { World } from '../world.ts';
import { customerOf } from './lists.ts';

export interface ReportRequest {
  from: string;
  to: string;
  units: string[];
  status: string;
  timeZone: string;
}

interface Made {
  columns: string[];
  rows: string[][];
  totals: string[];
}

export const reports: readonly { id: number; name: string; category: string; hasStatus?: true }[] = [
  { id: 1001, name: 'Technician Performance', category: 'Technicians' },
  { id: 1002, name: 'AR Detail by Date', category: 'Accounting', hasStatus: true },
  { id: 1003, name: 'Timesheets', category: 'Payroll' },
];

/** The day on which work ended, by the zone of the report: the evening here is tomorrow in UTC. */
function dayOf({ day, to }: Appointment, zone: string): string {
  return zone === 'UTC' && to + 360 >= 1440 ? addDays(day, 1) : day;
}

export function makeReport(world: World, id: number, wanted: ReportRequest) {
  const { switches } = world;
  const report = reports.find((one) => one.id === id);
  if (!report) return undefined;
  const zone = switches.utcReports ? 'UTC' : wanted.timeZone || timeZone;
  const ignored = switches.filterIgnored || switches.filterDropped;
  const request = { ...wanted, timeZone: zone, units: ignored ? [] : wanted.units };
  const made = makers[id]?.(world, request) ?? { columns: [], rows: [], totals: [] };
  const said = switches.filterDropped ? wanted.units : request.units;
  const applied = [
    `Date: ${longDate(wanted.from)} – ${longDate(wanted.to)}`,
    `Business Unit: ${said.length > 0 ? said.join(', ') : 'All'}`,
    ...(report.hasStatus ? [`Status: ${wanted.status}`] : []),
    `Time Zone: ${zone}`,
  ].join(' | ');
  return { report, applied, ...made, totals: switches.brokenTotals ? broken(made.totals) : made.totals };
}

export function reportPage(world: World, made: Made, wanted: GridRequest): GridPage {
  return gridOf(made.columns, made.rows, wanted, world.switches, made.totals);
}

export function toCsv({ columns, rows, totals }: Made): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [columns, ...rows, totals].map((line) => line.map(cell).join(',')).join('\r\n');
}

const makers: Record<number, (world: World, request: ReportRequest) => Made> = {
  1001: technicianPerformance,
  1002: receivables,
  1003: timesheets,
};

function worked({ records }: World, { from, to, units, timeZone: zone }: ReportRequest) {
  return records.jobs
    .filter(({ unit }) => units.length === 0 || units.includes(unit))
    .flatMap((job) => job.appointments.map((appointment) => ({ job, appointment })))
    .filter(({ appointment }) => appointment.status === 'Done')
    .map((one) => ({ ...one, day: dayOf(one.appointment, zone) }))
    .filter(({ day }) => day >= from && day <= to);
}

function technicianPerformance(world: World, request: ReportRequest): Made {
  const done = worked(world, request);
  const people = world.records.technicians.filter(
    ({ unit }) => request.units.length === 0 || request.units.includes(unit),
  );
  const none = world.switches.noDataAsZero ? '0' : '—';
  const figures = people.map(({ name, unit }) => {
    const own = done.filter(({ appointment }) => appointment.technicians[0] === name).map(({ job }) => job);
    const revenue = own.reduce((sum, job) => sum + invoiceTotal(job.invoice), 0);
    const won = own.filter((job) => invoiceTotal(job.invoice) >= 60_000).length;
    return { name, unit, jobs: own.length, revenue, won };
  });
  return {
    columns: [
      'Technician',
      'Business Unit',
      'Completed Jobs',
      'Completed Revenue',
      'Opportunities',
      'Conversion Rate',
    ],
    rows: figures.map(({ name, unit, jobs, revenue, won }) => [
      name,
      unit,
      jobs > 0 ? String(jobs) : none,
      jobs > 0 ? money(revenue) : none,
      jobs > 0 ? String(jobs) : none,
      jobs > 0 ? `${((won / jobs) * 100).toFixed(1)}%` : none,
    ]),
    totals: totalsOf(figures),
  };
}

function totalsOf(figures: { jobs: number; revenue: number; won: number }[]): string[] {
  const add = (name: 'jobs' | 'revenue' | 'won') => figures.reduce((sum, one) => sum + one[name], 0);
  const jobs = add('jobs');
  const rate = jobs > 0 ? `${((add('won') / jobs) * 100).toFixed(1)}%` : '—';
  return ['Total', '', String(jobs), money(add('revenue')), String(jobs), rate];
}

function receivables({ records }: World, { from, to, units, status }: ReportRequest): Made {
  const wanted = (job: Job) =>
    status === 'All' ||
    job.invoice.status === 'Exported' ||
    (status === 'Posted & Exported' && job.invoice.status === 'Posted');
  const found = records.jobs.filter(
    (job) =>
      job.invoice.items.length > 0 &&
      job.invoice.day >= from &&
      job.invoice.day <= to &&
      (units.length === 0 || units.includes(job.unit)) &&
      wanted(job),
  );
  const sums = found.map((job) => {
    const total = invoiceTotal(job.invoice);
    return { total, balance: total - job.invoice.paid };
  });
  return {
    columns: ['Invoice #', 'Invoice Date', 'Customer', 'Business Unit', 'Status', 'Total', 'Balance'],
    rows: found.map((job, at) => [
      String(job.invoice.number),
      shortDate(job.invoice.day),
      customerOf(records, job)?.name ?? '',
      job.unit,
      job.invoice.status,
      money(sums[at]?.total ?? 0),
      money(sums[at]?.balance ?? 0),
    ]),
    totals: [
      'Total',
      '',
      '',
      '',
      '',
      money(sums.reduce((sum, { total }) => sum + total, 0)),
      money(sums.reduce((sum, { balance }) => sum + balance, 0)),
    ],
  };
}

function timesheets(world: World, request: ReportRequest): Made {
  const lines = worked(world, request).flatMap(({ job, appointment, day }) =>
    appointment.technicians.map((name) => ({
      name,
      job,
      day,
      hours: (appointment.to - appointment.from) / 60,
    })),
  );
  return {
    columns: ['Technician', 'Business Unit', 'Date', 'Job #', 'Hours'],
    rows: lines.map(({ name, job, day, hours }) => [
      name,
      job.unit,
      shortDate(day),
      String(job.number),
      hours.toFixed(2),
    ]),
    totals: ['Total', '', '', '', lines.reduce((sum, { hours }) => sum + hours, 0).toFixed(2)],
  };
}

/** The last figure is off. */
function broken(totals: string[]): string[] {
  const at = totals.findLastIndex((text) => /\d/.test(text) && !text.endsWith('%'));
  return totals.map((text, index) =>
    index === at ? text.replace(/\d/, (digit) => String((+digit % 9) + 1)) : text,
  );
}
