import { randomBytes } from 'node:crypto';
import type { Store } from './store.ts';

/** A token is good for this long: who approves should have looked lately. Milliseconds. */
export const previewLifetime = 24 * 3_600_000;

/** What people and agents were shown before a write, by the token that lets them have it written. */
export class Previews {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async keep(writeId: string, shown: Record<string, unknown>): Promise<string> {
    const token = `pv_${randomBytes(12).toString('hex')}`;
    const row = { token, write_id: writeId, shown: JSON.stringify(shown), created_at: Date.now() };
    await this.#store.insertInto('previews').values(row).execute();
    return token;
  }

  /** Undefined when there is none, or its time is over. */
  async find(token: string): Promise<{ writeId: string; shown: Record<string, unknown> } | undefined> {
    const row = await this.#store
      .selectFrom('previews')
      .select(['write_id', 'shown'])
      .where('token', '=', token)
      .where('created_at', '>', Date.now() - previewLifetime)
      .executeTakeFirst();
    return row && { writeId: row.write_id, shown: JSON.parse(row.shown) as Record<string, unknown> };
  }
}
