import { Cron } from 'croner';
import { WallClock } from './wall-clock.ts';

/** No clock is set by more than this. Milliseconds. */
const longestShift = 3 * 3_600_000;

/**
 * The moments that a cron expression of five fields means on the wall clock of a time zone. A time that spring leaves out
 * fires once, when the gap is over; one that autumn repeats fires the first time. Where the hour is `*` it is the hours that
 * count and not what the clock shows: they go on evenly through both.
 *
 * croner reads the expression; what becomes of it where clocks are set is decided here, because its releases differ in that
 * (10.0 leaves out the repeated hour of `0 * * * *`, 11.0 a gap that several times fall into; measured).
 */
export class Occurrences {
  readonly #cron: Cron;
  readonly #clock: WallClock;
  readonly #isEveryHour: boolean;

  constructor(expression: string, timeZone: string | undefined) {
    this.#cron = new Cron(expression, { timezone: 'UTC', paused: true, mode: '5-part' });
    this.#clock = new WallClock(timeZone);
    this.#isEveryHour = expression.trim().split(/\s+/)[1]!.startsWith('*');
  }

  /** The first one after a moment. Epoch milliseconds; undefined when there is none. */
  after(moment: number): number | undefined {
    return this.#nearest(moment, 1);
  }

  /** The last one up to a moment. */
  latest(moment: number): number | undefined {
    return this.#nearest(moment, -1);
  }

  /** Those after the first moment and up to the second, at most so many. */
  *between(from: number, to: number, limit: number): Generator<number> {
    let at = this.after(from);
    for (let count = 0; at !== undefined && at <= to && count < limit; count++) {
      yield at;
      at = this.after(at);
    }
  }

  #nearest(moment: number, direction: 1 | -1): number | undefined {
    const shown = this.#clock.at(moment);
    // Around a change of the clocks the order on the wall is not that of the moments.
    const slack = this.#clock.isSetAround(moment, 2 * longestShift) ? longestShift : 0;
    const isBeyond = (at: number) => (direction === 1 ? at > moment : at <= moment);
    let best: number | undefined;
    // Looked at from a little before, so that a time at the very start is among them.
    let wall = this.#step(shown - direction * (slack + 1_000), direction);
    while (wall !== undefined) {
      if (best !== undefined && (wall - shown) * direction > slack) break;
      for (const at of this.#moments(wall).filter(isBeyond))
        if (best === undefined || (at - best) * direction < 0) best = at;
      wall = this.#step(wall, direction);
    }
    return best;
  }

  #step(wall: number, direction: 1 | -1): number | undefined {
    const from = new Date(wall);
    const found = direction === 1 ? this.#cron.nextRun(from) : this.#cron.previousRuns(1, from)[0];
    return found?.getTime();
  }

  #moments(wall: number): number[] {
    const moments = this.#clock.moments(wall);
    if (this.#isEveryHour) return moments;
    return [moments[0] ?? this.#clock.afterGap(wall)];
  }
}
