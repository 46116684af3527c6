import { addMonths } from '../data/months.ts';
import type { TreeLine } from '../data/trees.ts';
import { isDebit } from '../data/trees.ts';
import { money } from '../web/format.ts';
import type { Books } from './books.ts';
import type { CellValue } from './workbook.ts';

export const trialHeadings = ['Forward Balance', 'Debit', 'Credit', 'Ending Balance'];

/** Every account that is posted to, debits positive; its total comes to nothing. */
export function trialBalance(
  lines: readonly TreeLine[],
  books: Books,
  from: string,
  to: string,
): CellValue[][] {
  const eve = addMonths(from, -1);
  const rows = lines.map(({ name, account = '' }) => {
    const side = isDebit(account) ? 1 : -1;
    const isOfYear = /^[46]/.test(account);
    const year = `${from.slice(0, 4)}-01`;
    // The year of the first month is the one that is not closed.
    const forward =
      side * (isOfYear ? books.moved(account, year, eve) : closedBefore(books, account, year, eve));
    const moves = books.months(account, from, to).map((amount) => side * amount);
    const debit = moves.filter((one) => one > 0).reduce((sum, one) => sum + one, 0);
    const credit = -moves.filter((one) => one < 0).reduce((sum, one) => sum + one, 0);
    return { name, amounts: [forward, debit, credit, forward + debit - credit] };
  });
  const totals = [0, 1, 2, 3].map((at) => rows.reduce((sum, { amounts }) => sum + amounts[at]!, 0));
  return [...rows.map(({ name, amounts }) => [name, ...amounts.map(money)]), ['Total', ...totals.map(money)]];
}

/** What an account of the balance sheet stood at before the period, with the earnings of the years before it. */
function closedBefore(books: Books, account: string, year: string, eve: string): number {
  return books.balance(account, year) - books.moved(account, year, year) + books.moved(account, year, eve);
}
