import type { RunRecord } from './run-record.ts';
import { toRunRecord } from './run-record.ts';
import type { Process } from './journal.ts';
import { nobody, unfinished } from './schema.ts';
import type { Store } from './store.ts';

/** A run whose worker dies at it is begun anew so often; one that brings down every worker ends. */
const mostTries = 3;

/**
 * Runs that wait for a worker, or are with one: what it needs besides the record, sealed. The queue of an account is its
 * lane, here as everywhere; an order only brings a run to a process that has a browser.
 *
 * Why this is no job queue like pg-boss: such a queue gives a job to another worker when the first is silent for long enough
 * by the queue's own clock. Here the same silence must have cut off the first worker's browser before that, so one presence
 * has to decide both; a second opinion on who lives would be two workers in one account. What is left for a queue to do is
 * one statement on the row that the run has anyway, and that row and a job cannot come to differ.
 */
export class Orders {
  readonly #store: Store;
  readonly #process: Process;

  constructor(store: Store, process: Process) {
    this.#store = store;
    this.#process = process;
  }

  /** Undefined for a run that no worker was asked to do. */
  async sealed(runId: string): Promise<string | undefined> {
    const order = this.#store.selectFrom('orders').select('sealed').where('run_id', '=', runId);
    return (await order.executeTakeFirst())?.sealed;
  }

  /**
   * Takes a run that waits, of an account that has a session free; undefined when there is none. Of several workers that
   * want a run one gets it. Two that take runs of one account at the same moment meet in its lane.
   */
  async claim(sessions: ReadonlyMap<string, number>): Promise<RunRecord | undefined> {
    const open = await this.#store
      .selectFrom('runs')
      .select(({ fn }) => ['account', 'owner', fn.countAll<number>().as('count')])
      .select(({ fn }) => fn.min('created_at').as('since'))
      .where('state', 'in', unfinished)
      .groupBy(['account', 'owner'])
      .orderBy('since')
      .execute();
    for (const { account, owner } of open) {
      if (owner !== nobody) continue;
      const taken = open.filter((other) => other.account === account && other.owner !== nobody);
      const busy = taken.reduce((sum, { count }) => sum + Number(count), 0);
      const run = busy < (sessions.get(account) ?? 0) ? await this.#take(account) : undefined;
      if (run) return run;
    }
    return undefined;
  }

  async #take(account: string): Promise<RunRecord | undefined> {
    const row = await this.#store
      .updateTable('runs')
      .set({ owner: this.#process.id })
      .where('id', '=', (inner) =>
        inner
          .selectFrom('runs')
          .select('id')
          .where('account', '=', account)
          .where('owner', '=', nobody)
          .where('state', '=', 'queued')
          .orderBy('created_at')
          .orderBy('id')
          .limit(1),
      )
      .where('owner', '=', nobody)
      .returningAll()
      .executeTakeFirst();
    return row && toRunRecord(row);
  }

  /** When a run began to wait, the last time. */
  async queuedAt(id: string): Promise<number> {
    const changes = this.#store.selectFrom('state_changes').where('run_id', '=', id);
    const row = await changes
      .where('state', '=', 'queued')
      .select(({ fn }) => fn.max('at').as('at'))
      .executeTakeFirst();
    return Number(row?.at ?? Date.now());
  }

  /**
   * Gives a run to the next worker, of one that died at it (`dead`), or that ends as somebody wants it to: that counts as no
   * try. False where it is no worker's, or not to be tried again.
   */
  async again({ id, owner }: Pick<RunRecord, 'id' | 'owner'>, why: 'dead' | 'ends'): Promise<boolean> {
    const limit = why === 'dead' ? mostTries : Number.MAX_SAFE_INTEGER;
    return this.#store.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('runs')
        .set({ owner: nobody, state: 'queued', started_at: null })
        .where('id', '=', id)
        .where('owner', '=', owner)
        .where('state', 'in', unfinished)
        .where('cancel_requested', '=', 0)
        .where((inner) =>
          inner.exists(
            inner.selectFrom('orders').select('run_id').where('run_id', '=', id).where('tries', '<', limit),
          ),
        )
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await tx.deleteFrom('needs').where('run_id', '=', id).execute();
      await tx
        .updateTable('orders')
        .set((old) => ({ tries: old('tries', '+', why === 'dead' ? 1 : 0) }))
        .where('run_id', '=', id)
        .execute();
      await tx.insertInto('state_changes').values({ run_id: id, state: 'queued', at: Date.now() }).execute();
      return true;
    });
  }
}
