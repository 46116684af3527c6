import { sha256 } from './canonical.ts';
import type { Store } from './store.ts';

/** Remembers what the users of an account were told, so that each hears it once, whichever process tells it. */
export class Notices {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** True for whoever asks first: it is theirs to tell. */
  async claim(account: string, text: string): Promise<boolean> {
    const row = { account, digest: sha256(text), told_at: Date.now() };
    const { numInsertedOrUpdatedRows = 0n } = await this.#store
      .insertInto('notices')
      .values(row)
      .onConflict((conflict) => conflict.columns(['account', 'digest']).doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows > 0n;
  }
}
