import { byFooting, LayoutChanged, sum } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { amountOf, textOf } from './report-rows.ts';
import type { Row } from './report-rows.ts';

interface Expense {
  account: string;
  account_name: string;
  amount: string;
  paid: string;
  unpaid: string;
}

/** Where a total of an account has its amounts. */
const places = { amount: 11, paid: 12, unpaid: 13 } as const;

/** Takes the totals of the accounts out of the rows; `prove` adds each up, from the rows that are left. */
export function takeSubtotals(sheet: Row[]) {
  const accountOf = (row: Row) => /^Total (\S+)$/.exec(textOf(row[0]).trim())?.[1];
  const subtotals = sheet.filter((row) => accountOf(row) !== undefined);
  const lines = sheet.filter((row) => accountOf(row) === undefined);
  const prove = (rows: readonly Expense[]) => {
    const codes = [...new Set(rows.map(({ account }) => account))];
    const of = (account: string) => rows.filter((row) => row.account === account);
    const proofs = codes.flatMap((code): Completeness[] => {
      const [total, ...others] = subtotals.filter((row) => accountOf(row) === code);
      if (others.length > 0) throw new LayoutChanged(`The account ${code} has two totals.`);
      if (!total) return [{ proven: false, because: `the account ${code} has no total below its invoices` }];
      return (['amount', 'paid', 'unpaid'] as const).map((column) =>
        byFooting(
          of(code).map((row) => row[column]),
          amountOf(total[places[column]]),
        ),
      );
    });
    // A total whose invoices are all missing.
    const stray = subtotals.map(accountOf).find((account) => account && !codes.includes(account));
    const failed =
      stray === undefined
        ? proofs.find(({ proven }) => !proven)
        : { proven: false, because: `the account ${stray} has a total and no invoices` };
    const accounts = codes.map((account) => ({
      account,
      name: of(account)[0]!.account_name,
      amount: sum(of(account).map(({ amount }) => amount)),
      paid: sum(of(account).map(({ paid }) => paid)),
      unpaid: sum(of(account).map(({ unpaid }) => unpaid)),
    }));
    return { accounts, whole: failed ?? { proven: true, because: `${codes.length} accounts add up` } };
  };
  return { lines, prove };
}
