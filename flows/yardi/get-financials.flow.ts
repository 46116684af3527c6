/** Runs a financial statement, the way an accountant does it: Financial Analytics, then the workbook from the report monitor. */
import { z } from 'zod';
import { byAll, completeness, decimal, defineFlow, InvalidInput } from 'sidedoor-mcp';
import { yardi } from './app.ts';
import { month, property } from './inputs.ts';
import { FinancialFilter } from './pages/financial-filter.page.ts';
import { runReport } from './pages/report.ts';
import { assertSays, belowHeadings, monthName, ofProperty } from './report-rows.ts';
import { footsAcross, readStatement } from './statement-rows.ts';

const titles = { income_statement: 'Income Statement', twelve_months: '12 Month Statement' } as const;

export default defineFlow({
  app: yardi,
  name: 'get_financials',
  title: 'Month-end financials',
  description:
    'Income statement or 12-month statement of one property, every line with its level. Takes a minute.',
  effect: 'read',
  input: z.object({
    property: property(),
    report: z
      .enum(['income_statement', 'twelve_months'])
      .default('income_statement')
      .describe('Which statement'),
    book: z.enum(['Accrual', 'Cash']).default('Accrual').describe('Which book'),
    from: month(),
    to: month().describe('YYYY-MM; of twelve_months the last one'),
  }),
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
  timeout: 300,

  async run({ page, input, step }) {
    const { from, to, book } = input;
    if (from > to) throw new InvalidInput(`The period ends before it begins: ${from} to ${to}.`);
    const title = titles[input.report];
    const filter = await step('open the filter', () => FinancialFilter.open(page));
    const name = await step('fill it in', () => filter.fill({ ...input, title }));
    const sheet = await step('run the report', () => runReport(filter.content));
    const period = from === to ? monthName(from) : `${monthName(from)}-${monthName(to)}`;
    const yearly = input.report === 'twelve_months';
    const columns = yearly ? [...lastTwelve(to).map(monthName), 'Total'] : ['Period to Date', 'Year to Date'];
    const { above, body } = belowHeadings(sheet, ['', ...columns]);
    const label = ofProperty(name, input.property);
    assertSays(sheet, [label, title, `Period = ${period}`, `Book = ${book}; Tree = ysi_is`], above);
    const { rows, whole } = readStatement(body, columns.length);
    return {
      property: label,
      report: title,
      period,
      book,
      columns,
      rows,
      complete: yearly ? byAll(whole, footsAcross(rows)) : whole,
    };
  },
});

function lastTwelve(to: string): string[] {
  const end = Number(to.slice(0, 4)) * 12 + Number(to.slice(5)) - 1;
  return Array.from({ length: 12 }, (_, n) => {
    const at = end - 11 + n;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}
