import { addMonths } from '../../replicas/yardi/data/months.ts';
import type { Records } from '../../replicas/yardi/data/records.ts';
import { trees } from '../../replicas/yardi/data/trees.ts';
import { dollars } from './yardi-expected.ts';

/** What `get_financials` should answer, worked out from what was posted and not from reports. All but `complete`. */

type Report = keyof typeof titles;

interface Asked {
  property: string;
  report?: Report;
  book: 'Accrual' | 'Cash';
  tree?: string;
  /** YYYY-MM. */
  from: string;
  to: string;
}

const titles = {
  income_statement: 'Income Statement',
  balance_sheet: 'Balance Sheet',
  trial_balance: 'Trial Balance',
  budget_comparison: 'Budget Comparison (with PTD)',
  twelve_months: '12 Month Statement',
  twelve_month_budget: '12 Month Budget',
};
const usual: Partial<Record<Report, string>> = { balance_sheet: 'ysi_bs', trial_balance: 'ysi_tb' };

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const nameOf = (month: string) => `${names[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
const twelve = (to: string) => Array.from({ length: 12 }, (_, n) => addMonths(to, n - 11));
const add = (cents: number[]) => cents.reduce((sum, one) => sum + one, 0);

export function expectedFinancials(records: Records, asked: Asked) {
  const { property, book, from, to, report = 'income_statement' } = asked;
  const tree = asked.tree ?? usual[report] ?? 'ysi_is';
  const rows =
    report === 'trial_balance'
      ? trialRows(records, asked)
      : treeRows(tree, columnsOf(records, { ...asked, report }, tree), report === 'budget_comparison');
  const columns = {
    income_statement: ['Period to Date', 'Year to Date'],
    balance_sheet: ['Current Balance'],
    trial_balance: ['Forward Balance', 'Debit', 'Credit', 'Ending Balance'],
    budget_comparison: [
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
    twelve_months: [...twelve(to).map(nameOf), 'Total'],
    twelve_month_budget: [...twelve(to).map(nameOf), 'Total'],
  }[report];
  return {
    property: `${records.properties.find(({ code }) => code === property)?.name} (${property})`,
    report: titles[report],
    period: from === to ? nameOf(from) : `${nameOf(from)}-${nameOf(to)}`,
    book,
    tree,
    columns,
    rows,
  };
}

const within = (from: string, to: string) => (one: { month: string }) => one.month >= from && one.month <= to;
const bookOf = ({ gl }: Records, { property, book }: Asked) =>
  gl.filter((one) => one.property === property && one.book === book);
const of = (all: { account: string; amount: number }[], account: string) =>
  add(all.filter((one) => one.account === account).map(({ amount }) => amount));
const profit = (all: { account: string; amount: number }[]) =>
  add(all.map(({ account, amount }) => ({ '4': amount, '6': -amount })[account[0]!] ?? 0));

type Figure = (account: string) => number;

function columnsOf(records: Records, asked: Asked & { report: Report }, tree: string): Figure[] {
  const { property, report, from, to } = asked;
  const posted = bookOf(records, asked);
  const planned = records.budgets.filter((one) => one.property === property);
  const year = to.slice(0, 4);
  const moved =
    (first: string, last: string): Figure =>
    (account) => {
      const sum = of(posted.filter(within(first, last)), account);
      return tree === 'ysi_cf' && account.startsWith('1') ? -sum : sum;
    };
  const budget =
    (first: string, last: string): Figure =>
    (account) =>
      of(planned.filter(within(first, last)), account);
  if (report === 'balance_sheet')
    return [
      (account) => {
        const earned = (test: (month: string) => boolean) =>
          profit(posted.filter(({ month }) => test(month)));
        if (account === '3950-0000') return earned((month) => month.startsWith(year) && month <= to);
        const sum = of(posted.filter(within('', to)), account);
        return account === '3900-0000' ? sum + earned((month) => month < `${year}-01`) : sum;
      },
    ];
  if (report === 'budget_comparison')
    return [
      moved(from, to),
      budget(from, to),
      moved(`${year}-01`, to),
      budget(`${year}-01`, to),
      budget(`${year}-01`, `${year}-12`),
    ];
  const figure = report === 'twelve_month_budget' ? budget : moved;
  if (report === 'income_statement') return [figure(from, to), figure(`${year}-01`, to)];
  const months = twelve(to);
  return [...months.map((month) => figure(month, month)), figure(months[0]!, to)];
}

function treeRows(tree: string, columns: Figure[], compares: boolean) {
  const { lines } = trees[tree]!;
  const below = (group: string) => {
    const at = lines.findIndex(({ name }) => name === group);
    const end = lines.findIndex(({ name }) => name === `TOTAL ${group}`);
    return lines.slice(at, end).flatMap(({ account }) => account ?? []);
  };
  const sums = (accounts: string[]) => columns.map((figure) => add(accounts.map(figure)));
  const minus = (one: number[], other: number[]) => one.map((cents, at) => cents - other[at]!);
  let isExpense = false;
  return lines.map(({ name, depth, account, total }) => {
    if (name === 'EXPENSES') isExpense = true;
    if (account === undefined && total === undefined) return { name, depth, kind: 'group', amounts: [] };
    const net = () => minus(sums(below('INCOME')), sums(below('EXPENSES')));
    const amounts =
      account !== undefined
        ? sums([account])
        : total === 'group'
          ? sums(below(name.slice('TOTAL '.length)))
          : total === 'net'
            ? net()
            : net().map((cents, at) => cents + sums(below('ADJUSTMENTS'))[at]!);
    const shown = compares ? compared(amounts, isExpense && total !== 'net') : amounts.map(dollars);
    return { name, depth, kind: account === undefined ? 'total' : 'account', amounts: shown };
  });
}

function compared(
  [period = 0, planned = 0, toDate = 0, plannedToDate = 0, annual = 0]: number[],
  isExpense: boolean,
) {
  const beside = (actual: number, budget: number) => {
    const variance = isExpense ? budget - actual : actual - budget;
    const percent = budget === 0 ? null : dollars(Math.round((variance / Math.abs(budget)) * 10_000));
    return [dollars(actual), dollars(budget), dollars(variance), percent];
  };
  return [...beside(period, planned), ...beside(toDate, plannedToDate), dollars(annual)];
}

function trialRows(records: Records, asked: Asked) {
  const { from, to } = asked;
  const posted = bookOf(records, asked);
  const year = from.slice(0, 4);
  const accounts = trees['ysi_tb']!.lines.map(({ name, account = '' }) => {
    const side = /^[16]/.test(account) ? 1 : -1;
    const isOfYear = /^[46]/.test(account);
    const past = posted.filter(({ month }) => month < from && (!isOfYear || month >= `${year}-01`));
    const closed = account === '3900-0000' ? profit(posted.filter(({ month }) => month < `${year}-01`)) : 0;
    const forward = side * (of(past, account) + closed);
    const moves = posted
      .filter(within(from, to))
      .filter((one) => one.account === account)
      .map(({ amount }) => side * amount);
    const debit = add(moves.filter((cents) => cents > 0));
    const credit = -add(moves.filter((cents) => cents < 0));
    return { name, cents: [forward, debit, credit, forward + debit - credit] };
  });
  const rows = accounts.map(({ name, cents }) => ({ name, kind: 'account', cents }));
  const total = [0, 1, 2, 3].map((at) => add(accounts.map(({ cents }) => cents[at]!)));
  return [...rows, { name: 'Total', kind: 'total', cents: total }].map(({ name, kind, cents }) => ({
    name,
    depth: 0,
    kind,
    amounts: cents.map((one) => dollars(one === 0 ? 0 : one)),
  }));
}
