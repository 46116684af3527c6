import { incomeTree } from '../data/chart.ts';
import type { Records } from '../data/records.ts';
import { addMonths } from '../data/months.ts';
import { money, monthName } from '../web/format.ts';
import type { CellValue } from './workbook.ts';
import type { Sheet } from './sheet.ts';

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

/** `undefined` for a type that this replica has no figures for. */
export function financials(records: Records, order: FinancialOrder): Sheet | undefined {
  const { type, from, to, label, book, tree } = order;
  const sumOf = (account: string, first: string, last: string) =>
    records.gl
      .filter((one) => one.account === account && one.book === book && order.codes.includes(one.property))
      .filter(({ month }) => month >= first && month <= last)
      .reduce((sum, { amount }) => sum + amount, 0);
  const spans = spansOf(type, from, to);
  if (!spans) return undefined;
  const period = from === to ? monthName(from) : `${monthName(from)}-${monthName(to)}`;
  const title = financialTypes.find(([value]) => value === type)?.[1] ?? '';
  const rows = type === '1' ? trialBalance(spans, sumOf) : statement(spans, sumOf);
  return {
    title,
    name: title.replaceAll(' ', '_'),
    meta: [label, title, `Period = ${period}`, `Book = ${book}; Tree = ${tree}`],
    headings: [['', ...spans.map(({ name }) => name)]],
    body: rows.slice(0, -1),
    totals: rows.slice(-1),
    amountsAt: 1,
  };
}

interface Span {
  name: string;
  first: string;
  last: string;
}

function spansOf(type: string, from: string, to: string): Span[] | undefined {
  const year = `${to.slice(0, 4)}-01`;
  if (type === '1' || type === '3')
    return [
      { name: 'Period to Date', first: from, last: to },
      { name: 'Year to Date', first: year, last: to },
    ];
  if (type !== '5') return undefined;
  const months = Array.from({ length: 12 }, (_, n) => addMonths(to, n - 11));
  return [
    ...months.map((month) => ({ name: monthName(month), first: month, last: month })),
    { name: 'Total', first: months[0]!, last: to },
  ];
}

type SumOf = (account: string, first: string, last: string) => number;

function statement(spans: Span[], sumOf: SumOf): CellValue[][] {
  const groups: number[][] = [];
  const net = spans.map(() => 0);
  return incomeTree.map(({ name, depth, account, total }) => {
    const label = '   '.repeat(depth) + name;
    if (account !== undefined) {
      const amounts = spans.map(({ first, last }) => sumOf(account, first, last));
      amounts.forEach((amount, at) => {
        for (let level = 0; level < depth; level++) groups[level]![at]! += amount;
        net[at]! += account.startsWith('4') ? amount : -amount;
      });
      return [label, ...amounts.map(money)];
    }
    if (total === 'net') return [label, ...net.map(money)];
    if (total === 'group') return [label, ...groups[depth]!.map(money)];
    groups[depth] = spans.map(() => 0);
    return [label];
  });
}

function trialBalance(spans: Span[], sumOf: SumOf): CellValue[][] {
  const leaves = incomeTree.filter(({ account }) => account !== undefined);
  const amounts = leaves.map(({ account = '' }) =>
    spans.map(({ first, last }) => sumOf(account, first, last)),
  );
  const totals = spans.map((_, at) => amounts.reduce((sum, row) => sum + row[at]!, 0));
  return [...leaves.map(({ name }, n) => [name, ...amounts[n]!.map(money)]), ['Total', ...totals.map(money)]];
}
