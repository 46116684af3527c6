/** Runs a financial statement, the way an accountant does it: Financial Analytics, then the workbook from the report monitor. */
import { z } from 'zod';
import { completeness, decimal, defineFlow, InvalidInput } from 'sidedoor-mcp';
import { yardi } from './app.ts';
import { month, property } from './inputs.ts';
import { assertSame, readFinancials, titles } from './read-financials.ts';

export default defineFlow({
  app: yardi,
  name: 'get_financials',
  title: 'Month-end financials',
  description: 'Income statement or 12-month statement of one property, every line with its level.',
  effect: 'read',
  input: z.object({
    property: property(),
    report: z.enum(['income_statement', 'twelve_months']).default('income_statement').describe('Kind'),
    book: z.enum(['Accrual', 'Cash']).default('Accrual').describe('Basis'),
    from: month(),
    to: month().describe('YYYY-MM; of twelve_months the last one'),
  }),
  example: { property: 'dock', from: '2026-10', to: '2026-10' },
  output: z.object({
    property: z.string(),
    report: z.string(),
    period: z.string(),
    book: z.string(),
    columns: z.array(z.string()),
    rows: z.array(
      z.object({
        name: z.string(),
        depth: z.int(),
        kind: z.enum(['group', 'account', 'total']),
        amounts: z.array(decimal()),
      }),
    ),
    complete: completeness(),
  }),
  timeout: 400,

  async run({ page, input, step }) {
    const { from, to, report } = input;
    if (from > to) throw new InvalidInput(`The period ends before it begins: ${from} to ${to}.`);
    const wanted = { ...input, title: titles[report] };
    const { renamed, ...statement } = await step('run the report', () => readFinancials(page, wanted));
    if (renamed === 'Year to Date')
      await step('see by a report from January that a column is the year to date', async () => {
        const january = `${to.slice(0, 4)}-01`;
        const { rows } = await readFinancials(page, { ...wanted, from: january });
        assertSame(statement.rows, 1, rows);
      });
    return statement;
  },
});
