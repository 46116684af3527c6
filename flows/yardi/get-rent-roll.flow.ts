/** Runs the rent roll with lease charges, the way a manager does it under Residential Analytics. */
import { z } from 'zod';
import { completeness, defineFlow } from 'sidedoor-mcp';
import { yardi } from './app.ts';
import { property } from './inputs.ts';
import { ResidentialFilter } from './pages/residential-filter.page.ts';
import { runReport } from './pages/report.ts';
import { readRentRoll, rentRollUnit } from './rent-roll-file.ts';

export default defineFlow({
  app: yardi,
  name: 'get_rent_roll',
  title: 'Rent roll',
  description:
    'Who lives in each unit of one property on a day, with each charge, deposits and balance; vacant units and future residents too. Takes a minute.',
  effect: 'read',
  input: z.object({ property: property(), as_of: z.iso.date().describe('The day') }),
  output: z.object({
    property: z.string(),
    as_of: z.iso.date(),
    units: z.array(rentRollUnit()),
    complete: completeness(),
  }),
  timeout: 300,

  async run({ page, input, step }) {
    const filter = await step('open the filter', () => ResidentialFilter.open(page));
    const name = await step('fill it in', () => filter.fill(input.property, input.as_of));
    const sheet = await step('run the report', () => runReport(filter.content));
    const label = `${name} (${input.property})`;
    const { units, whole } = readRentRoll(sheet, label, input.as_of);
    return { property: label, as_of: input.as_of, units, complete: whole };
  },
});
