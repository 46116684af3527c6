import { setTimeout as sleep } from 'node:timers/promises';
import type { Harbor } from '../../replicas/harbor/index.ts';
import type { Fleet, Server } from './fleet.ts';
import { Random } from './random.ts';
import type { SoakSettings } from './settings.ts';

type Accident = 'kill' | 'kill at a sign-in' | 'freeze';

/** So long a kill waits for somebody to sign in. Milliseconds. */
const signInWait = 8_000;

/** Kills and freezes servers, at moments that the seed draws and the number of answered calls times. */
export class Accidents {
  readonly #fleet: Fleet;
  readonly #harbor: Harbor;
  readonly #random: Random;
  readonly #freezeMs: number;
  /** By the number of answered calls at which it happens, latest first. */
  readonly #due: { at: number; what: Accident }[];
  readonly #underWay = new Set<Promise<void>>();
  readonly happened: Record<Accident, number> = { kill: 0, 'kill at a sign-in': 0, freeze: 0 };

  constructor(fleet: Fleet, harbor: Harbor, { seed, calls, kills, freezes, freezeSeconds }: SoakSettings) {
    this.#fleet = fleet;
    this.#harbor = harbor;
    this.#random = new Random(seed + 1);
    this.#freezeMs = freezeSeconds * 1000;
    const all: Accident[] = [
      ...Array.from({ length: kills }, (_, n): Accident => (n % 2 === 0 ? 'kill at a sign-in' : 'kill')),
      ...Array.from({ length: freezes }, (): Accident => 'freeze'),
    ];
    // Neither the first calls nor the last: everybody is at work when it happens.
    this.#due = all
      .map((what) => ({ what, at: Math.round(calls * (0.05 + 0.7 * this.#random.next())) }))
      .toSorted((a, b) => b.at - a.at);
  }

  /** Lets happen what is due by now. */
  answered(count: number): void {
    while ((this.#due.at(-1)?.at ?? Infinity) <= count) {
      const accident = this.#happen(this.#due.pop()!.what);
      this.#underWay.add(accident);
      void accident.finally(() => this.#underWay.delete(accident));
    }
  }

  /** Settles when everybody moves again. */
  async over(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #happen(what: Accident): Promise<void> {
    const victim = what === 'kill at a sign-in' ? await this.#whoSignsIn() : await this.#anybody();
    if (!victim) return;
    this.happened[what]++;
    if (what !== 'freeze') {
      this.#fleet.kill(victim);
      return;
    }
    victim.isFrozen = true;
    process.kill(victim.pid, 'SIGSTOP');
    await sleep(this.#freezeMs);
    process.kill(victim.pid, 'SIGCONT');
    victim.isFrozen = false;
  }

  async #anybody(): Promise<Server | undefined> {
    const moving = (await this.#fleet.living()).filter(isMoving);
    return moving.length > 0 ? this.#random.pick(moving) : undefined;
  }

  /** Whose password has just been answered: counted as sent, and the session not sealed yet. */
  async #whoSignsIn(): Promise<Server | undefined> {
    const since = Date.now();
    while (Date.now() - since < signInWait) {
      const post = this.#harbor
        .inspect()
        .requests.findLast(({ method, path }) => method === 'POST' && path === '/login.aspx');
      const server = this.#fleet.everybody.find(({ name }) => name === post?.agent);
      if (post && post.startedAt >= since && server && isMoving(server)) return server;
      await sleep(2);
    }
    return this.#anybody();
  }
}

const isMoving = ({ diedAt, isFrozen }: Server) => diedAt === undefined && !isFrozen;
