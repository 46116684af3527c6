import type { RunRecord } from './run-record.ts';
import { toRunRecord } from './run-record.ts';
import { unfinished } from './schema.ts';
import type { RunState } from './schema.ts';
import type { Store } from './store.ts';

/** One thing that happened to a run, whichever process did it. */
export type Happening =
  | { kind: 'state'; run: RunRecord; state: RunState; at: number }
  | { kind: 'step'; run: RunRecord; seq: number; title: string; depth: number; at: number; ms: number | null }
  | {
      kind: 'step ended';
      run: RunRecord;
      seq: number;
      title: string;
      depth: number;
      at: number;
      ms: number;
      failed: boolean;
    };

/**
 * Numbers are given when a transaction writes and seen when it ends, so a lower one may come after a higher: this many are
 * looked at again.
 */
const lateBy = 200;

/** Reads the journal on and on: each look answers what happened since the one before, in order. */
export class Happenings {
  readonly #store: Store;
  /** Changes of state that were told, of the last ones. */
  #told = new Set<number>();
  #last = 0;
  readonly #open = new Map<string, RunRecord>();
  /** Of open runs: how far each step was told. */
  readonly #steps = new Map<string, 'begun' | 'ended'>();

  private constructor(store: Store) {
    this.#store = store;
  }

  /** From now on; with it, the runs that are not over. Of these, steps that ended already are not told. */
  static async from(store: Store): Promise<{ happenings: Happenings; open: RunRecord[] }> {
    const happenings = new Happenings(store);
    const recent = await store
      .selectFrom('state_changes')
      .select('seq')
      .orderBy('seq', 'desc')
      .limit(lateBy)
      .execute();
    happenings.#told = new Set(recent.map(({ seq }) => Number(seq)));
    happenings.#last = Math.max(0, ...happenings.#told);
    const rows = await store
      .selectFrom('runs')
      .selectAll()
      .where('state', 'in', unfinished)
      .orderBy('created_at')
      .execute();
    const open = rows.map(toRunRecord);
    for (const run of open) happenings.#open.set(run.id, run);
    for (const step of await happenings.#stepsOf([...happenings.#open.keys()]))
      if (step.ms !== null) happenings.#steps.set(`${step.run_id} ${step.seq}`, 'ended');
    return { happenings, open };
  }

  async next(): Promise<Happening[]> {
    const changes = (
      await this.#store
        .selectFrom('state_changes')
        .selectAll()
        .where('seq', '>', this.#last - lateBy)
        .orderBy('seq')
        .execute()
    ).filter(({ seq }) => !this.#told.has(Number(seq)));
    for (const { run_id: id } of changes) await this.#read(id);
    const happened: Happening[] = [
      ...(await this.#newSteps()),
      ...changes.flatMap(({ run_id, state, at }) => {
        const run = this.#open.get(run_id);
        return run ? [{ kind: 'state' as const, run, state, at: Number(at) }] : [];
      }),
    ];
    for (const { seq } of changes) this.#told.add(Number(seq));
    this.#last = Math.max(this.#last, ...this.#told);
    for (const seq of this.#told) if (seq <= this.#last - lateBy) this.#told.delete(seq);
    this.#forgetEnded();
    // Of one moment: a run begins before its steps, and ends after them.
    return happened.toSorted((a, b) => a.at - b.at || rank(a) - rank(b));
  }

  /** The record as it is by now: its end may be in it. */
  async #read(id: string): Promise<void> {
    const row = await this.#store.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst();
    if (row) this.#open.set(id, toRunRecord(row));
  }

  async #newSteps(): Promise<Happening[]> {
    const happened: Happening[] = [];
    for (const row of await this.#stepsOf([...this.#open.keys()])) {
      const key = `${row.run_id} ${row.seq}`;
      const told = this.#steps.get(key);
      const { seq, title, depth, ms } = row;
      const run = this.#open.get(row.run_id)!;
      const startedAt = Number(row.started_at);
      if (told === undefined) happened.push({ kind: 'step', run, seq, title, depth, at: startedAt, ms });
      if (told !== 'ended' && ms !== null) {
        const ended = { at: startedAt + ms, ms, failed: row.outcome === 'failed' };
        happened.push({ kind: 'step ended', run, seq, title, depth, ...ended });
      }
      this.#steps.set(key, ms === null ? 'begun' : 'ended');
    }
    return happened;
  }

  #stepsOf(ids: string[]) {
    return this.#store
      .selectFrom('steps')
      .selectAll()
      .where('run_id', 'in', ids.length > 0 ? ids : [''])
      .orderBy('seq')
      .execute();
  }

  #forgetEnded(): void {
    for (const [id, { state }] of this.#open) {
      if (unfinished.includes(state)) continue;
      this.#open.delete(id);
      for (const key of this.#steps.keys()) if (key.startsWith(`${id} `)) this.#steps.delete(key);
    }
  }
}

function rank(happening: Happening): number {
  if (happening.kind !== 'state') return 1;
  return unfinished.includes(happening.state) ? 0 : 2;
}
