import type { Store } from '../journal/store.ts';
import type { Presence } from '../queue/presence.ts';
import { sessionKey } from './account.ts';
import type { Account } from './account.ts';

/**
 * Which sessions have a browser context open, in whichever process: so that everybody can tell live from parked. It is
 * for people to see, nothing goes by it.
 */
export class LiveContexts {
  readonly #store: Store;
  readonly #presence: Pick<Presence, 'id' | 'isAlive'>;

  constructor(store: Store, presence: Pick<Presence, 'id' | 'isAlive'>) {
    this.#store = store;
    this.#presence = presence;
  }

  async opened(key: string): Promise<void> {
    for (const owner of await this.#owners([key])) {
      if (!(await this.#presence.isAlive(owner)))
        await this.#store.deleteFrom('contexts').where('owner', '=', owner).execute();
    }
    await this.#store
      .insertInto('contexts')
      .values({ key, owner: this.#presence.id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async closed(key: string): Promise<void> {
    await this.#store
      .deleteFrom('contexts')
      .where('key', '=', key)
      .where('owner', '=', this.#presence.id)
      .execute();
  }

  /** Whether some living process has a context of the account. */
  async has(account: Account): Promise<boolean> {
    const keys = Array.from({ length: account.sessions }, (_, slot) => sessionKey(account, slot));
    for (const owner of await this.#owners(keys)) if (await this.#presence.isAlive(owner)) return true;
    return false;
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
