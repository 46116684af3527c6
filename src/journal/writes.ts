import type { Selectable, Transaction, Updateable } from 'kysely';
import { InvalidInput } from '../errors.ts';
import { digestOf } from './canonical.ts';
import { onDisk } from './dialect.ts';
import { findOrMake } from './find-write.ts';
import type { Wanted } from './find-write.ts';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';
import { withoutReceipt } from './without-receipt.ts';
import { standingOf, statesBefore } from './write-states.ts';
import type { WriteStanding, WriteState } from './write-states.ts';

/** Who let a write happen. */
export interface Approval {
  how: 'config' | 'elicitation' | 'token' | 'terminal' | 'person';
  who: string;
  /** Epoch milliseconds. */
  at: number;
}

/** A request as it left, scrubbed. */
export interface SentRequest {
  method: string;
  /** Without its query. */
  address: string;
  /** Of the query and the body. */
  fields: Record<string, string>;
  /** SHA-256 of the body, hex. */
  digest: string;
  /** Of the body. */
  bytes: number;
}

export interface WriteRecord {
  id: string;
  account: string;
  app: string;
  flow: string;
  key: string;
  inputDigest: string;
  mark: string;
  state: WriteState;
  standing: WriteStanding;
  /** The run that has it, or had it last. */
  runId: string;
  preview: Record<string, unknown> | undefined;
  warnings: string[];
  request: SentRequest | undefined;
  approval: Approval | undefined;
  output: Record<string, unknown> | undefined;
  /** Whether its outcome was found by looking into the app. */
  isReconciled: boolean;
  createdAt: number;
  armedAt: number | null;
  sentAt: number | null;
  /** When the app's answer to the request began to arrive; null where that was not seen. */
  answeredAt: number | null;
  endedAt: number | null;
}

type Row = Selectable<Schema['writes']>;
type Change = Updateable<Schema['writes']>;

/**
 * The journal of writes. Each change of state is one transaction that holds only from the states it may follow, and only
 * for the run that has the write: of two processes that want the same, one finds itself too late.
 */
export class Writes {
  readonly #store: Store;
  readonly #scrub: <T>(value: T) => T;

  constructor(store: Store, scrub: <T>(value: T) => T) {
    this.#store = store;
    this.#scrub = scrub;
  }

  /**
   * The write that a call asks for: a new one, or the one that has this key (or input) already.
   *
   * @throws InvalidInput when the key was used for another input.
   */
  async find(wanted: Wanted): Promise<WriteRecord> {
    const inputDigest = digestOf(wanted.input);
    const write = await this.get(await findOrMake(this.#store, { ...wanted, inputDigest }));
    if (write.inputDigest !== inputDigest) {
      throw new InvalidInput(`The idempotency key "${write.key}" was used for other arguments.`, {
        hint: 'Give the same arguments to ask what came of it, or another key for another write.',
      });
    }
    return write;
  }

  async get(id: string): Promise<WriteRecord> {
    const row = await this.#store
      .selectFrom('writes')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return toRecord(row);
  }

  /** Writes of a flow on an account that may or may not have happened, oldest first. */
  async doubtful(account: string, flow: string): Promise<WriteRecord[]> {
    const rows = await this.#store
      .selectFrom('writes')
      .selectAll()
      .where('account', '=', account)
      .where('flow', '=', flow)
      .where('state', 'in', ['armed', 'sent', 'in_doubt', 'unknown'])
      .orderBy('created_at')
      .execute();
    return rows.map(toRecord);
  }

  /** Writes whose outcome nobody has seen, and that need no person to find out. */
  async inDoubtAnywhere(): Promise<WriteRecord[]> {
    const rows = await this.#store
      .selectFrom('writes')
      .selectAll()
      .where('state', 'in', ['armed', 'sent', 'in_doubt'])
      .execute();
    return rows.map(toRecord);
  }

  /** Writes that have an outcome and whose runs are over, without the receipt that they should have left. */
  async withoutReceipt(): Promise<WriteRecord[]> {
    const rows = await withoutReceipt(this.#store).selectAll('writes').orderBy('writes.created_at').execute();
    return rows.map(toRecord);
  }

  /** In the account's lane: from here on the write is this run's. Begins it anew where nothing was written. */
  async claim(id: string, runId: string): Promise<WriteRecord> {
    const write = await this.get(id);
    if (write.standing === 'open') await this.#move(id, 'intended', { run_id: runId });
    else if (write.standing === 'doubtful') await this.#take(id, runId);
    return this.get(id);
  }

  async prepared(
    id: string,
    { preview, warnings, approval }: Pick<WriteRecord, 'preview' | 'warnings' | 'approval'>,
  ): Promise<void> {
    const scrubbed = this.#scrub({ preview, warnings });
    await this.#move(id, 'prepared', {
      preview: JSON.stringify(scrubbed.preview),
      warnings: JSON.stringify(scrubbed.warnings),
      approval: JSON.stringify(approval),
    });
  }

  /** What will be sent is on the disk when this settles, whatever happens to the machine then. */
  async armed(id: string, runId: string, request: SentRequest): Promise<void> {
    const change = {
      request: JSON.stringify(this.#scrub(request)),
      armed_at: Date.now(),
      sent_at: null,
      answered_at: null,
    };
    await onDisk(this.#store, (tx) => this.#moveIn(tx, id, 'armed', change, runId));
  }

  async sent(id: string): Promise<void> {
    await this.#move(id, 'sent', { sent_at: Date.now() });
  }

  /** The app's answer begins to arrive: it is through with the request. */
  async answered(id: string): Promise<void> {
    await this.#store.updateTable('writes').set({ answered_at: Date.now() }).where('id', '=', id).execute();
  }

  async confirmed(id: string, output: unknown, { isReconciled = false } = {}): Promise<void> {
    const change = { output: JSON.stringify(this.#scrub(output)), reconciled: isReconciled ? 1 : 0 };
    await this.#move(id, 'confirmed', { ...change, ended_at: Date.now() });
  }

  async settled(id: string, state: 'refused' | 'absent' | 'unknown'): Promise<void> {
    await this.#move(id, state, { ended_at: Date.now(), reconciled: state === 'refused' ? 0 : 1 });
  }

  /** A person has looked in the app, and says what became of it. */
  async resolved(id: string, outcome: 'present' | 'absent', by: Approval, output?: unknown): Promise<void> {
    const change = { approval: JSON.stringify(by), reconciled: 0, ended_at: Date.now() };
    if (outcome === 'absent') await this.#move(id, 'absent', change);
    else await this.#move(id, 'confirmed', { ...change, output: JSON.stringify(this.#scrub(output)) });
  }

  /** What came of it was not seen. Of a write of which nothing was sent this says nothing. */
  async inDoubt(id: string): Promise<void> {
    const { state } = await this.get(id);
    if (state === 'armed' || state === 'sent') await this.#move(id, 'in_doubt', {});
  }

  async #take(id: string, runId: string): Promise<void> {
    await this.#store.updateTable('writes').set({ run_id: runId }).where('id', '=', id).execute();
    await this.inDoubt(id);
  }

  #move(id: string, state: WriteState, change: Change): Promise<void> {
    return this.#store.transaction().execute((tx) => this.#moveIn(tx, id, state, change));
  }

  async #moveIn(
    tx: Transaction<Schema>,
    id: string,
    state: WriteState,
    change: Change,
    runId?: string,
  ): Promise<void> {
    let update = tx
      .updateTable('writes')
      .set({ ...change, state })
      .where('id', '=', id)
      .where('state', 'in', statesBefore(state));
    if (runId !== undefined) update = update.where('run_id', '=', runId);
    const row = await update.returning('run_id').executeTakeFirst();
    if (!row) throw new Error(`write ${id} is no longer this run's to bring to "${state}"`);
    const step = { write_id: id, run_id: row.run_id, state, at: Date.now() };
    await tx.insertInto('write_changes').values(step).execute();
  }
}

function toRecord(row: Row): WriteRecord {
  const json = (text: string | null) => (text === null ? undefined : (JSON.parse(text) as unknown));
  return {
    id: row.id,
    account: row.account,
    app: row.app,
    flow: row.flow,
    key: row.key,
    inputDigest: row.input_digest,
    mark: row.mark,
    state: row.state,
    standing: standingOf(row.state),
    runId: row.run_id,
    preview: json(row.preview) as WriteRecord['preview'],
    warnings: (json(row.warnings) as string[] | undefined) ?? [],
    request: json(row.request) as WriteRecord['request'],
    approval: json(row.approval) as WriteRecord['approval'],
    output: json(row.output) as WriteRecord['output'],
    isReconciled: row.reconciled === 1,
    createdAt: Number(row.created_at),
    armedAt: row.armed_at,
    sentAt: row.sent_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
  };
}
