import type { Store } from '../journal/store.ts';
import { sealedPlace, sessionKey } from './account.ts';
import type { Account } from './account.ts';
import type { References } from '../secrets/references.ts';
import type { Seal } from '../secrets/seal.ts';
import type { SessionState } from './session.ts';

/** What is known of a session at rest. Times are epoch milliseconds. */
export interface SealedSession {
  slot: number;
  signedInAt: number;
  savedAt: number;
  /** False when it was sealed with another key or for another login: the next run signs in anew. */
  opens: boolean;
}

/**
 * The sessions of all accounts at rest. Every save raises the generation: whoever holds a live session of an older one
 * knows that another process has gone on with it, and starts from the saved state instead.
 */
export class SealedStates {
  readonly #store: Store;
  readonly #seal: Seal;
  readonly #references: References;

  constructor(store: Store, seal: Seal, references: References) {
    this.#store = store;
    this.#seal = seal;
    this.#references = references;
  }

  /** 0 when there is none. */
  async generation(account: Account, slot: number): Promise<number> {
    const row = await this.#store
      .selectFrom('sessions')
      .select('generation')
      .where('key', '=', sessionKey(account, slot))
      .executeTakeFirst();
    return row?.generation ?? 0;
  }

  /** Undefined when there is none, or it was sealed with another key or for another login. */
  async open(
    account: Account,
    slot: number,
  ): Promise<{ generation: number; state: SessionState } | undefined> {
    const row = await this.#store
      .selectFrom('sessions')
      .selectAll()
      .where('key', '=', sessionKey(account, slot))
      .executeTakeFirst();
    const text = row && this.#seal.open(row.sealed, sealedPlace(account, slot));
    return text === undefined
      ? undefined
      : { generation: row!.generation, state: JSON.parse(text) as SessionState };
  }

  /** Of each slot that has one. */
  async sealedSessions(account: Account): Promise<SealedSession[]> {
    const slots = Array.from({ length: account.sessions }, (_, slot) => slot);
    const rows = await this.#store
      .selectFrom('sessions')
      .selectAll()
      .where(
        'key',
        'in',
        slots.map((slot) => sessionKey(account, slot)),
      )
      .execute();
    return slots.flatMap((slot) => {
      const row = rows.find(({ key }) => key === sessionKey(account, slot));
      if (!row?.sealed) return [];
      const opens = this.#seal.open(row.sealed, sealedPlace(account, slot)) !== undefined;
      return [{ slot, signedInAt: row.signed_in_at, savedAt: row.saved_at, opens }];
    });
  }

  /**
   * Tells two values of an account's secret apart without telling either; what the guard remembers a refusal by.
   *
   * @throws InvalidInput when the secret is not set.
   */
  async secretVersion({ password }: Account): Promise<string> {
    return this.#seal.versionOf(await this.#references.resolve(password));
  }

  /** Drops a session that is known to be over. The generation goes on rising: an older live one is not taken for it. */
  async forget(account: Account, slot: number): Promise<void> {
    await this.#store
      .updateTable('sessions')
      .set((old) => ({ sealed: '', generation: old('generation', '+', 1) }))
      .where('key', '=', sessionKey(account, slot))
      .execute();
  }

  /** Answers the new generation. */
  async save(account: Account, slot: number, state: SessionState, signedIn: boolean): Promise<number> {
    const now = Date.now();
    const sealed = this.#seal.close(JSON.stringify(state), sealedPlace(account, slot));
    const { generation } = await this.#store
      .insertInto('sessions')
      .values({ key: sessionKey(account, slot), generation: 1, sealed, signed_in_at: now, saved_at: now })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((old) => ({
          generation: old('sessions.generation', '+', 1),
          sealed,
          saved_at: now,
          ...(signedIn && { signed_in_at: now }),
        })),
      )
      .returning('generation')
      .executeTakeFirstOrThrow();
    return Number(generation);
  }
}
