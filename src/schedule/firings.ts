import type { Selectable, Updateable } from 'kysely';
import type { ScheduleEvent } from '../config/schedules.ts';
import type { ErrorRecord } from '../errors.ts';
import type { CanaryState, FiringState } from '../journal/schedule-schema.ts';
import type { Schema } from '../journal/schema.ts';
import type { Store } from '../journal/store.ts';
import type { Schedule } from './schedule.ts';
import type { Decision } from './timing.ts';

/** One time that a schedule came due, or was started by hand, and what became of it. */
export interface Firing {
  schedule: string;
  /** Epoch milliseconds, as all times. */
  due: number;
  state: FiringState;
  tool: string;
  account: string;
  owner: string;
  tries: number;
  missed: number;
  runId: string | null;
  claimedAt: number;
  endedAt: number | null;
  rows: number | null;
  says: string | null;
  error: ErrorRecord | undefined;
  canary: CanaryState | null;
  releasedBy: string | null;
  isLateTold: boolean;
  event: ScheduleEvent | null;
  isTold: boolean;
}

/** How a firing ended. */
export interface Ended {
  state: Exclude<FiringState, 'open'>;
  says?: string;
  error?: ErrorRecord;
  canary?: CanaryState;
  rows?: number;
}

type Named = Pick<Schedule, 'name' | 'tool' | 'account'>;

/**
 * What the journal knows of schedules. A firing belongs to the process that made its row, and of all that want to, one
 * can; there is no leader, and no clock is trusted but to say that something is due.
 */
export class Firings {
  readonly #store: Store;
  readonly #process: { readonly id: string };
  readonly #scrub: (text: string) => string;

  constructor(store: Store, process: { readonly id: string }, scrub: (text: string) => string) {
    this.#store = store;
    this.#process = process;
    this.#scrub = scrub;
  }

  /** This process, by the name that it has at the moment. */
  get owner(): string {
    return this.#process.id;
  }

  /** From now on the schedule is looked after; one that comes due at other times than before begins anew. */
  async watch({ name, digest }: Pick<Schedule, 'name' | 'digest'>, now: number): Promise<void> {
    const row = { name, digest, decided_until: now };
    await this.#store
      .insertInto('schedules')
      .values(row)
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet(row).where('schedules.digest', '!=', digest),
      )
      .execute();
  }

  /** Undefined for a schedule that nobody has looked after yet. */
  async decidedUntil(name: string): Promise<number | undefined> {
    const row = this.#store.selectFrom('schedules').select('decided_until').where('name', '=', name);
    return (await row.executeTakeFirst())?.decided_until;
  }

  /** True for the one process whose decision it is: it has the firing, or has written down that it was missed. */
  async claim(
    { name, tool, account }: Named,
    { due, fires, before }: Decision,
    now: number,
  ): Promise<boolean> {
    const row = { schedule: name, tool, account, owner: this.#process.id, claimed_at: now };
    const times = (count: number) =>
      `It came due ${count === 1 ? 'once' : `${count} times`} while nothing ran.`;
    const missed = (at: number, count: number) =>
      ({
        ...row,
        due_at: at,
        state: 'missed',
        tries: 0,
        missed: count,
        ended_at: now,
        says: times(count),
        event: 'missed',
      }) as const;
    return this.#store.transaction().execute(async (tx) => {
      // First of all, so that the row is locked: of two processes the second finds it decided.
      const { numUpdatedRows } = await tx
        .updateTable('schedules')
        .set({ decided_until: due })
        .where('name', '=', name)
        .where('decided_until', '<', due)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      const earlier = before?.count ?? 0;
      if (!fires) {
        await tx
          .insertInto('firings')
          .values(missed(due, earlier + 1))
          .execute();
        return true;
      }
      if (before) await tx.insertInto('firings').values(missed(before.due, before.count)).execute();
      await tx
        .insertInto('firings')
        .values({ ...row, due_at: due, state: 'open', tries: 1, missed: 0 })
        .execute();
      return true;
    });
  }

  /** Takes over what a dead process had: its work, or what it had to tell. Of several that want it one gets it. */
  async takeOver({ schedule, due, owner, state }: Firing): Promise<boolean> {
    const { numUpdatedRows } = await this.#store
      .updateTable('firings')
      .set((old) => ({
        owner: this.#process.id,
        ...(state === 'open' && { tries: old('tries', '+', 1) }),
      }))
      .where('schedule', '=', schedule)
      .where('due_at', '=', due)
      .where('owner', '=', owner)
      .where('state', '=', state)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** A person has it delivered all the same. */
  async release({ schedule, due }: Firing, who: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#store
      .updateTable('firings')
      .set({
        owner: this.#process.id,
        state: 'open',
        ended_at: null,
        released_by: who,
        event: null,
        told_at: null,
      })
      .where('schedule', '=', schedule)
      .where('due_at', '=', due)
      .where('state', '=', 'held')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Whether it is still this process's: another may have taken it for dead. */
  has(firing: Firing): Promise<boolean> {
    return this.#set(firing, { owner: firing.owner });
  }

  begun(firing: Firing, runId: string): Promise<boolean> {
    return this.#set(firing, { run_id: runId });
  }

  /** False when it is another process's by now, and so is what it came to. */
  ended(
    firing: Firing,
    { state, says, error, canary, rows }: Ended,
    event: ScheduleEvent | undefined,
    now: number,
  ): Promise<boolean> {
    return this.#set(firing, {
      state,
      ended_at: now,
      says: says === undefined ? null : this.#scrub(says),
      error: error === undefined ? null : this.#scrub(JSON.stringify(error)),
      canary: canary ?? null,
      rows: rows ?? null,
      event: event ?? null,
    });
  }

  /** True for the one who is to tell that an open firing is late. */
  async lateTold({ schedule, due }: Firing): Promise<boolean> {
    const { numUpdatedRows } = await this.#store
      .updateTable('firings')
      .set({ late_told: 1 })
      .where('schedule', '=', schedule)
      .where('due_at', '=', due)
      .where('state', '=', 'open')
      .where('late_told', '=', 0)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async told({ schedule, due }: Firing, now: number): Promise<void> {
    await this.#store
      .updateTable('firings')
      .set({ told_at: now })
      .where('schedule', '=', schedule)
      .where('due_at', '=', due)
      .execute();
  }

  async get(schedule: string, due: number): Promise<Firing | undefined> {
    const row = this.#all().where('schedule', '=', schedule).where('due_at', '=', due);
    return toFiring(await row.executeTakeFirst());
  }

  /** What some process is at, or had when it died. */
  async open(): Promise<Firing[]> {
    return (await this.#all().where('state', '=', 'open').orderBy('due_at').execute()).map((row) =>
      toFiring(row),
    );
  }

  /** What has ended, and somebody is to be told of. */
  async untold(): Promise<Firing[]> {
    const rows = this.#all().where('event', 'is not', null).where('told_at', 'is', null);
    return (await rows.where('state', '!=', 'open').orderBy('due_at').execute()).map((row) => toFiring(row));
  }

  /** The last one, of those in some state and before some time where that is asked for. */
  async last(
    schedule: string,
    { states, before }: { states?: FiringState[]; before?: number } = {},
  ): Promise<Firing | undefined> {
    let query = this.#all().where('schedule', '=', schedule).orderBy('due_at', 'desc');
    if (states) query = query.where('state', 'in', states);
    if (before !== undefined) query = query.where('due_at', '<', before);
    return toFiring(await query.limit(1).executeTakeFirst());
  }

  #all() {
    return this.#store.selectFrom('firings').selectAll();
  }

  async #set({ schedule, due, owner }: Firing, values: Updateable<Schema['firings']>): Promise<boolean> {
    // Who was taken for dead has another name now, and nothing any longer.
    if (owner !== this.#process.id) return false;
    const { numUpdatedRows } = await this.#store
      .updateTable('firings')
      .set(values)
      .where('schedule', '=', schedule)
      .where('due_at', '=', due)
      .where('owner', '=', owner)
      .where('state', '=', 'open')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }
}

function toFiring(row: Selectable<Schema['firings']>): Firing;
function toFiring(row: Selectable<Schema['firings']> | undefined): Firing | undefined;
function toFiring(row: Selectable<Schema['firings']> | undefined): Firing | undefined {
  if (!row) return undefined;
  const { due_at, run_id, claimed_at, ended_at, released_by, late_told, told_at, error, ...same } = row;
  return {
    ...same,
    due: Number(due_at),
    runId: run_id,
    claimedAt: Number(claimed_at),
    endedAt: ended_at === null ? null : Number(ended_at),
    error: error === null ? undefined : (JSON.parse(error) as ErrorRecord),
    releasedBy: released_by,
    isLateTold: late_told === 1,
    isTold: told_at !== null,
  };
}
