import { noticeOf } from './flow/standing.ts';
import type { Notices } from './journal/notices.ts';
import type { Log } from './log.ts';
import type { Account } from './session/account.ts';

/**
 * What the users of an account should read before they rely on it: answered to the first who asks, and to nobody after.
 * Never throws: who cannot be told still gets his answer.
 */
export class FirstNotice {
  readonly #accounts: Map<string, Account>;
  readonly #notices: Notices;
  readonly #log: Log;

  constructor(accounts: Map<string, Account>, notices: Notices, log: Log) {
    this.#accounts = accounts;
    this.#notices = notices;
    this.#log = log;
  }

  async take(name: string): Promise<string | undefined> {
    const account = this.#accounts.get(name);
    const notice = account && noticeOf(account.app);
    if (notice === undefined) return undefined;
    try {
      if (!(await this.#notices.claim(name, notice))) return undefined;
      this.#log.warn({ account: name, notice }, 'first use of this account');
      return notice;
    } catch (error) {
      this.#log.warn({ account: name, err: error }, 'a notice could not be told');
      return undefined;
    }
  }
}
