import type { Bell } from './bell.ts';
import { nextOrder } from './dispatch.ts';
import type { DispatchParts } from './dispatch.ts';
import type { Log } from './log.ts';
import type { Planned } from './pick-up.ts';
import type { Presence } from './queue/presence.ts';

export interface TakingParts extends DispatchParts {
  bell: Bell;
  /** Looked for this often if nothing rings. Milliseconds. */
  lookInterval: number;
  /** A worker performs so many at a time. */
  mostAtOnce: number;
  presence: Pick<Presence, 'ready' | 'id'>;
  log: Log;
}

/** What a worker does with the runs that it takes, and with what others left. */
export interface Work {
  launch: (planned: Planned) => void;
  pickUp: () => Promise<void>;
  /** How many it performs at the moment. */
  busy: () => number;
}

/** A worker's day: takes runs that other processes ask for, as they come and as there is room. */
export class Taking {
  readonly #parts: TakingParts;
  readonly #over: Promise<void>;
  #isClosing = false;

  constructor(parts: TakingParts, work: Work) {
    this.#parts = parts;
    this.#over = this.#take(work);
  }

  /** Settles when no further run is taken. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#parts.bell.ring('orders');
    await this.#over;
  }

  async #take({ launch, pickUp, busy }: Work): Promise<void> {
    const { bell, lookInterval, log, mostAtOnce, presence } = this.#parts;
    while (!this.#isClosing) {
      // Before it looks: what comes meanwhile is not missed.
      const rung = bell.next('orders', lookInterval);
      try {
        await pickUp();
        while (!this.#isClosing && busy() < mostAtOnce) {
          await presence.ready();
          const planned = await nextOrder(this.#parts);
          if (!planned) break;
          launch(planned);
        }
      } catch (error) {
        log.warn({ err: error }, 'no run could be taken');
      }
      await rung;
    }
  }
}
