/** The time limit of a run. It stands still while a person is waited for: that wait has a limit of its own. */
export class TimeLimit {
  readonly #over = new AbortController();
  readonly #reason: () => Error;
  #left: number;
  #since = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param time in milliseconds, from now on. */
  constructor(time: number, reason: () => Error) {
    this.#left = time;
    this.#reason = reason;
    this.resume();
  }

  /** Aborts when the time is over. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  resume(): void {
    this.pause();
    this.#since = Date.now();
    this.#timer = setTimeout(() => this.#over.abort(this.#reason()), this.#left);
  }

  pause(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#left = Math.max(0, this.#left - (Date.now() - this.#since));
  }
}
