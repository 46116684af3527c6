const day = 86_400_000;

/** The clock on a wall somewhere. A time on it is given as the epoch milliseconds at which it would show in UTC. */
export class WallClock {
  readonly #format: Intl.DateTimeFormat;

  /** @param timeZone IANA name; the machine's own when not given. */
  constructor(timeZone: string | undefined) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** What the clock shows at that moment, to the second. */
  at(moment: number): number {
    const parts = this.#format.formatToParts(moment).map(({ type, value }) => [type, Number(value)] as const);
    const shown = Object.fromEntries(parts) as Record<
      'year' | 'month' | 'day' | 'hour' | 'minute' | 'second',
      number
    >;
    return Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute, shown.second);
  }

  /** The moments at which it shows that time: none in the hour that spring leaves out, two in the one that autumn repeats. */
  moments(shown: number): number[] {
    const moments = this.#offsetsAround(shown).map((offset) => shown - offset);
    return [...new Set(moments)].filter((moment) => this.at(moment) === shown).toSorted((a, b) => a - b);
  }

  /** When the time that it leaves out is over: the first moment that shows a later one. */
  afterGap(shown: number): number {
    let [before, after] = [shown - day, shown + day];
    const offset = this.#offset(before);
    while (after - before > 1_000) {
      const middle = Math.floor((before + after) / 2_000) * 1_000;
      if (this.#offset(middle) === offset) before = middle;
      else after = middle;
    }
    return after;
  }

  /** Whether it is set within so many milliseconds of a moment. */
  isSetAround(moment: number, within: number): boolean {
    return this.#offset(moment - within) !== this.#offset(moment + within);
  }

  #offsetsAround(shown: number): number[] {
    return [this.#offset(shown - day), this.#offset(shown + day)];
  }

  #offset(moment: number): number {
    const whole = Math.floor(moment / 1_000) * 1_000;
    return this.at(whole) - whole;
  }
}
