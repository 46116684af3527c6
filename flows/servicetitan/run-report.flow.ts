/** Runs a saved report, the way the office does it: Reports → the report → filters → Run Report. */
import { z } from 'zod';
import { completeness, defineFlow } from 'sidedoor-mcp';
import { servicetitan } from './app.ts';
import { names } from './inputs.ts';
import { ReportPage } from './pages/report.page.ts';
import { typed } from './typed-cell.ts';

export default defineFlow({
  app: servicetitan,
  name: 'run_report',
  title: 'Run a report',
  description:
    'Runs a saved report (technician performance, AR detail, timesheets) for a period. Rates are decimals, "0.625"; null is ' +
    'no data, and where zero_or_no_data is true a 0 may be either.',
  effect: 'read',
  example: { report: 'Technician Performance', from: '2026-11-09', to: '2026-11-20' },
  input: z.object({
    report: z.string().min(1).describe('Name or number'),
    from: z.iso.date().describe('First day'),
    to: z.iso.date().describe('Last day'),
    business_units: names().describe('None: all'),
    status: z
      .enum(['Posted & Exported', 'Exported', 'All'])
      .optional()
      .describe('Of invoices, where the report asks'),
  }),
  output: z.object({
    report: z.string(),
    applied: z.string(),
    rows: z.array(z.record(z.string(), z.string().nullable())),
    totals: z.record(z.string(), z.string().nullable()),
    zero_or_no_data: z.boolean(),
    complete: completeness(),
  }),
  timeout: 240,

  async run({ page, input: { report, from, to, business_units: units = [], status }, step }) {
    const form = await step('open the report', () => ReportPage.open(page, report));
    const made = await step('run it', () => form.run({ from, to, units, status }));
    const rows = made.rows.map(typed);
    // A vendor fact: a 0 cannot be told from no data.
    const hasZero = made.rows.some((row) => Object.values(row).some((cell) => /^\$?0(\.0+)?%?$/.test(cell)));
    const hasNone = rows.some((row) => Object.values(row).includes(null));
    return {
      report: form.name,
      applied: made.applied.join(' | '),
      rows,
      totals: typed(made.totals ?? {}),
      zero_or_no_data: hasZero && !hasNone,
      complete: made.whole,
    };
  },
});
