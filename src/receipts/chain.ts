import type { Kysely, Transaction } from 'kysely';
import type { Schema } from '../journal/schema.ts';
import type { Store } from '../journal/store.ts';

/** A row of the chain. It says that the files are in place. */
export interface Link {
  number: number;
  run_id: string;
  /** SHA-256 of the receipt's file, in hex. */
  digest: string;
}

export type ChainTransaction = Transaction<Schema>;

/** The rows of the chain. One append at a time, over all processes of a store. */
export class Chain {
  readonly #store: Kysely<Schema>;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Whoever else wants to append waits until the work has ended. What it adds is kept if it succeeds. */
  locked<T>(work: (tx: ChainTransaction) => Promise<T>): Promise<T> {
    return this.#store.transaction().execute(async (tx) => {
      // First a write, if of nothing: it takes the write lock, so that what is read below holds until the end.
      await tx.deleteFrom('receipts').where('number', '=', 0).execute();
      return work(tx);
    });
  }

  ofRun(runId: string, on: Kysely<Schema> = this.#store): Promise<Link | undefined> {
    return on.selectFrom('receipts').selectAll().where('run_id', '=', runId).executeTakeFirst();
  }

  last(on: Kysely<Schema> = this.#store): Promise<Link | undefined> {
    return on.selectFrom('receipts').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst();
  }

  async add(link: Link, tx: ChainTransaction): Promise<void> {
    await tx.insertInto('receipts').values(link).execute();
  }
}
