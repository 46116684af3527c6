import { Random } from '../../random.ts';
import { incomeTree, ranges } from './chart.ts';
import { addMonths } from './months.ts';
import type { Records } from './records.ts';
import { isDebit } from './trees.ts';

/** What each property began with, in whole dollars; the owner brought the rest. */
const opening = {
  '1110-0000': 40_000,
  '1210-0000': 3_000,
  '1310-0000': 6_000,
  '1510-0000': 900_000,
  '1590-0000': -120_000,
  '2110-0000': 5_000,
  '2210-0000': 12_000,
  '2510-0000': 500_000,
  '3900-0000': 60_000,
};

/** Lowest and highest movement of a month, in whole dollars; cash takes what is left of it and of the net income. */
const movements: [account: string, low: number, high: number][] = [
  ['1210-0000', -600, 900],
  ['1310-0000', -500, 500],
  ['2110-0000', -700, 900],
  ['2210-0000', -400, 600],
  ['2510-0000', -2_100, -1_700],
  ['3210-0000', -9_000, -3_000],
];

/** In the cash book nobody owes anything yet. */
const isAccrued = (account: string) => account === '1210-0000' || account === '2110-0000';

/** Adds to the income and expenses of `months` all that makes balanced books of them, and a budget for each whole year. */
export function seedBooks(records: Records, months: string[], seed: number): void {
  const random = new Random(seed + 1);
  const first = months[0]!;
  for (const { code: property } of records.properties) {
    for (const book of ['Accrual', 'Cash'] as const) {
      const post = (account: string, month: string, amount: number) =>
        records.gl.push({ property, book, account, month, amount });
      const kept = (account: string) => book === 'Accrual' || !isAccrued(account);
      let brought = 0;
      for (const [account, dollars] of Object.entries(opening)) {
        if (!kept(account)) continue;
        post(account, addMonths(first, -1), dollars * 100);
        brought += isDebit(account) ? dollars : -dollars;
      }
      post('3110-0000', addMonths(first, -1), brought * 100);
      for (const month of months) {
        let cash = netOf(records, property, book, month);
        for (const [account, low, high] of movements) {
          const amount = kept(account) ? random.between(low * 100, high * 100) : 0;
          post(account, month, amount);
          cash += isDebit(account) ? -amount : amount;
        }
        post('1110-0000', month, cash);
      }
    }
    seedBudget(records, property, months, random);
  }
}

function seedBudget(records: Records, property: string, months: string[], random: Random): void {
  const last = `${months.at(-1)!.slice(0, 4)}-12`;
  for (const { account } of incomeTree) {
    if (account === undefined) continue;
    const [low, high] = ranges[account]!;
    // Some accounts have none: then there is no percentage either.
    const budgeted = account === '4530-0000' ? 0 : random.between(low, high) * 100;
    for (let month = `${months[0]!.slice(0, 4)}-01`; month <= last; month = addMonths(month, 1))
      records.budgets.push({ property, account, month, amount: budgeted });
  }
}

function netOf({ gl }: Records, property: string, book: string, month: string): number {
  return gl
    .filter((one) => one.property === property && one.book === book && one.month === month)
    .reduce((sum, { account, amount }) => {
      if (account.startsWith('4')) return sum + amount;
      return account.startsWith('6') ? sum - amount : sum;
    }, 0);
}
