import { Random } from '../soak/random.ts';
import { cuts } from './network.ts';
import type { Post } from './post.ts';

const kinds = ['killed', 'frozen', 'cut'] as const;
export type Kind = (typeof kinds)[number];

export interface Accident {
  kind: Kind;
  /** Whose browser it befell. */
  agent: string;
  /** Epoch milliseconds. */
  at: number;
  /** How long it lasted; of a kill, until another worker was ready there. Milliseconds. */
  ms: number;
  what: string;
}

/** Kills, freezes and cuts hosts, at moments that the seed draws and the number of answered calls times. */
export class Accidents {
  readonly happened: Accident[] = [];
  readonly #posts: Post[];
  readonly #random: Random;
  /** By the number of answered calls at which it happens, latest first. */
  readonly #due: { at: number; kind: Kind }[];
  readonly #underWay = new Set<Promise<void>>();

  constructor(posts: Post[], { seed, runs, accidents }: { seed: number; runs: number; accidents: number }) {
    this.#posts = posts;
    this.#random = new Random(seed + 1);
    // Neither the first calls nor the last: everybody is at work when it happens.
    this.#due = Array.from({ length: accidents }, (_, n) => {
      const share = (n + this.#random.next()) / accidents;
      return { at: Math.round(runs * (0.03 + 0.85 * share)), kind: kinds[n % kinds.length]! };
    }).toReversed();
  }

  /** Lets happen what is due by now. One host at least is always well: somebody has to do the work. */
  answered(count: number): void {
    while ((this.#due.at(-1)?.at ?? Infinity) <= count) {
      const well = this.#posts.filter(({ isWell }) => isWell);
      if (well.length < 2) return;
      const accident = this.#happen(this.#due.pop()!.kind, this.#random.pick(well));
      this.#underWay.add(accident);
      void accident.finally(() => this.#underWay.delete(accident));
    }
  }

  /** Settles when everybody is well again. */
  async over(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #happen(kind: Kind, post: Post): Promise<void> {
    const at = Date.now();
    const { agent } = post;
    const seconds = (least: number, most: number) =>
      Math.round(1_000 * (least + (most - least) * this.#random.next()));
    let what = '-9, with its browser';
    if (kind === 'killed') {
      await post.kill();
      await post.start();
    } else if (kind === 'frozen') {
      const whole = this.#random.next() < 0.5;
      what = whole ? 'with its browser' : 'without its browser';
      await post.freeze(seconds(5, 30), whole);
    } else {
      what = this.#random.pick(cuts);
      await post.cut(seconds(5, 40), what as (typeof cuts)[number]);
    }
    this.happened.push({ kind, agent, at, ms: Date.now() - at, what });
  }
}
