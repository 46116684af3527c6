import { incomeTree } from './chart.ts';

/** A line of a financial report, in order. `total` is what a line without an account comes to. */
export interface TreeLine {
  name: string;
  /** 0 is the outermost. */
  depth: number;
  account?: string;
  /** Of the group above it, of income less expenses, or of that and the adjustments. */
  total?: 'group' | 'net' | 'flow';
}

/** Of a year that is not closed yet: never posted to. */
export const earnings = '3950-0000';
export const retained = '3900-0000';

const balanceTree: readonly TreeLine[] = [
  { name: 'ASSETS', depth: 0 },
  { name: 'CURRENT ASSETS', depth: 1 },
  { name: 'Cash - Operating', depth: 2, account: '1110-0000' },
  { name: 'Accounts Receivable', depth: 2, account: '1210-0000' },
  { name: 'Prepaid Insurance', depth: 2, account: '1310-0000' },
  { name: 'TOTAL CURRENT ASSETS', depth: 1, total: 'group' },
  { name: 'FIXED ASSETS', depth: 1 },
  { name: 'Building', depth: 2, account: '1510-0000' },
  { name: 'Accumulated Depreciation', depth: 2, account: '1590-0000' },
  { name: 'TOTAL FIXED ASSETS', depth: 1, total: 'group' },
  { name: 'TOTAL ASSETS', depth: 0, total: 'group' },
  { name: 'LIABILITIES & CAPITAL', depth: 0 },
  { name: 'LIABILITIES', depth: 1 },
  { name: 'Accounts Payable', depth: 2, account: '2110-0000' },
  { name: 'Security Deposits', depth: 2, account: '2210-0000' },
  { name: 'Mortgage Payable', depth: 2, account: '2510-0000' },
  { name: 'TOTAL LIABILITIES', depth: 1, total: 'group' },
  { name: 'CAPITAL', depth: 1 },
  { name: 'Owner Contributions', depth: 2, account: '3110-0000' },
  { name: 'Owner Distributions', depth: 2, account: '3210-0000' },
  { name: 'Retained Earnings', depth: 2, account: retained },
  { name: 'Current Year Earnings', depth: 2, account: earnings },
  { name: 'TOTAL CAPITAL', depth: 1, total: 'group' },
  { name: 'TOTAL LIABILITIES & CAPITAL', depth: 0, total: 'group' },
];

/** What moved cash without being income or an expense. */
const adjusting = ['1210-0000', '1310-0000', '2110-0000', '2210-0000', '2510-0000', '3110-0000', '3210-0000'];

const cashFlowTree: readonly TreeLine[] = [
  ...incomeTree,
  { name: 'ADJUSTMENTS', depth: 0 },
  ...balanceTree
    .filter(({ account = '' }) => adjusting.includes(account))
    .map((line) => ({ ...line, depth: 1 })),
  { name: 'TOTAL ADJUSTMENTS', depth: 0, total: 'group' },
  { name: 'CASH FLOW', depth: 0, total: 'flow' },
];

const trialTree: readonly TreeLine[] = [...balanceTree, ...incomeTree].filter(
  ({ account }) => account !== undefined && account !== earnings,
);

/** The trees by their codes, each with the name that its lookup shows. */
export const trees: Readonly<Record<string, { name: string; lines: readonly TreeLine[] }>> = {
  ysi_is: { name: 'Income Statement', lines: incomeTree },
  ysi_bs: { name: 'Balance Sheet', lines: balanceTree },
  ysi_cf: { name: 'Cash Flow', lines: cashFlowTree },
  ysi_tb: { name: 'Trial Balance', lines: trialTree },
};

/** Whether an account grows by what is debited to it. */
export const isDebit = (account: string) => /^[16]/.test(account);
