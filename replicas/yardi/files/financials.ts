import { addMonths } from '../data/months.ts';
import type { Records } from '../data/records.ts';
import { trees } from '../data/trees.ts';
import { money, monthName } from '../web/format.ts';
import { booksOf } from './books.ts';
import type { Books } from './books.ts';
import { budgetComparison, budgetHeadings } from './budget-comparison.ts';
import type { Sheet } from './sheet.ts';
import { statement } from './statement.ts';
import { trialBalance, trialHeadings } from './trial-balance.ts';
import type { CellValue } from './workbook.ts';

export interface FinancialOrder {
  codes: string[];
  label: string;
  type: string;
  book: string;
  tree: string;
  from: string;
  to: string;
}

export const financialTypes = [
  ['1', 'Trial Balance'],
  ['2', 'Balance Sheet'],
  ['3', 'Income Statement'],
  ['4', 'Budget Comparison (with PTD)'],
  ['5', '12 Month Statement'],
  ['8', '12 Month Budget'],
] as const;

/** `undefined` for a type that has no figures for a tree. */
export function financials(records: Records, order: FinancialOrder): Sheet | undefined {
  const { type, from, to, label, book, tree } = order;
  const table = tableOf(booksOf(records, order), order);
  if (!table) return undefined;
  const period = from === to ? monthName(from) : `${monthName(from)}-${monthName(to)}`;
  const title = financialTypes.find(([value]) => value === type)?.[1] ?? '';
  const { headings, rows } = table;
  return {
    title,
    name: title.replaceAll(' ', '_'),
    meta: [label, title, `Period = ${period}`, `Book = ${book}; Tree = ${tree}`],
    headings: [['', ...headings]],
    body: rows.slice(0, -1),
    totals: rows.slice(-1),
    amountsAt: 1,
  };
}

interface Table {
  headings: readonly string[];
  rows: CellValue[][];
}

/** Every type can be asked for with every tree; what has no meaning is refused, but the default report takes any. */
function tableOf(books: Books, { type, tree, from, to }: FinancialOrder): Table | undefined {
  const { lines = [] } = trees[tree] ?? {};
  const isFlow = tree === 'ysi_is' || tree === 'ysi_cf';
  const year = `${to.slice(0, 4)}-01`;
  const spread = (spans: Span[], figure: Books['moved']): Table => ({
    headings: spans.map(({ name }) => name),
    rows: statement(lines, (account) => spans.map(({ first, last }) => figure(account, first, last)), money),
  });
  const moved = tree === 'ysi_cf' ? books.flowed : books.moved;
  switch (type) {
    case '1':
      return { headings: trialHeadings, rows: trialBalance(trees['ysi_tb']!.lines, books, from, to) };
    case '2':
      if (tree !== 'ysi_bs') return undefined;
      return {
        headings: ['Current Balance'],
        rows: statement(lines, (account) => [books.balance(account, to)], money),
      };
    case '3':
      if (!isFlow) return undefined;
      return spread(
        [
          { name: 'Period to Date', first: from, last: to },
          { name: 'Year to Date', first: year, last: to },
        ],
        moved,
      );
    case '4':
      return tree === 'ysi_is'
        ? { headings: budgetHeadings, rows: budgetComparison(lines, books, from, to) }
        : undefined;
    case '5':
      return isFlow ? spread(twelveMonths(to), moved) : undefined;
    case '8':
      return tree === 'ysi_is' ? spread(twelveMonths(to), books.budgeted) : undefined;
    default:
      return undefined;
  }
}

interface Span {
  name: string;
  first: string;
  last: string;
}

function twelveMonths(to: string): Span[] {
  const months = Array.from({ length: 12 }, (_, n) => addMonths(to, n - 11));
  return [
    ...months.map((month) => ({ name: monthName(month), first: month, last: month })),
    { name: 'Total', first: months[0]!, last: to },
  ];
}
