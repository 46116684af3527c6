import type { TreeLine } from '../data/trees.ts';
import { money } from '../web/format.ts';
import type { Books } from './books.ts';
import { worked } from './statement.ts';
import type { CellValue } from './workbook.ts';

export const budgetHeadings = [
  'PTD Actual',
  'PTD Budget',
  'Variance',
  '% Var',
  'YTD Actual',
  'YTD Budget',
  'Variance',
  '% Var',
  'Annual',
];

/** Actual figures beside those of the budget; a variance is positive where it is to the owner's advantage. */
export function budgetComparison(
  lines: readonly TreeLine[],
  books: Books,
  from: string,
  to: string,
): CellValue[][] {
  const year = to.slice(0, 4);
  const figures = (account: string) => [
    books.moved(account, from, to),
    books.budgeted(account, from, to),
    books.moved(account, `${year}-01`, to),
    books.budgeted(account, `${year}-01`, to),
    books.budgeted(account, `${year}-01`, `${year}-12`),
  ];
  const all = worked(lines, figures);
  const expenses = all.findIndex(({ name }) => name === 'EXPENSES');
  return all.map(({ name, depth, total, amounts }, at) => {
    const label = '   '.repeat(depth) + name;
    if (amounts.length === 0) return [label];
    const side = at > expenses && total !== 'net' ? -1 : 1;
    const [period = 0, planned = 0, toDate = 0, plannedToDate = 0, annual = 0] = amounts;
    return [label, ...beside(period, planned, side), ...beside(toDate, plannedToDate, side), money(annual)];
  });
}

function beside(actual: number, budget: number, side: number): CellValue[] {
  const variance = (actual - budget) * side;
  const percent = budget === 0 ? 'N/A' : money(Math.round((variance / Math.abs(budget)) * 10_000));
  return [money(actual), money(budget), money(variance), percent];
}
