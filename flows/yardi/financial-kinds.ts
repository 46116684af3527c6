import { sum } from 'sidedoor-mcp';
import { monthName } from './report-rows.ts';
import type { Ending } from './statement-proof.ts';

/** Amounts of a row; nothing where the report says "N/A". */
export type Amounts = (string | null)[];

export interface FinancialKind {
  /** As the list of report types has it. */
  title: string;
  /** What it is usually made of. */
  tree: string;
  columns: (to: string) => string[];
  /** Places of the columns that add up, top to bottom; all when not given. */
  footed?: number[];
  /** What holds in every row by itself. */
  holds?: (amounts: Amounts) => boolean;
  /** Columns whose heading may be another one, by what proves them: each row, or another report. */
  byRow?: boolean;
  byReport?: string;
}

const lastTwelve = (to: string) => {
  const end = Number(to.slice(0, 4)) * 12 + Number(to.slice(5)) - 1;
  return Array.from({ length: 12 }, (_, n) => {
    const at = end - 11 + n;
    return monthName(`${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`);
  });
};

const difference = (one: string | null = '0', other: string | null = '0') =>
  sum([one ?? '0', negative(other ?? '0')]);
const negative = (value: string) => (value.startsWith('-') ? value.slice(1) : `-${value}`);

/** To whose advantage it is depends on the account, so a variance may have either sign; its percentage is of the budget. */
function varies([actual, budget, variance, percent]: Amounts): boolean {
  const apart = difference(actual, budget);
  if (variance !== apart && variance !== difference(budget, actual)) return false;
  if (percent === null) return Number(budget) === 0;
  return Math.abs(Number(percent) - (Number(variance) / Math.abs(Number(budget))) * 100) < 0.006;
}

const twelve: Pick<FinancialKind, 'columns' | 'holds' | 'byRow'> = {
  columns: (to) => [...lastTwelve(to), 'Total'],
  holds: (amounts) => sum(amounts.slice(0, -1).map((one) => one ?? '0')) === amounts.at(-1),
  byRow: true,
};

export const financialKinds = {
  income_statement: {
    title: 'Income Statement',
    tree: 'ysi_is',
    columns: () => ['Period to Date', 'Year to Date'],
    byReport: 'Year to Date',
  },
  balance_sheet: { title: 'Balance Sheet', tree: 'ysi_bs', columns: () => ['Current Balance'] },
  trial_balance: {
    title: 'Trial Balance',
    tree: 'ysi_tb',
    columns: () => ['Forward Balance', 'Debit', 'Credit', 'Ending Balance'],
    holds: ([forward = '0', debit = '0', credit = '0', ending]) =>
      sum([forward ?? '0', difference(debit, credit)]) === ending,
    byRow: true,
  },
  budget_comparison: {
    title: 'Budget Comparison (with PTD)',
    tree: 'ysi_is',
    columns: () => [
      'PTD Actual',
      'PTD Budget',
      'Variance',
      '% Var',
      'YTD Actual',
      'YTD Budget',
      'Variance',
      '% Var',
      'Annual',
    ],
    footed: [0, 1, 4, 5, 8],
    holds: (amounts) => varies(amounts.slice(0, 4)) && varies(amounts.slice(4, 8)),
    byReport: 'Annual',
  },
  twelve_months: { title: '12 Month Statement', tree: 'ysi_is', ...twelve },
  twelve_month_budget: { title: '12 Month Budget', tree: 'ysi_is', ...twelve },
} as const satisfies Record<string, FinancialKind>;

export type FinancialReport = keyof typeof financialKinds;

/** How a tree ends; of a client's own nothing is known. */
export const endings: Readonly<Record<string, Ending>> = {
  ysi_is: 'net',
  ysi_cf: 'flow',
  ysi_bs: 'balance',
  ysi_tb: 'total',
};
