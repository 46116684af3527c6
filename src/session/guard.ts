import { AccountPaused } from '../errors.ts';
import type { Store } from '../journal/store.ts';

export interface SignInRecord {
  at: number;
  outcome: 'succeeded' | 'refused';
  says: string | null;
}

/**
 * Keeps a login from being locked: after a refused password nothing signs in again, in any process, until the secret
 * changes or a person resumes the account.
 */
export class Guard {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** @throws AccountPaused when the app refused this very secret before. */
  async check(account: string, secretVersion: string): Promise<void> {
    const row = await this.#store
      .selectFrom('sign_ins')
      .selectAll()
      .where('account', '=', account)
      .executeTakeFirst();
    if (row?.outcome === 'refused' && row.secret_version === secretVersion) throw paused(account, row.says);
  }

  async succeeded(account: string, secretVersion: string): Promise<void> {
    await this.#record(account, secretVersion, 'succeeded', null);
  }

  /** Records the refusal and answers the error to throw. */
  async refused(account: string, secretVersion: string, says: string | undefined): Promise<AccountPaused> {
    await this.#record(account, secretVersion, 'refused', says ?? null);
    return paused(account, says ?? null);
  }

  async resume(account: string): Promise<void> {
    await this.#store
      .deleteFrom('sign_ins')
      .where('account', '=', account)
      .where('outcome', '=', 'refused')
      .execute();
  }

  async last(account: string): Promise<SignInRecord | undefined> {
    return this.#store
      .selectFrom('sign_ins')
      .select(['at', 'outcome', 'says'])
      .where('account', '=', account)
      .executeTakeFirst();
  }

  async #record(
    account: string,
    secretVersion: string,
    outcome: SignInRecord['outcome'],
    says: string | null,
  ) {
    const row = { account, secret_version: secretVersion, at: Date.now(), outcome, says };
    await this.#store
      .insertInto('sign_ins')
      .values(row)
      .onConflict((conflict) => conflict.column('account').doUpdateSet(row))
      .execute();
  }
}

function paused(account: string, says: string | null): AccountPaused {
  const words = says ? `: "${says}"` : '';
  return new AccountPaused(
    `The application refused the sign-in of "${account}"${words}. It is paused, so that the login is not locked by trying again.`,
    {
      hint: `Do not call again. Ask the user to correct the password of "${account}"; if it was right, \`sidedoor accounts resume ${account}\` clears the pause.`,
    },
  );
}
