import type { Store } from '../journal/store.ts';
import { sessionKey } from './account.ts';
import type { Account } from './account.ts';

/**
 * Which sessions have a browser context open, in whichever process: so that everybody can tell live from parked. It is
 * for people to see, nothing goes by it.
 */
export class LiveContexts {
  readonly #store: Store;
  readonly #owner: string;
  readonly #isAlive: (owner: string) => boolean;

  constructor(store: Store, owner: string, isAlive: (owner: string) => boolean) {
    this.#store = store;
    this.#owner = owner;
    this.#isAlive = isAlive;
  }

  async opened(key: string): Promise<void> {
    for (const owner of await this.#owners([key])) {
      if (!this.#isAlive(owner))
        await this.#store.deleteFrom('contexts').where('owner', '=', owner).execute();
    }
    await this.#store
      .insertInto('contexts')
      .values({ key, owner: this.#owner })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async closed(key: string): Promise<void> {
    await this.#store
      .deleteFrom('contexts')
      .where('key', '=', key)
      .where('owner', '=', this.#owner)
      .execute();
  }

  /** Whether some living process has a context of the account. */
  async has(account: Account): Promise<boolean> {
    const keys = Array.from({ length: account.sessions }, (_, slot) => sessionKey(account, slot));
    return (await this.#owners(keys)).some(this.#isAlive);
  }

  async #owners(keys: string[]): Promise<string[]> {
    const rows = await this.#store
      .selectFrom('contexts')
      .select('owner')
      .distinct()
      .where('key', 'in', keys)
      .execute();
    return rows.map(({ owner }) => owner);
  }
}
