/** The few things that SQLite and PostgreSQL say in different words. */
import { PostgresAdapter, sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';

function isPostgres(store: Kysely<Schema>): boolean {
  return store.getExecutor().adapter instanceof PostgresAdapter;
}

/** A transaction that is on the disk when it settles, whatever happens to the machine then. */
export async function onDisk<T>(store: Store, work: (tx: Transaction<Schema>) => Promise<T>): Promise<T> {
  if (isPostgres(store)) {
    return store.transaction().execute(async (tx) => {
      // Whatever somebody set for the database.
      await sql`set local synchronous_commit to on`.execute(tx);
      return work(tx);
    });
  }
  await sql`pragma synchronous = full`.execute(store);
  try {
    return await store.transaction().execute(work);
  } finally {
    await sql`pragma synchronous = normal`.execute(store);
  }
}
