import { Interrupted } from '../errors.ts';
import type { Store } from '../journal/store.ts';
import type { Presence } from './presence.ts';

/**
 * The queue of every account over all processes of a store: a table of tickets, first come, first served. Whoever
 * has no older ticket before him takes a free slot; a unique index makes two holders of one slot impossible in data.
 */
export class Tickets {
  readonly #store: Store;
  readonly #presence: Presence;

  readonly #beforeBurial: () => Promise<void>;

  /** `beforeBurial`: writes down what became of the runs of the dead. After it their places are somebody else's. */
  constructor(store: Store, presence: Presence, beforeBurial: () => Promise<void> = nothing) {
    this.#store = store;
    this.#presence = presence;
    this.#beforeBurial = beforeBurial;
  }

  /** Aborts when this process has lost its tickets, and whatever they gave it. */
  get held(): AbortSignal {
    return this.#presence.held;
  }

  /** Settles when tickets of this process count. */
  ready(): Promise<void> {
    return this.#presence.ready();
  }

  /** Draws a ticket and answers its number. */
  async draw(account: string, runId: string): Promise<number> {
    const { id } = await this.#store
      .insertInto('tickets')
      .values({ account, owner: this.#presence.id, run_id: runId, created_at: Date.now() })
      .returning('id')
      .executeTakeFirstOrThrow();
    return Number(id);
  }

  /**
   * Takes a slot if it is this ticket's turn; undefined while it is not. Waiting tickets of this very process do not
   * count: the lane's p-queue has put them in order already, and two orders could wait for each other.
   *
   * @throws Interrupted when the ticket is gone: given back by whoever left the queue, or taken from a process that was
   * not heard of.
   */
  async take(account: string, ticket: number, slots: number): Promise<number | undefined> {
    const ahead = await this.#ahead(account, ticket);
    const before = ahead.filter(({ slot, owner }) => slot !== null || owner !== this.#presence.id);
    if (before.length >= slots) return undefined;
    const taken = new Set(before.map(({ slot }) => slot));
    for (let slot = 0; slot < slots; slot++) {
      if (taken.has(slot)) continue;
      try {
        const { numUpdatedRows } = await this.#store
          .updateTable('tickets')
          .set({ slot })
          .where('id', '=', ticket)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) throw new Interrupted('Its place in the queue is gone.');
        return slot;
      } catch (error) {
        if (!isTaken(error)) throw error;
      }
    }
    return undefined;
  }

  /** How many are before this ticket, running ones included. */
  async place(account: string, ticket: number): Promise<number> {
    return (await this.#ahead(account, ticket)).length;
  }

  /** How many of an account run and how many wait, over all living processes. */
  async length(account: string): Promise<{ running: number; waiting: number }> {
    const rows = await this.#store
      .selectFrom('tickets')
      .select(['slot', 'owner'])
      .where('account', '=', account)
      .execute();
    const living = await this.#living(rows.map(({ owner }) => owner));
    const alive = rows.filter(({ owner }) => living.has(owner));
    const running = alive.filter(({ slot }) => slot !== null).length;
    return { running, waiting: alive.length - running };
  }

  async giveBack(ticket: number): Promise<void> {
    await this.#store.deleteFrom('tickets').where('id', '=', ticket).execute();
  }

  /** Gives back whatever this process has drawn for a run in a lane. */
  async giveBackOf(account: string, runId: string): Promise<void> {
    await this.#store
      .deleteFrom('tickets')
      .where('account', '=', account)
      .where('owner', '=', this.#presence.id)
      .where('run_id', '=', runId)
      .execute();
  }

  /**
   * Takes the dead out of an account's queue. Their browsers died with them, or were stopped. Their runs are over first: in
   * the journal, too, no two runs ever have one lane.
   */
  async clearDead(account: string): Promise<void> {
    const owners = await this.#store
      .selectFrom('tickets')
      .select('owner')
      .distinct()
      .where('account', '=', account)
      .execute();
    for (const { owner } of owners) {
      if (await this.#presence.isAlive(owner)) continue;
      await this.#beforeBurial();
      await this.#store.deleteFrom('tickets').where('owner', '=', owner).execute();
      await this.#presence.bury(owner);
    }
  }

  async #living(owners: string[]): Promise<Set<string>> {
    const living = new Set<string>();
    for (const owner of new Set(owners)) if (await this.#presence.isAlive(owner)) living.add(owner);
    return living;
  }

  #ahead(account: string, ticket: number): Promise<{ slot: number | null; owner: string }[]> {
    return this.#store
      .selectFrom('tickets')
      .select(['slot', 'owner'])
      .where('account', '=', account)
      .where((where) => where.or([where('id', '<', ticket), where('slot', 'is not', null)]))
      .where('id', '!=', ticket)
      .execute();
  }
}

const nothing = () => Promise.resolve();

/** The unique index spoke, in the words of SQLite or PostgreSQL. */
function isTaken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /UNIQUE constraint/i.test(error.message) || (error as NodeJS.ErrnoException).code === '23505';
}
