/** Runs the rent roll, the way a clerk does it: Reports → Rent Roll, then the file from the Report Monitor. */
import { z } from 'zod';
import { completeness, defineFlow } from 'sidedoor-mcp';
import { harbor } from './app.ts';
import { RentRollForm } from './pages/rent-roll.page.ts';
import { ReportMonitor } from './pages/report-monitor.page.ts';
import { readRentRoll, rentRollUnit } from './rent-roll-file.ts';

export default defineFlow({
  app: harbor,
  name: 'run_rent_roll',
  title: 'Rent roll',
  description:
    'Who lives in each unit on a day, rent, deposit, lease and balance; vacant units too. Takes up to two minutes.',
  effect: 'read',
  input: z.object({
    as_of: z.iso.date().describe('The day'),
    building: z.string().min(1).optional().describe('Code or name, e.g. HBR; leave out for all'),
  }),
  example: { as_of: '2026-11-01', building: 'HBR' },
  output: z.object({
    as_of: z.iso.date(),
    currency: z.string(),
    units: z.array(rentRollUnit()),
    complete: completeness(),
  }),
  key: ['building', 'unit'],
  timeout: 180,

  async run({ page, input, step }) {
    const form = await step('open the rent roll', () => RentRollForm.open(page));
    const report = await step('queue the report', () => form.submit(input.as_of, input.building));
    const monitor = await step('open the report monitor', () => ReportMonitor.open(page));
    const file = await step('wait for the report', () => monitor.collect(report.number));
    const { currency, units, whole } = await step('read the file', async () =>
      readRentRoll(file, report.criteria),
    );
    return { as_of: input.as_of, currency, units, complete: whole };
  },
});
