import { setTimeout as sleep } from 'node:timers/promises';
import type { Turns } from '../browser/held-documents.ts';
import type { Account } from './account.ts';

/** The bookings of page loads, over all processes. */
export interface LoadBook {
  /** Books the account's next page load and answers how long to hold it back, milliseconds. */
  bookLoad(account: Account): Promise<number>;
  /** Takes note of a page load that is not held back. */
  noteLoad(account: Account): Promise<void>;
}

/** Lets the page loads of a session through with the account's gap between them. */
export class PageTurns implements Turns {
  /** True while a sign-in goes on: its pages are not held back, because a one-time code would run out on its way. */
  isOpen = false;
  readonly #account: Account;
  readonly #book: LoadBook;

  constructor(account: Account, book: LoadBook) {
    this.#account = account;
    this.#book = book;
  }

  turn = async (): Promise<void> => {
    if (this.isOpen) return this.#book.noteLoad(this.#account);
    const time = await this.#book.bookLoad(this.#account);
    if (time > 0) await sleep(time, undefined, { ref: false });
  };

  passed = (): void => {
    this.#book.noteLoad(this.#account).catch(() => undefined);
  };
}
