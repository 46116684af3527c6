import type { ScheduleEvent } from '../config/schedules.ts';
import { Interrupted, InvalidInput, toErrorRecord } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Ended, Firing, Firings } from './firings.ts';
import { performFiring } from './perform-firing.ts';
import type { PerformParts, Performed } from './perform-firing.ts';
import type { Schedule } from './schedule.ts';
import { tell, toTold } from './tell.ts';
import type { TellParts } from './tell.ts';
import { decide, nextBegin } from './timing.ts';
import type { Decision } from './timing.ts';

export interface SchedulerParts extends PerformParts, TellParts {
  schedules: Map<string, Schedule>;
  presence: { isAlive(owner: string): Promise<boolean>; ready(): Promise<void> };
  firings: Firings;
  log: Log;
  /** Epoch milliseconds. */
  clock?: () => number;
}

/** What others left, and what came due while this process slept, is looked for so often. Milliseconds. */
const lookInterval = 10_000;

/** A firing whose process dies is begun anew so often; one that brings down every process has failed. */
const mostTries = 3;

/** Fires schedules as they come due. Any number of processes may: of those that see a time come due one has it. */
export class Scheduler {
  readonly #parts: SchedulerParts;
  readonly #now: () => number;
  readonly #working = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #isWatching = false;

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
    this.#now = parts.clock ?? Date.now;
  }

  get schedules(): ReadonlyMap<string, Schedule> {
    return this.#parts.schedules;
  }

  /** From here on schedules fire by themselves. */
  async start(): Promise<void> {
    if (this.#parts.schedules.size === 0) return;
    await this.tick();
    if (this.#closing.signal.aborted) return;
    const now = this.#now();
    const begins = [...this.#parts.schedules.values()].map((each) => nextBegin(each, now) ?? Infinity);
    const wait = Math.max(0, Math.min(lookInterval, ...begins.map((at) => at - now)));
    this.#timer = setTimeout(() => void this.start(), wait).unref();
  }

  /** Looks once: what has come due, what dead processes left, what is late. Never throws. */
  async tick(): Promise<void> {
    const now = this.#now();
    try {
      await this.#parts.presence.ready();
      await this.#watch(now);
      // None overlaps itself: what comes due meanwhile waits, and of several the latest is done.
      const busy = new Set((await this.#parts.firings.open()).map(({ schedule }) => schedule));
      for (const schedule of this.#parts.schedules.values())
        if (!busy.has(schedule.name)) await this.#fireIfDue(schedule, now);
      await this.#lookAfterOthers(now);
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'schedules could not be looked at');
    }
  }

  /** Settles when nothing is being done. */
  async idle(): Promise<void> {
    while (this.#working.size > 0) await Promise.allSettled(this.#working);
  }

  /**
   * Fires one now: the time that came due and nobody has fired yet, else one of its own.
   *
   * @param dueOnly only the former; answers undefined where there is none, because it is not due, or another process has it.
   */
  async fire(name: string, { dueOnly = false } = {}): Promise<(Performed & { firing: Firing }) | undefined> {
    const schedule = this.schedules.get(name)!;
    await this.#parts.presence.ready();
    await this.#watch(this.#now());
    const { firings } = this.#parts;
    const since = (await firings.decidedUntil(name)) ?? 0;
    const due = decide(schedule, since, this.#now());
    if (due) {
      const firing = await this.#claim(schedule, due);
      if (firing) return this.#work(schedule, firing);
      await this.#tellAll();
    }
    if (dueOnly) {
      await this.#lookAfterOthers(this.#now());
      await this.idle();
      return undefined;
    }
    for (;;) {
      // Another host's clock may be ahead.
      const free = ((await firings.decidedUntil(name)) ?? 0) + 1;
      const firing = await this.#claim(schedule, { due: Math.max(this.#now(), free), fires: true });
      if (firing) return this.#work(schedule, firing);
    }
  }

  /** Delivers what is held, whatever held it. @throws InvalidInput when nothing is. */
  async release(name: string, who: string): Promise<Performed & { firing: Firing }> {
    const { firings } = this.#parts;
    const schedule = this.schedules.get(name);
    const held = schedule && (await firings.last(name, { states: ['held', 'done'] }));
    if (held?.state !== 'held' || !(await firings.release(held, who))) {
      throw new InvalidInput(`Nothing of "${name.slice(0, 60)}" is held.`, {
        hint: 'sidedoor schedules shows what is.',
      });
    }
    return this.#work(schedule!, (await firings.get(name, held.due))!);
  }

  /** Settles when all that was going on has ended or was left to another process. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#closing.abort();
    await this.idle();
  }

  async #watch(now: number): Promise<void> {
    if (this.#isWatching) return;
    for (const schedule of this.#parts.schedules.values()) await this.#parts.firings.watch(schedule, now);
    this.#isWatching = true;
  }

  async #fireIfDue(schedule: Schedule, now: number): Promise<void> {
    const since = await this.#parts.firings.decidedUntil(schedule.name);
    const due = since === undefined ? undefined : decide(schedule, since, now);
    const firing = due && (await this.#claim(schedule, due));
    if (firing) this.#inBackground(this.#work(schedule, firing));
  }

  /** Undefined when it is not ours to do: another process has it, or it was missed and only that is written down. */
  async #claim(schedule: Schedule, decision: Decision): Promise<Firing | undefined> {
    const { firings } = this.#parts;
    const isOurs = await firings.claim(schedule, decision, this.#now());
    return isOurs && decision.fires ? firings.get(schedule.name, decision.due) : undefined;
  }

  /** @throws Interrupted when another process goes on with it. */
  async #work(schedule: Schedule, firing: Firing): Promise<Performed & { firing: Firing }> {
    const performed = await performFiring(schedule, firing, this.#parts, this.#closing.signal);
    return { ...performed, firing: await this.#end(schedule, firing, performed) };
  }

  async #end(schedule: Schedule, firing: Firing, ended: Ended): Promise<Firing> {
    const { firings } = this.#parts;
    const now = this.#now();
    const event = await this.#eventOf(schedule, firing, ended, now);
    if (!(await firings.ended(firing, ended, event, now))) throw new Interrupted();
    await this.#tellAll();
    return (await firings.get(firing.schedule, firing.due))!;
  }

  /** What is worth telling: what went wrong, and that it goes well again. */
  async #eventOf(
    { name, lateMinutes }: Schedule,
    { due, isLateTold, releasedBy }: Firing,
    { state, canary }: Ended,
    now: number,
  ): Promise<ScheduleEvent | undefined> {
    if (canary !== undefined && canary !== 'working') return canary;
    if (state !== 'done') return state;
    const before = await this.#parts.firings.last(name, { before: due });
    if (before && before.state !== 'done' && before.state !== 'open') return 'recovered';
    const isLate = now > due + lateMinutes * 60_000 && !isLateTold && releasedBy === null;
    return isLate ? 'late' : undefined;
  }

  /** What dead processes were at goes on here, and what they had to tell is told; what takes too long is told of. */
  async #lookAfterOthers(now: number): Promise<void> {
    const { firings, presence, schedules, log } = this.#parts;
    for (const firing of await firings.open()) {
      const schedule = schedules.get(firing.schedule);
      if (!schedule) continue;
      if (now > firing.due + schedule.lateMinutes * 60_000 && (await firings.lateTold(firing)))
        this.#inBackground(this.#tell(firing, 'late'));
      if (await presence.isAlive(firing.owner)) continue;
      if (!(await firings.takeOver(firing))) continue;
      log.warn({ schedule: firing.schedule, tries: firing.tries }, 'goes on with what a dead process began');
      const taken = (await firings.get(firing.schedule, firing.due))!;
      this.#inBackground(this.#goOn(schedule, taken, now));
    }
    await this.#tellAll();
  }

  async #goOn(schedule: Schedule, firing: Firing, now: number): Promise<void> {
    const isTooLate = firing.releasedBy === null && now > firing.due + schedule.catchUpHours * 3_600_000;
    if (firing.tries <= mostTries && !isTooLate) return void (await this.#work(schedule, firing));
    const why = isTooLate ? 'and it is too late to do it now' : `${mostTries} times`;
    const error = new Interrupted(`The process that had this firing has died, ${why}.`);
    const verdict = schedule.expect && ({ canary: 'degraded' } as const);
    await this.#end(schedule, firing, {
      state: 'failed',
      error: toErrorRecord(error),
      says: error.message,
      ...verdict,
    });
  }

  /** Told at least once: a process that dies while it tells leaves it to the next. */
  async #tellAll(): Promise<void> {
    const { firings, presence } = this.#parts;
    for (const firing of await firings.untold()) {
      if (this.#telling.has(keyOf(firing))) continue;
      const isOurs =
        this.#isOurs(firing) || (!(await presence.isAlive(firing.owner)) && (await firings.takeOver(firing)));
      if (isOurs) this.#inBackground(this.#tell(firing, firing.event!));
    }
  }

  readonly #telling = new Set<string>();

  #isOurs({ owner }: Firing): boolean {
    return owner === this.#parts.firings.owner;
  }

  async #tell(firing: Firing, event: ScheduleEvent): Promise<void> {
    const { schedules, firings, log } = this.#parts;
    const key = keyOf(firing);
    this.#telling.add(key);
    try {
      const told = toTold(firing, event);
      if (event !== 'recovered') log.warn({ ...told }, 'a schedule does not go as it should');
      const { signal } = this.#closing;
      const problems = await tell(told, schedules.get(firing.schedule)?.notify, this.#parts, signal);
      // Told at least once: the next process tells it.
      if (signal.aborted) return;
      for (const problem of problems) log.error({ schedule: firing.schedule, event }, problem);
      if (firing.event === event) await firings.told(firing, this.#now());
    } finally {
      this.#telling.delete(key);
    }
  }

  #inBackground(work: Promise<unknown>): void {
    const watched = work.catch((error: unknown) => {
      if (!(error instanceof Interrupted)) this.#parts.log.error({ err: error }, 'a schedule broke off');
    });
    this.#working.add(watched);
    void watched.finally(() => this.#working.delete(watched));
  }
}

const keyOf = ({ schedule, due }: Firing) => `${schedule} ${due}`;
