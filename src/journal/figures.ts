import { sql } from 'kysely';
import { nobody, unfinished } from './schema.ts';
import type { RunState } from './schema.ts';
import type { Store } from './store.ts';
import type { WriteState } from './write-states.ts';
import { withoutReceipt } from './without-receipt.ts';

/** How things stand in the whole store, for whoever watches it. */
export interface Figures {
  openRuns: { account: string; state: RunState; count: number }[];
  /** Of those: runs that wait for a worker. */
  unclaimed: number;
  writesInDoubt: { account: string; state: WriteState; count: number }[];
  receiptsMissing: number;
}

export async function figuresOf(store: Store): Promise<Figures> {
  const count = sql<number>`count(*)`.as('count');
  const [openRuns, [unclaimed], writesInDoubt, [missing]] = await Promise.all([
    store
      .selectFrom('runs')
      .select(['account', 'state', count])
      .where('state', 'in', unfinished)
      .groupBy(['account', 'state'])
      .execute(),
    store
      .selectFrom('runs')
      .select(count)
      .where('state', '=', 'queued')
      .where('owner', '=', nobody)
      .execute(),
    store
      .selectFrom('writes')
      .select(['account', 'state', count])
      .where('state', 'in', ['in_doubt', 'unknown'])
      .groupBy(['account', 'state'])
      .execute(),
    withoutReceipt(store).select(count).execute(),
  ]);
  return {
    openRuns: openRuns.map(counted),
    unclaimed: Number(unclaimed?.count ?? 0),
    writesInDoubt: writesInDoubt.map(counted),
    receiptsMissing: Number(missing?.count ?? 0),
  };
}

const counted = <Row extends { count: number }>(row: Row) => ({ ...row, count: Number(row.count) });
