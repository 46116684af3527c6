import type { Selectable, Updateable } from 'kysely';
import type { Approval } from '../journal/writes.ts';
import type { Store } from '../journal/store.ts';
import type { Presence } from '../queue/presence.ts';
import type { BulkSchema, BulkState, RowState } from '../journal/bulk-schema.ts';
import { writtenOn } from './row-outcome.ts';
import type { RowOutcome } from './row-outcome.ts';
import { isOverdue } from './token.ts';

export interface BulkRecord {
  id: string;
  tool: string;
  account: string;
  purpose: 'write' | 'preview';
  digest: string;
  /** The file that the rows came from; null for rows that a client sent. */
  source: string | null;
  resultFile: string;
  token: string | null;
  approval: Approval | undefined;
  stopOnError: boolean;
  state: BulkState;
  reason: string | null;
  owner: string | null;
  createdAt: number;
  endedAt: number | null;
}

export type NewBulk = Pick<
  BulkRecord,
  'id' | 'tool' | 'account' | 'purpose' | 'digest' | 'source' | 'resultFile' | 'token'
>;

/** A row and what came of it so far. */
export interface BulkRow {
  seq: number;
  line: number;
  key: string;
  args: Record<string, unknown>;
  state: RowState;
  runId: string | null;
  message: string;
  output: Record<string, unknown> | undefined;
  at: number | null;
}

export type NewRow = Pick<BulkRow, 'seq' | 'line' | 'key' | 'args'>;

const notTried = { state: 'not tried', message: null, output: null } as const;

/** Rows of one statement: SQLite takes so many values at a time. */
const chunk = 500;

/** This process, and whether another lives. */
type Process = Pick<Presence, 'id' | 'isAlive'>;

type Scrub = <T>(value: T) => T;

/** The durable record of bulks and their rows. What came of a row is here as soon as it is known. */
export class BulkBook {
  readonly #store: Store;
  readonly #process: Process;
  readonly #scrub: Scrub;

  constructor(store: Store, process: Process, scrub: Scrub) {
    this.#store = store;
    this.#process = process;
    this.#scrub = scrub;
  }

  /** Writes a bulk down with its rows, unless it is there; then all it may get is a new token, where its own is overdue. */
  async add(bulk: NewBulk, rows: NewRow[]): Promise<void> {
    const { resultFile, ...columns } = bulk;
    await this.#store.transaction().execute(async (tx) => {
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('bulks')
        .values({
          ...columns,
          result_file: resultFile,
          stop_on_error: 0,
          state: 'ready',
          stop_requested: 0,
          created_at: Date.now(),
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 0n) return renew(bulk, tx);
      for (let at = 0; at < rows.length; at += chunk) {
        const values = rows.slice(at, at + chunk).map(({ args, ...row }) => {
          return { ...row, bulk_id: bulk.id, args: JSON.stringify(args), state: 'not tried' as const };
        });
        await tx.insertInto('bulk_rows').values(values).execute();
      }
    });
  }

  async bulk(id: string): Promise<BulkRecord | undefined> {
    const row = await this.#store.selectFrom('bulks').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toRecord(row);
  }

  /** Undefined when there is none, or its time is over. */
  async byToken(token: string): Promise<BulkRecord | undefined> {
    if (isOverdue(token)) return undefined;
    const row = await this.#store
      .selectFrom('bulks')
      .selectAll()
      .where('token', '=', token)
      .executeTakeFirst();
    return row && toRecord(row);
  }

  async rows(id: string): Promise<BulkRow[]> {
    const rows = await this.#store
      .selectFrom('bulk_rows')
      .selectAll()
      .where('bulk_id', '=', id)
      .orderBy('seq')
      .execute();
    return rows.map(toRow);
  }

  /** Whether a process that lives is at work on it. */
  async isTaken({ state, owner }: BulkRecord): Promise<boolean> {
    return state === 'running' && owner !== null && this.#process.isAlive(owner);
  }

  /** Takes a bulk for this process. Of all that want it one gets it; the others are answered false. */
  async take(
    bulk: BulkRecord,
    change: Pick<BulkRecord, 'approval' | 'stopOnError' | 'resultFile'>,
  ): Promise<boolean> {
    if (await this.isTaken(bulk)) return false;
    const { numUpdatedRows } = await this.#store
      .updateTable('bulks')
      .set({
        owner: this.#process.id,
        state: 'running',
        reason: null,
        stop_requested: 0,
        approval: change.approval ? JSON.stringify(change.approval) : null,
        stop_on_error: change.stopOnError ? 1 : 0,
        result_file: change.resultFile,
      })
      .where('id', '=', bulk.id)
      .where('state', '=', bulk.state)
      .where((where) => (bulk.owner === null ? where('owner', 'is', null) : where('owner', '=', bulk.owner)))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async rowEnded(id: string, seq: number, { state, runId, message, output }: RowOutcome): Promise<void> {
    const scrubbed = this.#scrub({ message, output });
    await this.#store
      .updateTable('bulk_rows')
      .set({
        state,
        run_id: runId,
        message: scrubbed.message,
        output: scrubbed.output === undefined ? null : JSON.stringify(scrubbed.output),
        at: Date.now(),
      })
      .where('bulk_id', '=', id)
      .where('seq', '=', seq)
      .execute();
  }

  /** A preview is taken anew. */
  async untried(id: string): Promise<void> {
    await this.#rows(id, ['previewed', 'refused', 'failed', 'unknown'], notTried);
  }

  /** Before it is gone through once more. What was written when it came to its end, was so already. */
  async again(id: string, endedAt: number | null): Promise<void> {
    if (endedAt !== null) {
      await this.#rows(id, ['written'], {
        state: 'already written',
        message: `by this bulk, ${writtenOn(endedAt)}`,
      });
    }
    await this.#rows(id, ['refused', 'failed', 'unknown'], notTried);
  }

  async #rows(
    id: string,
    states: RowState[],
    change: Partial<Updateable<BulkSchema['bulk_rows']>>,
  ): Promise<void> {
    await this.#store
      .updateTable('bulk_rows')
      .set(change)
      .where('bulk_id', '=', id)
      .where('state', 'in', states)
      .execute();
  }

  async ended(id: string, state: 'stopped' | 'ended', reason: string | null): Promise<void> {
    await this.#store
      .updateTable('bulks')
      .set({ state, reason: this.#scrub(reason), ...(state === 'ended' && { ended_at: Date.now() }) })
      .where('id', '=', id)
      .where('owner', '=', this.#process.id)
      .execute();
  }

  /** Asks the process that has it, whichever that is, to stop after the row at hand. */
  async requestStop(id: string): Promise<void> {
    await this.#store.updateTable('bulks').set({ stop_requested: 1 }).where('id', '=', id).execute();
  }

  async isStopRequested(id: string): Promise<boolean> {
    const row = await this.#store
      .selectFrom('bulks')
      .select('stop_requested')
      .where('id', '=', id)
      .executeTakeFirst();
    return row?.stop_requested === 1;
  }
}

async function renew({ id, token }: NewBulk, on: Store): Promise<void> {
  const there = await on.selectFrom('bulks').select('token').where('id', '=', id).executeTakeFirst();
  if (!there?.token || !isOverdue(there.token)) return;
  await on.updateTable('bulks').set({ token }).where('id', '=', id).execute();
}

function toRecord(row: Selectable<BulkSchema['bulks']>): BulkRecord {
  const { id, tool, account, purpose, digest, source, token, state, reason, owner } = row;
  return {
    id,
    tool,
    account,
    purpose,
    digest,
    source,
    resultFile: row.result_file,
    token,
    approval: row.approval === null ? undefined : (JSON.parse(row.approval) as Approval),
    stopOnError: row.stop_on_error === 1,
    state,
    reason,
    owner,
    createdAt: Number(row.created_at),
    endedAt: row.ended_at === null ? null : Number(row.ended_at),
  };
}

function toRow(row: Selectable<BulkSchema['bulk_rows']>): BulkRow {
  return {
    seq: Number(row.seq),
    line: Number(row.line),
    key: row.key,
    args: JSON.parse(row.args) as Record<string, unknown>,
    state: row.state,
    runId: row.run_id,
    message: row.message ?? '',
    output: row.output === null ? undefined : (JSON.parse(row.output) as Record<string, unknown>),
    at: row.at,
  };
}
