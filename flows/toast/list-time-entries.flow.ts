/** Time entries with hours, pay and tips: the report page of the old generation, and its export. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { LegacyReport } from './pages/legacy-report.page.ts';
import { dates, periodOf } from './pages/period.ts';
import { readTimeEntries, updateEntries } from './pages/time-entries.page.ts';
import { inOneRestaurant } from './restaurant.ts';
import { about } from './schemas.ts';

export default defineFlow({
  app: toast,
  name: 'list_time_entries',
  title: 'Time entries',
  description: 'Shifts with hours, wage, pay, tips and breaks. Times are local.',
  effect: 'read',
  example: { from: '2026-11-19', to: '2026-11-19' },
  input: z.object({
    ...dates,
    employee: z.string().trim().min(1).optional().describe('"Last, First"; default: all'),
  }),
  output: z.object({
    ...about,
    employee: z.string().nullable(),
    time_zone: z.string(),
    entries: z.array(
      z.object({
        employee: z.string(),
        job: z.string(),
        date: z.iso.date(),
        in: z.string(),
        out: z.string().nullable(),
        regular_hours: decimal(),
        overtime_hours: decimal(),
        hourly_wage: decimal(),
        pay: decimal(),
        cash_tips: decimal(),
        other_tips: decimal(),
        breaks_taken: z.int(),
        breaks_missed: z.int(),
      }),
    ),
    complete: completeness(),
  }),
  timeout: 240,

  run({ page, input, step }) {
    const period = periodOf(input);
    const { employee } = input;
    return inOneRestaurant(page, async (restaurant) => {
      const report = await step('open the time entries', () =>
        LegacyReport.open(page, 'labor#labor-time-entries', 'Time Entries', restaurant),
      );
      const filtered = await step('fill in the filter', () => updateEntries(report, period, employee));
      const read = await step('export them', () => readTimeEntries(report, period, filtered, employee));
      return { restaurant, ...period, employee: employee ?? null, ...read };
    });
  },
});
