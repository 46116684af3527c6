import type { Page } from 'playwright';
import type { Search } from './only-one.ts';
import type { Side } from './sides.ts';
import { TransactionListPage } from './transaction-list.page.ts';
import type { Transaction } from './transaction.ts';

/** The notes of a transaction that carries a mark: what the clerk wants there, and the mark on a line of its own. */
export function notesWithMark(notes: string | undefined, mark: string): string {
  return notes === undefined || notes.trim() === '' ? mark : `${notes.trim()}\n${mark}`;
}

/** Transactions of any date with the mark in their notes: AR or AP → Reports → Transactions. */
export async function markedTransactions(page: Page, side: Side, mark: string): Promise<Search<Transaction>> {
  const { transactions, complete } = await new TransactionListPage(page, side).all({ notes: mark });
  return { found: transactions, complete };
}
