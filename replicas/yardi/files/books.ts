import { addMonths } from '../data/months.ts';
import type { Records } from '../data/records.ts';
import { earnings, isDebit, retained } from '../data/trees.ts';

/** Figures of an account in whole cents, from one month to another, each as its own side of the books counts it. */
export interface Books {
  moved: (account: string, first: string, last: string) => number;
  /** Likewise, as cash felt it. */
  flowed: (account: string, first: string, last: string) => number;
  budgeted: (account: string, first: string, last: string) => number;
  /** At the end of a month. What was earned is retained when its year is over. */
  balance: (account: string, last: string) => number;
  /** Of each month. */
  months: (account: string, first: string, last: string) => number[];
}

const before = '0000-00';

export function booksOf({ gl, budgets }: Records, { codes, book }: { codes: string[]; book: string }): Books {
  const sumOf = (from: readonly { amount: number }[]) => from.reduce((sum, { amount }) => sum + amount, 0);
  const posted = gl.filter((one) => one.book === book && codes.includes(one.property));
  const within = (account: string, first: string, last: string) =>
    posted.filter((one) => one.account === account && one.month >= first && one.month <= last);
  const moved = (account: string, first: string, last: string) => sumOf(within(account, first, last));
  const earned = (first: string, last: string) =>
    posted
      .filter(({ account, month }) => /^[46]/.test(account) && month >= first && month <= last)
      .reduce((sum, { account, amount }) => sum + (isDebit(account) ? -amount : amount), 0);
  return {
    moved,
    flowed: (account, first, last) => moved(account, first, last) * (account.startsWith('1') ? -1 : 1),
    budgeted: (account, first, last) =>
      sumOf(
        budgets.filter(
          (one) =>
            one.account === account &&
            codes.includes(one.property) &&
            one.month >= first &&
            one.month <= last,
        ),
      ),
    balance(account, last) {
      const year = `${last.slice(0, 4)}-01`;
      if (account === earnings) return earned(year, last);
      return moved(account, before, last) + (account === retained ? earned(before, addMonths(year, -1)) : 0);
    },
    months: (account, first, last) => within(account, first, last).map(({ amount }) => amount),
  };
}
