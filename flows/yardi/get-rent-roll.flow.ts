/** Runs the rent roll with lease charges, the way a manager does it under Residential Analytics. */
import { z } from 'zod';
import { completeness, defineFlow } from 'sidedoor-mcp';
import { yardi } from './app.ts';
import { property } from './inputs.ts';
import { fillRentRoll } from './pages/residential-filter.page.ts';
import { readReport } from './read-report.ts';
import { readRentRoll, rentRollUnit } from './rent-roll-file.ts';

export default defineFlow({
  app: yardi,
  name: 'get_rent_roll',
  title: 'Rent roll',
  description:
    'Every unit of one property on a day: resident, each charge, deposits and balance; future residents too.',
  effect: 'read',
  input: z.object({ property: property(), as_of: z.iso.date().describe('The day') }),
  example: { property: 'dock', as_of: '2026-11-01' },
  output: z.object({
    property: z.string(),
    as_of: z.iso.date(),
    units: z.array(rentRollUnit()),
    complete: completeness(),
  }),
  timeout: 400,

  run: ({ page, input: { property: code, as_of }, step }) =>
    step('run the report', () =>
      readReport({
        ask: () => fillRentRoll(page, code, as_of),
        read(sheet, name) {
          const label = `${name} (${code})`;
          const { units, whole } = readRentRoll(sheet, label, as_of);
          return { property: label, as_of, units, complete: whole };
        },
      }),
    ),
});
