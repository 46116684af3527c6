import type { Kysely, Transaction } from 'kysely';
import { alone } from '../alone.ts';
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

const columns = ['number', 'run_id', 'digest'] as const;

/** The rows of one folder's chain. One append at a time, over all processes and all chains of a store. */
export class Chain {
  readonly #store: Kysely<Schema>;
  readonly #name: string;

  /** `name`: of a folder that is one of several; '' for the only one of an embedded store. */
  constructor(store: Store, name: string) {
    this.#store = store;
    this.#name = name;
  }

  /** Whoever else wants to append waits until the work has ended. What it adds is kept if it succeeds. */
  locked<T>(work: (tx: ChainTransaction) => Promise<T>): Promise<T> {
    return alone(this.#store, 'receipts', work);
  }

  /** In this chain. */
  ofRun(runId: string): Promise<Link | undefined> {
    return this.#links(this.#store).where('run_id', '=', runId).executeTakeFirst();
  }

  /** In this chain or, where other hosts have theirs, in one of those. */
  inAny(runId: string, on: Kysely<Schema>): Promise<Link | undefined> {
    return on.selectFrom('receipts').select(columns).where('run_id', '=', runId).executeTakeFirst();
  }

  last(on: Kysely<Schema> = this.#store): Promise<Link | undefined> {
    return this.#links(on).orderBy('number', 'desc').limit(1).executeTakeFirst();
  }

  async add(link: Link, tx: ChainTransaction): Promise<void> {
    await tx
      .insertInto('receipts')
      .values({ ...link, chain: this.#name })
      .execute();
  }

  #links(on: Kysely<Schema>) {
    return on.selectFrom('receipts').select(columns).where('chain', '=', this.#name);
  }
}
