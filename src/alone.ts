import type { Transaction } from 'kysely';
import type { Schema } from './journal/schema.ts';
import type { Store } from './journal/store.ts';

/**
 * A transaction that no other of the same name runs beside, in whatever process: what is read in it holds until its end.
 * The first statement writes, which in SQLite takes the write lock of the whole store, and in PostgreSQL that of the row.
 */
export function alone<T>(
  store: Store,
  name: string,
  work: (tx: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  return store.transaction().execute(async (tx) => {
    await tx
      .insertInto('locks')
      .values({ name })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ name }))
      .execute();
    return work(tx);
  });
}
