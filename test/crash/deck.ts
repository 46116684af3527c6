import type { Random } from '../soak/random.ts';
import { cuts } from '../support/tcp-cut.ts';
import type { Desk } from './desk.ts';
import type { Point, Step } from './messages.ts';
import type { Kind, Trial } from './trial.ts';

/** How often an undisturbed call of a flow comes to each step. */
export type Counts = Partial<Record<Step, number>>;

type Accident = Pick<Trial, 'point' | 'cut'>;

/** Where whoever looks what became of a write can be killed in turn. */
const secondPoints: [Step, number][] = [
  ['claim', 1],
  ['request', 1],
  ['request', 2],
  ['request', 3],
  ['settled', 1],
  ['confirmed', 1],
  ['receipt', 1],
  ['ended', 1],
  ['armed', 1],
  ['sent', 1],
];

/** Deals trials, so that every point of every flow comes once before one comes again. */
export class Deck {
  readonly #random: Random;
  readonly #steps: readonly Step[];
  readonly #counts: Map<string, Counts>;
  readonly #piles = new Map<string, Accident[]>();
  readonly #flows = new Map<string, string[]>();
  #dealt = 0;

  /** `counts` by app and flow. */
  constructor(random: Random, counts: Map<string, Counts>, steps: readonly Step[]) {
    this.#steps = steps;
    this.#random = random;
    this.#counts = counts;
  }

  deal(desk: Desk, kind: Kind): Trial {
    const flow = this.#nextFlow(desk, kind);
    const accident = this.#next(`${desk.app} ${flow} ${kind}`, () => this.#accidents(desk, flow, kind));
    const isProcess = kind === 'process';
    return {
      ...plain(desk, flow, this.#token()),
      ...accident,
      kind,
      second: isProcess && this.#chance(0.25) ? this.#second() : undefined,
      key: this.#chance(0.3) ? `key ${this.#token()}` : undefined,
      slow: this.#chance(0.3) ? 500 + Math.round(this.#random.next() * 4_000) : 0,
      newSession: this.#chance(0.2),
      elsewhere: !isProcess && this.#chance(0.3),
    };
  }

  /** Without an accident, to learn what such a call comes by. */
  dealPlain(desk: Desk, flow: string): Trial {
    return plain(desk, flow, this.#token());
  }

  #nextFlow({ app, flows }: Desk, kind: Kind): string {
    const key = `${app} ${kind}`;
    const left = this.#flows.get(key) ?? [];
    if (left.length === 0) left.push(...flows.toReversed());
    this.#flows.set(key, left);
    return left.pop()!;
  }

  #accidents({ app }: Desk, flow: string, kind: Kind): Accident[] {
    const counts = this.#counts.get(`${app} ${flow}`) ?? {};
    return this.#steps.flatMap((step) =>
      Array.from({ length: counts[step] ?? 0 }, (_, index) => index + 1).flatMap((nth): Accident[] => {
        const at = (when: Point['when']): Point => ({ step, nth, when });
        const points = [at('before'), at('after')];
        if (kind !== 'connection') return points.map((point) => ({ point, cut: undefined }));
        if (step === 'request') return cuts.map((cut) => ({ point: at('after'), cut }));
        // A request that is being armed is the one that counts.
        if (step === 'armed') return points.flatMap((point) => cuts.map((cut) => ({ point, cut })));
        return points.map((point) => ({ point, cut: undefined }));
      }),
    );
  }

  /** From a pile that is made and shuffled anew whenever it is used up. */
  #next(name: string, make: () => Accident[]): Accident {
    let pile = this.#piles.get(name) ?? [];
    if (pile.length === 0) pile = this.#shuffled(make());
    this.#piles.set(name, pile);
    const top = pile.pop();
    if (!top) throw new Error(`${name} came to no point at all`);
    return top;
  }

  #second(): Point {
    const [step, nth] = this.#random.pick(secondPoints);
    return { step, nth, when: this.#chance(0.5) ? 'before' : 'after' };
  }

  #shuffled<T>(items: T[]): T[] {
    return items
      .map((item) => ({ item, at: this.#random.next() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }

  #chance(share: number): boolean {
    return this.#random.next() < share;
  }

  #token(): string {
    return `c${this.#dealt++}-${Math.floor(this.#random.next() * 1e6).toString(36)}`;
  }
}

function plain(desk: Desk, flow: string, token: string): Trial {
  return {
    token,
    desk,
    flow,
    kind: 'connection',
    point: undefined,
    cut: undefined,
    second: undefined,
    key: undefined,
    slow: 0,
    newSession: false,
    elsewhere: false,
  };
}
