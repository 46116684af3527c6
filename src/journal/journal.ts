import { Interrupted } from '../errors.ts';
import type { ErrorRecord } from '../errors.ts';
import { enterRead, noteWritesSeen } from './reads.ts';
import { toRunRecord } from './run-record.ts';
import type { NewRun, RunRecord } from './run-record.ts';
import { nobody, unfinished } from './schema.ts';
import type { Store, StoreTransaction } from './store.ts';

export interface StepRecord {
  title: string;
  depth: number;
  /** Milliseconds; null while it runs, or when its process died in it. */
  ms: number | null;
  outcome: 'done' | 'failed' | null;
}

export type Ending =
  | { state: 'done'; output: unknown }
  | { state: 'failed' | 'cancelled' | 'interrupted'; error: ErrorRecord };

/** What a parked run wants of a person, and until when (epoch milliseconds) it waits. */
export interface NeedsRecord {
  what: string;
  url: string;
  takesCode: boolean;
  until: number;
}

/** This process, by the name that it has at the moment, and whether others live. */
export interface Process {
  readonly id: string;
  isAlive(owner: string): Promise<boolean>;
}

/** The durable record of runs. Everything written here is scrubbed of known secrets first. */
export class Journal {
  readonly #store: Store;
  readonly #process: Process;
  readonly #scrub: (text: string) => string;

  constructor(store: Store, process: Process, scrub: (text: string) => string) {
    this.#store = store;
    this.#process = process;
    this.#scrub = scrub;
  }

  /** `order`: what a worker needs, sealed, where not this process is to perform it. */
  async queued(run: NewRun, order?: string): Promise<void> {
    await this.#store.transaction().execute((tx) => this.queuedIn(tx, run, order));
  }

  async queuedIn(
    tx: StoreTransaction,
    { writeId, isPreview, alike, ...run }: NewRun,
    order?: string,
  ): Promise<void> {
    const at = Date.now();
    const owner = order === undefined ? this.#process.id : nobody;
    const row = {
      ...run,
      write_id: writeId,
      preview: isPreview ? 1 : 0,
      input: this.#json(run.input),
      owner,
    };
    await tx
      .insertInto('runs')
      .values({ ...row, state: 'queued', cancel_requested: 0, created_at: at })
      .execute();
    if (alike !== undefined) await enterRead(tx, run.id, alike, at);
    if (order !== undefined)
      await tx.insertInto('orders').values({ run_id: run.id, sealed: order }).execute();
    await tx.insertInto('state_changes').values({ run_id: run.id, state: 'queued', at }).execute();
  }

  /** @throws Interrupted when another process has it by now. */
  async started(id: string): Promise<void> {
    const at = Date.now();
    await this.#store.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('runs')
        .set({ state: 'running', started_at: at })
        .where('id', '=', id)
        .where('owner', '=', this.#process.id)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new Interrupted();
      await noteWritesSeen(tx, id);
      await tx.insertInto('state_changes').values({ run_id: id, state: 'running', at }).execute();
    });
  }

  /** A person is needed; the run waits, with its lane. */
  async parked(id: string, { what, url, takesCode, until }: NeedsRecord): Promise<void> {
    const at = Date.now();
    const needs = { what: this.#scrub(what), url, takes_code: takesCode ? 1 : 0, until };
    await this.#store.transaction().execute(async (tx) => {
      const run = await tx
        .updateTable('runs')
        .set({ state: 'needs_human' })
        .where('id', '=', id)
        .where('state', '=', 'running')
        .returning('account')
        .executeTakeFirst();
      if (!run) return;
      await tx
        .insertInto('needs')
        .values({ run_id: id, ...run, ...needs })
        .execute();
      await tx.insertInto('state_changes').values({ run_id: id, state: 'needs_human', at }).execute();
    });
  }

  /** Nobody is waited for any longer. */
  async wentOn(id: string): Promise<void> {
    const at = Date.now();
    await this.#store.transaction().execute(async (tx) => {
      await tx.deleteFrom('needs').where('run_id', '=', id).execute();
      const { numUpdatedRows } = await tx
        .updateTable('runs')
        .set({ state: 'running' })
        .where('id', '=', id)
        .where('state', '=', 'needs_human')
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return;
      await tx.insertInto('state_changes').values({ run_id: id, state: 'running', at }).execute();
    });
  }

  /** What a run needs; undefined unless it is parked. */
  async needs(id: string): Promise<NeedsRecord | undefined> {
    const row = await this.#store
      .selectFrom('needs')
      .select(['what', 'url', 'takes_code', 'until'])
      .where('run_id', '=', id)
      .executeTakeFirst();
    return row && { what: row.what, url: row.url, takesCode: row.takes_code === 1, until: row.until };
  }

  /** The parked run of an account, if there is one. */
  async parkedRun(account: string): Promise<string | undefined> {
    const row = await this.#store
      .selectFrom('needs')
      .select('run_id')
      .where('account', '=', account)
      .executeTakeFirst();
    return row?.run_id;
  }

  /** Of this process's queued runs: those that wait behind a parked one. */
  async queuedBehindParked(): Promise<string[]> {
    const rows = await this.#store
      .selectFrom('needs')
      .innerJoin('runs', 'runs.account', 'needs.account')
      .select('runs.id')
      .where('runs.owner', '=', this.#process.id)
      .where('runs.state', '=', 'queued')
      .execute();
    return rows.map((row) => row.id);
  }

  /**
   * Writes how a run of this process, or of a dead one, ended. The first ending stands: a run that was marked interrupted
   * stays so, and nobody ends a run that another process has by now.
   */
  async ended(id: string, ending: Ending, owner: string = this.#process.id): Promise<void> {
    const at = Date.now();
    await this.#store.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('runs')
        .set({
          state: ending.state,
          output: ending.state === 'done' ? this.#json(ending.output) : null,
          error: ending.state === 'done' ? null : this.#json(ending.error),
          finished_at: at,
        })
        .where('id', '=', id)
        .where('state', 'in', unfinished)
        .where('owner', '=', owner)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return;
      await tx.deleteFrom('needs').where('run_id', '=', id).execute();
      await tx.deleteFrom('shares').where('run_id', '=', id).execute();
      await tx.insertInto('state_changes').values({ run_id: id, state: ending.state, at }).execute();
    });
  }

  /** Ends a run that no worker has yet; changes nothing of any other. */
  withdrawn(id: string, error: ErrorRecord): Promise<void> {
    return this.ended(id, { state: 'cancelled', error }, nobody);
  }

  async stepStarted(runId: string, seq: number, depth: number, title: string): Promise<void> {
    const row = { run_id: runId, seq, depth, title: this.#scrub(title), started_at: Date.now() };
    await this.#store.insertInto('steps').values(row).execute();
  }

  async stepEnded(runId: string, seq: number, ms: number, outcome: 'done' | 'failed'): Promise<void> {
    await this.#store
      .updateTable('steps')
      .set({ ms: Math.round(ms), outcome })
      .where('run_id', '=', runId)
      .where('seq', '=', seq)
      .execute();
  }

  async run(id: string): Promise<RunRecord | undefined> {
    const row = await this.#store.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toRunRecord(row);
  }

  async steps(runId: string): Promise<StepRecord[]> {
    return this.#store
      .selectFrom('steps')
      .select(['title', 'depth', 'ms', 'outcome'])
      .where('run_id', '=', runId)
      .orderBy('seq')
      .execute();
  }

  /** Newest first. */
  async runs(limit: number, account?: string): Promise<RunRecord[]> {
    let query = this.#store.selectFrom('runs').selectAll().orderBy('created_at', 'desc').limit(limit);
    if (account !== undefined) query = query.where('account', '=', account);
    return (await query.execute()).map(toRunRecord);
  }

  /** Asks the process that runs it, whichever that is, to call it off. */
  async requestCancel(id: string): Promise<void> {
    await this.#store.updateTable('runs').set({ cancel_requested: 1 }).where('id', '=', id).execute();
  }

  /** Of this process's unfinished runs: those that somebody wants called off. */
  async cancelRequests(): Promise<string[]> {
    const rows = await this.#store
      .selectFrom('runs')
      .select('id')
      .where('owner', '=', this.#process.id)
      .where('state', 'in', unfinished)
      .where('cancel_requested', '=', 1)
      .execute();
    return rows.map((row) => row.id);
  }

  /** Runs that a dead process left unfinished. */
  async runsOfTheDead(): Promise<RunRecord[]> {
    const open = this.#store.selectFrom('runs').where('state', 'in', unfinished).where('owner', '!=', nobody);
    const dead: string[] = [];
    for (const { owner } of await open.select('owner').distinct().execute())
      if (!(await this.#process.isAlive(owner))) dead.push(owner);
    if (dead.length === 0) return [];
    return (await open.selectAll().where('owner', 'in', dead).execute()).map(toRunRecord);
  }

  /**
   * Takes over a run whose write is in doubt, to look what became of it: one that a dead process left, or one that ended
   * without finding out. Of all processes that want it one gets it; the others are answered false.
   */
  async adopt(id: string): Promise<boolean> {
    const row = await this.#store
      .selectFrom('runs')
      .select(['owner', 'state'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row || row.owner === nobody) return false;
    if (unfinished.includes(row.state) && (await this.#process.isAlive(row.owner))) return false;
    const at = Date.now();
    return this.#store.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('runs')
        .set({ owner: this.#process.id, state: 'queued', error: null, finished_at: null })
        .where('id', '=', id)
        .where('owner', '=', row.owner)
        .where('state', '=', row.state)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await tx.insertInto('state_changes').values({ run_id: id, state: 'queued', at }).execute();
      return true;
    });
  }

  /** What became of a run's write was found out after the run had ended. */
  async outcomeFound(id: string, output: unknown): Promise<void> {
    const at = Date.now();
    await this.#store.transaction().execute(async (tx) => {
      await tx
        .updateTable('runs')
        .set({ state: 'done', output: this.#json(output), error: null, finished_at: at })
        .where('id', '=', id)
        .execute();
      await tx.insertInto('state_changes').values({ run_id: id, state: 'done', at }).execute();
    });
  }

  #json(value: unknown): string {
    return JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'string' ? this.#scrub(part) : part,
    );
  }
}
