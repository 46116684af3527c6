import { sql } from 'kysely';
import type { Store } from './store.ts';

/** Writes that have an outcome and whose runs are over, without the receipt that they should have left. */
export function withoutReceipt(store: Store) {
  return (
    store
      .selectFrom('writes')
      .innerJoin('runs', 'runs.id', 'writes.run_id')
      .where('writes.state', 'in', ['confirmed', 'refused', 'absent', 'unknown'])
      .where('armed_at', 'is not', null)
      .where('runs.state', 'not in', ['queued', 'running', 'needs_human'])
      // A person's word has a receipt of its own, besides the one that says nobody knows.
      .where(
        sql<boolean>`not exists (select 1 from receipts where receipts.run_id = writes.run_id
          || case when writes.approval like '{"how":"person",%' then '_resolved' else '' end)`,
      )
  );
}
