import { randomBytes } from 'node:crypto';
import { alone } from '../alone.ts';
import type { Process } from './journal.ts';
import { toRunRecord } from './run-record.ts';
import type { RunRecord } from './run-record.ts';
import { unfinished } from './schema.ts';
import type { Store, StoreTransaction } from './store.ts';

/** A read that a call asks for, among all that are like it. */
export interface Alike {
  /** Of all that its answer depends on besides the time. */
  digest: string;
  account: string;
  /** Accounts whose writes change nothing of what it reads. */
  elsewhere: readonly string[];
}

export interface Newest {
  run: RunRecord;
  /** Something may have been written since it read. */
  isOvertaken: boolean;
}

/** What a call has part in. */
export interface Shared {
  /** The run. */
  id: string;
  /** This call's part. */
  share: string;
  /** Another call began it. */
  isJoined: boolean;
}

/** Reading runs that are alike: which is the newest, and which calls share one that is under way. */
export class Reads {
  readonly #store: Store;
  readonly #process: Process;

  constructor(store: Store, process: Process) {
    this.#store = store;
    this.#process = process;
  }

  /** The newest that is done. */
  async newest({ digest, elsewhere }: Alike): Promise<Newest | undefined> {
    const row = await doneOnes(this.#store, digest)
      .innerJoin('runs as whole', 'whole.id', 'run_id')
      .selectAll('whole')
      .select('writes_seen')
      .executeTakeFirst();
    if (!row) return undefined;
    const isOvertaken = await isWrittenSince(this.#store, row.writes_seen, elsewhere);
    return { run: toRunRecord(row), isOvertaken };
  }

  /**
   * Gives a call part in the run that is under way for calls like it and has not begun before `since` (epoch milliseconds),
   * or in one that `make` enters into the journal. Of calls that come at once, to whatever process, one makes it.
   *
   * Undefined where there is none and none is made; 'look again' when another run than the one that was `seen` is the
   * newest by now.
   */
  share(
    alike: Alike,
    { seen, since }: { seen: string | undefined; since: number },
    make?: (tx: StoreTransaction) => Promise<string>,
  ): Promise<Shared | 'look again' | undefined> {
    return alone(this.#store, lockOf(alike.account), async (tx) => {
      const newest = await doneOnes(tx, alike.digest).executeTakeFirst();
      if (newest?.run_id !== seen) return 'look again';
      const open = await underWay(tx, alike, since);
      const id = open ?? (await make?.(tx));
      if (id === undefined) return undefined;
      const share = `sh_${randomBytes(6).toString('hex')}`;
      await tx.insertInto('shares').values({ id: share, run_id: id, owner: this.#process.id }).execute();
      return { id, share, isJoined: open !== undefined };
    });
  }

  /**
   * Takes back a call's part in a run; without its name that of some call, rather one of this process. False when no call
   * of a living process is left: then no other call can join it any longer.
   */
  async leave(runId: string, share?: string): Promise<boolean> {
    const run = await this.#store
      .selectFrom('shares')
      .innerJoin('runs', 'runs.id', 'run_id')
      .select(['account', 'shares.id', 'shares.owner'])
      .where('run_id', '=', runId)
      .execute();
    const own = run.find(({ owner }) => owner === this.#process.id) ?? run[0];
    if (!own) return false;
    let gone = [share ?? own.id];
    for (;;) {
      const left = await alone(this.#store, lockOf(own.account), async (tx) => {
        await tx.deleteFrom('shares').where('run_id', '=', runId).where('id', 'in', gone).execute();
        const shares = tx.selectFrom('shares').select(['id', 'owner']).where('run_id', '=', runId);
        const others = await shares.execute();
        if (others.length === 0)
          await tx.updateTable('runs').set({ cancel_requested: 1 }).where('id', '=', runId).execute();
        return others;
      });
      if (left.length === 0) return false;
      const alive = await Promise.all(left.map(({ owner }) => this.#process.isAlive(owner)));
      gone = left.filter((_each, index) => !alive[index]).map(({ id }) => id);
      if (gone.length === 0) return true;
    }
  }
}

const lockOf = (account: string) => `reads ${account}`;

function doneOnes(db: Store, digest: string) {
  return db
    .selectFrom('reads')
    .innerJoin('runs', 'runs.id', 'reads.run_id')
    .select('reads.run_id')
    .where('digest', '=', digest)
    .where('runs.state', '=', 'done')
    .orderBy('reads.created_at', 'desc')
    .orderBy('reads.run_id')
    .limit(1);
}

/** A run that some call shares: one that has not had its turn yet, or whose turn came late enough. */
async function underWay(
  tx: StoreTransaction,
  { digest, elsewhere }: Alike,
  since: number,
): Promise<string | undefined> {
  const open = await tx
    .selectFrom('shares')
    .innerJoin('reads', 'reads.run_id', 'shares.run_id')
    .innerJoin('runs', 'runs.id', 'shares.run_id')
    .select(['runs.id', 'runs.started_at', 'writes_seen'])
    .distinct()
    .where('digest', '=', digest)
    .where('runs.state', 'in', unfinished)
    .where('cancel_requested', '=', 0)
    .execute();
  for (const { id, started_at: startedAt, writes_seen: seen } of open) {
    if (startedAt === null) return id;
    if (startedAt >= since && !(await isWrittenSince(tx, seen, elsewhere))) return id;
  }
  return undefined;
}

/**
 * Whether something may have been written after a run had its turn: a request is on its way, or one was on its way then or
 * later. Told by the order of the journal, so that no clock of another host has a say in it.
 */
async function isWrittenSince(
  db: Store,
  seen: number | null,
  elsewhere: readonly string[],
): Promise<boolean> {
  const open = await db
    .selectFrom('writes')
    .select(['account', 'state'])
    .where('state', 'in', ['armed', 'sent', 'in_doubt', 'unknown'])
    .execute();
  // Of an unknown one the look into the app is over: it came before that, or not at all.
  if (open.some(({ account, state }) => state !== 'unknown' && !elsewhere.includes(account))) return true;
  const later = await db
    .selectFrom('write_changes')
    .innerJoin('writes', 'writes.id', 'write_id')
    .select('account')
    .distinct()
    .where('write_changes.seq', '>', seen ?? 0)
    .where('write_changes.state', 'not in', ['intended', 'prepared'])
    .execute();
  return later.some(({ account }) => !elsewhere.includes(account));
}

export async function enterRead(
  tx: StoreTransaction,
  runId: string,
  digest: string,
  at: number,
): Promise<void> {
  await tx.insertInto('reads').values({ run_id: runId, digest, created_at: at }).execute();
}

/** The run has its turn: from here on it reads. */
export async function noteWritesSeen(tx: StoreTransaction, runId: string): Promise<void> {
  await tx
    .updateTable('reads')
    .set({
      writes_seen: (inner) =>
        inner
          .selectFrom('write_changes')
          .select((last) => last.fn.coalesce(last.fn.max('seq'), last.val(0)).as('seen')),
    })
    .where('run_id', '=', runId)
    .execute();
}
