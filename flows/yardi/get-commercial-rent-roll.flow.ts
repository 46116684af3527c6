/** Runs the commercial rent roll, the way a manager does it under Commercial Analytics. */
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { yardi } from './app.ts';
import { commercialLease, readCommercial } from './commercial-file.ts';
import { property } from './inputs.ts';
import { fillCommercial } from './pages/commercial-filter.page.ts';
import { readReport } from './read-report.ts';

export default defineFlow({
  app: yardi,
  name: 'get_commercial_rent_roll',
  title: 'Commercial rent roll',
  description: 'Shops and offices of one property on a day: each lease with its rents, and vacant suites.',
  effect: 'read',
  input: z.object({ property: property(), as_of: z.iso.date().describe('The day') }),
  example: { property: 'dock', as_of: '2026-11-01' },
  output: z.object({
    property: z.string(),
    as_of: z.iso.date(),
    leases: z.array(commercialLease()),
    total: z.object({
      area: decimal(),
      monthly_rent: decimal(),
      annual_rent: decimal(),
      security_deposit: decimal(),
      loc_amount: decimal(),
    }),
    complete: completeness(),
  }),
  timeout: 400,

  run: ({ page, input: { property: code, as_of }, step }) =>
    step('run the report', () =>
      readReport({
        ask: () => fillCommercial(page, code, as_of),
        read(sheet, name) {
          const label = `${name} (${code})`;
          const { leases, total, whole } = readCommercial(sheet, code, label, as_of);
          return { property: label, as_of, leases, total, complete: whole };
        },
      }),
    ),
});
