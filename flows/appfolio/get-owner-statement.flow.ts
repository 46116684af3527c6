/** Reads the statement that a property's owner gets, the way a clerk does it under Reporting → Owner Statement. */
import { z } from 'zod';
import { completeness, decimal, defineFlow, InvalidInput } from 'sidedoor-mcp';
import { appfolio } from './app.ts';
import { readStatement } from './pages/owner-statement.ts';

export default defineFlow({
  app: appfolio,
  name: 'get_owner_statement',
  title: 'Owner statement',
  description: 'Cash of one property in a period, from its beginning to its ending balance.',
  effect: 'read',
  example: { property: 'Alder Row', from: '2026-10-01', to: '2026-10-31' },
  input: z.object({
    property: z.string().min(1).describe('Name'),
    from: z.iso.date().describe('First day'),
    to: z.iso.date().describe('Last day'),
  }),
  output: z.object({
    beginning_balance: decimal(),
    ending_balance: decimal(),
    lines: z.array(
      z.object({
        date: z.iso.date(),
        who: z.string(),
        type: z.string(),
        reference: z.string().nullable(),
        description: z.string(),
        increase: decimal(),
        decrease: decimal(),
        balance: decimal(),
      }),
    ),
    complete: completeness(),
  }),
  timeout: 180,

  async run({ page, input, step }) {
    const { property, ...period } = input;
    if (period.from > period.to) throw new InvalidInput('The period ends before it begins.');
    const { statement, whole } = await step('run it and read it', () =>
      readStatement(page, property, period),
    );
    return { ...statement, complete: whole };
  },
});
