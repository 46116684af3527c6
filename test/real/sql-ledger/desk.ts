import type { Browser } from 'playwright';
import { expect } from 'vitest';
import { launchBrowser } from '../../support/page.ts';
import { Books } from './books.ts';
import { Clerk } from './clerk.ts';
import { startSqlLedger } from './start.ts';
import type { Login, SqlLedger } from './start.ts';

/** The real application, its books, and clerks who write into them; `close` leaves nothing of them. */
export class Desk {
  readonly ledger: SqlLedger;
  readonly books: Books;
  readonly #browser: Browser;
  readonly #clerks = new Map<Login, Clerk>();
  #marks = 0;

  private constructor(ledger: SqlLedger, books: Books, browser: Browser) {
    this.ledger = ledger;
    this.books = books;
    this.#browser = browser;
  }

  static async open(): Promise<Desk> {
    const ledger = await startSqlLedger();
    try {
      return new Desk(ledger, await Books.open(ledger.pgPort), await launchBrowser());
    } catch (error) {
      await ledger.stop();
      throw error;
    }
  }

  /** Signed in once, and again only after somebody else signed in as the same user. */
  async as(login: Login): Promise<Clerk> {
    const clerk = this.#clerks.get(login) ?? (await Clerk.signIn(this.#browser, this.ledger, login));
    this.#clerks.set(login, clerk);
    return clerk;
  }

  newMark(): string {
    this.#marks += 1;
    return `SD-TEST${String(this.#marks).padStart(4, '0')}`;
  }

  /** Does a write that must add these rows to these tables, and none to any other. */
  async adding<T>(rows: Record<string, number>, write: () => Promise<T>): Promise<T> {
    const before = await this.books.counts();
    const output = await write();
    const after = await this.books.counts();
    const added = Object.keys(after).map((table) => [table, (after[table] ?? 0) - (before[table] ?? 0)]);
    expect(Object.fromEntries(added.filter(([, count]) => count !== 0))).toEqual(rows);
    return output;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.books.close();
    await this.ledger.stop();
  }
}
