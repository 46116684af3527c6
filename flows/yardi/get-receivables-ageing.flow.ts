/** Ages what residents owe, the way a manager does it under Receivable Analytics. */
import { z } from 'zod';
import { completeness, decimal, defineFlow, LayoutChanged, screenDate } from 'sidedoor-mcp';
import { readAgeing } from './ageing-file.ts';
import { yardi } from './app.ts';
import { property } from './inputs.ts';
import { fillReceivables } from './pages/receivables-filter.page.ts';
import { readReport } from './read-report.ts';
import { textOf } from './report-rows.ts';
import type { Row } from './report-rows.ts';

const columns = {
  property: 'Property',
  unit: 'Unit',
  resident: 'Resident',
  name: 'Name',
  status: 'Status',
  days_0_30: '0-30 Owed',
  days_31_60: '31-60 Owed',
  days_61_90: '61-90 Owed',
  days_over_90: 'Over 90 Owed',
  prepaid: 'Pre- payments',
  total: 'Total Owed',
} as const;
const amounts = ['days_0_30', 'days_31_60', 'days_61_90', 'days_over_90', 'prepaid', 'total'] as const;

/** @throws LayoutChanged unless the report is about these statuses, in whatever order. */
function assertStatuses(sheet: Row[], statuses: string[]): void {
  const line = sheet.map(([cell]) => textOf(cell)).find((text) => text.startsWith('Status = ')) ?? '';
  const shown = line.replace('Status = ', '').split(', ').toSorted().join(', ');
  const wanted = statuses.length === 0 ? 'All' : [...new Set(statuses)].toSorted().join(', ');
  if (shown !== wanted) throw new LayoutChanged(`The ageing is of the statuses "${shown}", not "${wanted}".`);
}

export default defineFlow({
  app: yardi,
  name: 'get_receivables_ageing',
  title: 'Aged receivables',
  description: 'What residents of one property owe on a day, by age; prepayments are negative.',
  effect: 'read',
  input: z.object({
    property: property(),
    as_of: z.iso.date().describe('The day'),
    statuses: z.array(z.string().min(1)).default([]).describe('e.g. "Notice"; default: all'),
  }),
  example: { property: 'dock', as_of: '2026-11-01' },
  output: z.object({
    property: z.string(),
    as_of: z.iso.date(),
    residents: z.array(
      z.object({
        property: z.string(),
        unit: z.string(),
        resident: z.string(),
        name: z.string(),
        status: z.string(),
        days_0_30: decimal(),
        days_31_60: decimal(),
        days_61_90: decimal(),
        days_over_90: decimal(),
        prepaid: decimal(),
        total: decimal(),
      }),
    ),
    total: decimal(),
    complete: completeness(),
  }),
  timeout: 400,

  run: ({ page, input: { property: code, as_of, statuses }, step }) =>
    step('run the report', () =>
      readReport({
        ask: () => fillReceivables(page, code, as_of, statuses),
        read(sheet, name) {
          const label = `${name} (${code})`;
          const asOf = `Age As Of = ${screenDate(as_of, 'mdy', '/')}`;
          const { rows, total, whole } = readAgeing(sheet, {
            says: ['Financial Aged Receivable', label, asOf],
            columns,
            split: 2,
            amounts,
            parts: amounts.slice(0, -1),
            whole: 'total',
            property: code,
          });
          assertStatuses(sheet, statuses);
          return { property: label, as_of, residents: rows, total, complete: whole };
        },
      }),
    ),
});
