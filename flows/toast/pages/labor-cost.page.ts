import type { Page } from 'playwright';
import { amount, byFooting, sum } from 'sidedoor-mcp';
import { labelled } from './card.ts';
import { readReport } from './headings.ts';
import { agree, whole } from './reading.ts';

const hours = ['regular_hours', 'overtime_hours', 'total_hours'] as const;
const costs = ['regular_cost', 'overtime_cost', 'total_cost'] as const;
const parts = [...hours, ...costs];

/** Reads the labor cost breakdown: the rows by job are proven by the card above them. */
export async function readLaborCost(page: Page) {
  const card = await labelled(page, 'Labor summary');
  const { rows, totals } = await readReport(page, {
    name: 'the labor cost by job',
    headings: '#labor-by-job thead th',
    rows: '#labor-by-job tr.row',
    totals: '#labor-by-job tr.totals',
    columns: {
      job: 'Job title',
      regular_hours: 'Regular hours',
      overtime_hours: 'Overtime hours',
      total_hours: 'Total hours',
      regular_cost: 'Regular cost',
      overtime_cost: 'Overtime cost',
      total_cost: 'Total cost',
    },
  });
  const jobs = rows.map(({ cells }) => ({
    job: cells.job,
    regular_hours: amount(cells.regular_hours),
    overtime_hours: amount(cells.overtime_hours),
    total_hours: amount(cells.total_hours),
    regular_cost: amount(cells.regular_cost),
    overtime_cost: amount(cells.overtime_cost),
    total_cost: amount(cells.total_cost),
  }));
  const column = (name: (typeof parts)[number]) => jobs.map((job) => job[name]);
  const [labor_cost, labor_hours] = [amount(card('Labor cost')), amount(card('Labor hours'))];
  const complete = whole(
    'The labor cost breakdown',
    [
      agree('hours by job', sum(column('total_hours')), labor_hours),
      agree('cost by job', sum(column('total_cost')), labor_cost),
      ...jobs.flatMap((job) => [
        agree(`hours of ${job.job}`, sum([job.regular_hours, job.overtime_hours]), job.total_hours),
        agree(`cost of ${job.job}`, sum([job.regular_cost, job.overtime_cost]), job.total_cost),
      ]),
    ].filter(({ proven }, n) => n < 2 || !proven),
    parts.map((name) => byFooting(column(name), totals?.[name] ?? '')),
  );
  return {
    net_sales: amount(card('Net sales')),
    labor_cost,
    labor_hours,
    labor_percent: orNull(card('Labor %').replace(/%$/, '')),
    sales_per_labor_hour: orNull(card('Sales per labor hour')),
    jobs,
    complete,
  };
}

/** A dash stands where nothing is divided. */
const orNull = (text: string) => (text === '–' ? null : amount(text));
