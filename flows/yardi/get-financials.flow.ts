/** Runs a financial statement, the way an accountant does it: Financial Analytics, then the workbook from the report monitor. */
import { z } from 'zod';
import { completeness, decimal, defineFlow, InvalidInput } from 'sidedoor-mcp';
import { yardi } from './app.ts';
import { financialKinds } from './financial-kinds.ts';
import type { FinancialReport } from './financial-kinds.ts';
import { month, property } from './inputs.ts';
import { assertSame, readFinancials } from './read-financials.ts';

const reports = Object.keys(financialKinds) as [FinancialReport, ...FinancialReport[]];

export default defineFlow({
  app: yardi,
  name: 'get_financials',
  title: 'Month-end financials',
  description: 'Financial statement of one property, every line with its level.',
  effect: 'read',
  input: z.object({
    property: property(),
    report: z.enum(reports).default('income_statement').describe('Kind'),
    book: z.enum(['Accrual', 'Cash']).default('Accrual').describe('Book'),
    tree: z
      .string()
      .regex(/^\w{1,20}$/)
      .optional()
      .describe('Default by report; e.g. ysi_cf: cash flow'),
    from: month(),
    to: month().describe('YYYY-MM, the last one'),
  }),
  example: { property: 'dock', from: '2026-10', to: '2026-10' },
  output: z.object({
    property: z.string(),
    report: z.string(),
    period: z.string(),
    book: z.string(),
    tree: z.string(),
    columns: z.array(z.string()),
    rows: z.array(
      z.object({
        name: z.string(),
        depth: z.int(),
        kind: z.enum(['group', 'account', 'total']),
        amounts: z.array(decimal().nullable()).describe('As the columns; null where the report says N/A'),
      }),
    ),
    complete: completeness(),
  }),
  timeout: 400,

  async run({ page, input, step }) {
    const { from, to } = input;
    if (from > to) throw new InvalidInput(`The period ends before it begins: ${from} to ${to}.`);
    const kind = financialKinds[input.report];
    const asked = { ...input, tree: input.tree ?? kind.tree, kind };
    const { renamed, ...statement } = await step('run the report', () => readFinancials(page, asked));
    if (renamed === 'Year to Date')
      await step('see by a report from January that a column is the year to date', async () => {
        const { rows } = await readFinancials(page, { ...asked, from: `${to.slice(0, 4)}-01` });
        assertSame({ rows: statement.rows, column: 1 }, { rows, column: 0 });
      });
    if (renamed === 'Annual')
      await step("see by the year's budget that a column is the annual one", async () => {
        const year = { kind: financialKinds.twelve_month_budget, to: `${to.slice(0, 4)}-12` };
        const { rows } = await readFinancials(page, { ...asked, ...year });
        assertSame({ rows: statement.rows, column: -1 }, { rows, column: -1 });
      });
    return statement;
  },
});
