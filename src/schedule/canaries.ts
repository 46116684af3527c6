import type { CanaryState } from '../journal/schedule-schema.ts';
import type { Store } from '../journal/store.ts';
import type { Schedule } from './schedule.ts';

/** What a canary said last of its flow. */
export interface Sighting {
  schedule: string;
  account: string;
  state: CanaryState;
  says: string;
  at: number;
  /** Since when it says so, as far as is known. */
  since: number;
}

/** How flows stand by the word of their canaries. */
export class Canaries {
  readonly #store: Store;
  readonly #schedules: Schedule[];

  constructor(store: Store, schedules: ReadonlyMap<string, Schedule>) {
    this.#store = store;
    this.#schedules = [...schedules.values()].filter(({ expect }) => expect);
  }

  /** Of each canary of the flow what it said last; nothing of one that has not flown yet. */
  async of(tool: string): Promise<Sighting[]> {
    const own = this.#schedules.filter((schedule) => schedule.tool === tool);
    return (await Promise.all(own.map(({ name }) => this.#last(name)))).flat();
  }

  /** What whoever calls the flow on the account should know; undefined when it works, or nobody looked. */
  async warning(tool: string, account: string): Promise<string | undefined> {
    const ill = (await this.of(tool)).find((each) => each.account === account && each.state !== 'working');
    return (
      ill && `Canary ${ill.schedule}: this flow is ${ill.state} since ${isoTime(ill.since)}. ${ill.says}`
    );
  }

  async #last(schedule: string): Promise<Sighting[]> {
    const said = this.#store
      .selectFrom('firings')
      .select(['account', 'canary', 'says', 'due_at', 'ended_at'])
      .where('schedule', '=', schedule)
      .where('canary', 'is not', null)
      .orderBy('due_at', 'desc');
    const last = await said.limit(1).executeTakeFirst();
    if (!last?.canary) return [];
    const { account, canary: state, says } = last;
    const other = await said.where('canary', '!=', state).limit(1).executeTakeFirst();
    const since = this.#store
      .selectFrom('firings')
      .select(({ fn }) => fn.min('ended_at').as('at'))
      .where('schedule', '=', schedule)
      .where('canary', '=', state)
      .where('due_at', '>', other?.due_at ?? 0);
    const at = Number(last.ended_at);
    const { at: first } = await since.executeTakeFirstOrThrow();
    return [{ schedule, account, state, says: says ?? '', at, since: Number(first ?? at) }];
  }
}

const isoTime = (at: number) => new Date(at).toISOString().replace(/:\d\d\.\d{3}Z$/, 'Z');
