import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { hostname } from 'node:os';
import { sql } from 'kysely';
import { Interrupted } from '../errors.ts';
import type { Store } from '../journal/store.ts';
import type { Log } from '../log.ts';
import type { Presence } from './presence.ts';

/** Times of the presence, milliseconds. */
export interface PresenceTimes {
  /** It is heard of so often. */
  beat: number;
  /** A process that was not heard of for so long gives up everything it held. */
  limit: number;
  /** So long after it was heard of last it is dead to the others. Longer than `limit`, by more than clocks drift. */
  grace: number;
}

/** No busy machine explains a silence of `limit` (see the freeze watch). */
const presenceTimes: PresenceTimes = { beat: 1_000, limit: 10_000, grace: 14_000 };

export interface SharedPresenceParts {
  store: Store;
  /** The same, by a connection for the beats alone: they wait for nobody else's statements. */
  beats: Store;
  isWorker: boolean;
  log: Log;
  times?: PresenceTimes;
}

/**
 * Proof that a process on any machine lives: it writes into its row again and again, and the database's clock tells how
 * long ago that was. Whoever finds that he was not heard of for `limit`, because he stood still or the network was cut,
 * gives up all he held; the others take it after `grace`, which is longer.
 *
 * No lock that goes with a connection: the server drops it for a cut network as for a death, and keeps it for a process
 * that stands still. So it could not make the wait shorter, and the wait is needed without it.
 *
 * What nobody can call back: bytes that the kernel had when the process stood still. A write is held to that by the time
 * that reconcile gives the app. The database's clock must not be set; slewing, as time servers do it, is fine.
 */
export class SharedPresence implements Presence {
  readonly #store: Store;
  readonly #beats: Store;
  readonly #isWorker: 0 | 1;
  readonly #log: Log;
  readonly #times: PresenceTimes;
  #id: string = randomUUID();
  #held = heldByMany();
  /** Whether our row is there. */
  #isRegistered = false;
  #onRegistered: (() => void)[] = [];
  /** When a beat that succeeded began. */
  #heard = now();
  #isClosed = false;
  #timers: NodeJS.Timeout[] = [];

  private constructor({ store, beats, isWorker, log, times = presenceTimes }: SharedPresenceParts) {
    this.#store = store;
    this.#beats = beats;
    this.#isWorker = isWorker ? 1 : 0;
    this.#log = log;
    this.#times = times;
  }

  /** Settles when the others see it. */
  static async begin(parts: SharedPresenceParts): Promise<SharedPresence> {
    const presence = new SharedPresence(parts);
    await presence.#beat();
    presence.#goOn();
    return presence;
  }

  get id(): string {
    return this.#id;
  }

  get held(): AbortSignal {
    this.#look();
    return this.#held.signal;
  }

  ready(): Promise<void> {
    this.#look();
    return this.#isRegistered
      ? Promise.resolve()
      : new Promise((resolve) => this.#onRegistered.push(resolve));
  }

  isAlive = async (id: string): Promise<boolean> => {
    const row = await this.#store
      .selectFrom('processes')
      .select('id')
      .where('id', '=', id)
      .where('seen_at', '>', this.#tooOld)
      .executeTakeFirst();
    return row !== undefined;
  };

  async workers(): Promise<string[]> {
    const rows = await this.#store
      .selectFrom('processes')
      .select('host')
      .where('is_worker', '=', 1)
      .where('seen_at', '>', this.#tooOld)
      .orderBy('host')
      .execute();
    return rows.map(({ host }) => host);
  }

  async bury(id: string): Promise<void> {
    const dead = this.#store.deleteFrom('processes').where('id', '=', id);
    await dead.where('seen_at', '<=', this.#tooOld).execute();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#beats
      .deleteFrom('processes')
      .where('id', '=', this.#id)
      .execute()
      .catch(() => undefined);
    await this.#beats.destroy();
  }

  get #tooOld() {
    return sql<number>`${databaseTime} - ${this.#times.grace}`;
  }

  #goOn(): void {
    const again = () =>
      void this.#beat()
        .catch((error: unknown) => this.#log.warn({ err: error }, 'the store does not answer'))
        .finally(() => {
          if (!this.#isClosed) this.#timers[0] = setTimeout(again, this.#times.beat).unref();
        });
    this.#timers = [
      setTimeout(again, this.#times.beat).unref(),
      setInterval(() => this.#look(), this.#times.beat / 4).unref(),
    ];
  }

  async #beat(): Promise<void> {
    const began = now();
    if (!this.#isRegistered) return this.#register(began);
    const { numUpdatedRows } = await this.#beats
      .updateTable('processes')
      .set({ seen_at: databaseTime })
      .where('id', '=', this.#id)
      // Too late is too late: somebody may be about to bury us.
      .where('seen_at', '>', this.#tooOld)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) this.#heard = began;
    else this.#lose();
  }

  async #register(began: Moment): Promise<void> {
    const row = { id: this.#id, host: hostname(), pid: process.pid, is_worker: this.#isWorker };
    await this.#beats
      .insertInto('processes')
      .values({ ...row, seen_at: databaseTime })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at: databaseTime }))
      .execute();
    this.#heard = began;
    this.#isRegistered = true;
    for (const tell of this.#onRegistered.splice(0)) tell();
  }

  /** In whatever turn of the event loop somebody wants to know. */
  #look(): void {
    if (this.#isRegistered && since(this.#heard) > this.#times.limit) this.#lose();
  }

  /** From here on we are somebody else, as soon as the store says so. */
  #lose(): void {
    if (!this.#isRegistered) return;
    const lost = this.#held;
    this.#isRegistered = false;
    this.#held = heldByMany();
    this.#id = randomUUID();
    this.#log.error(
      {},
      'this process was not heard of for too long: its browser stops, its accounts move on',
    );
    lost.abort(new Interrupted('The process that ran this was cut off from the store, or stood still.'));
  }
}

const databaseTime = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** Every run that waits listens. */
function heldByMany(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** By two clocks: the steady one stands still while a machine sleeps, the other may be set back. */
interface Moment {
  wall: number;
  steady: number;
}

const now = (): Moment => ({ wall: Date.now(), steady: performance.now() });

/** Milliseconds, by the clock that went further. */
function since({ wall, steady }: Moment): number {
  return Math.max(Date.now() - wall, performance.now() - steady);
}
