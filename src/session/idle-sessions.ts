/** What happens to a session that nobody uses, and how long after its last use. Milliseconds. */
export interface Due {
  after: number;
  act: () => void;
}

/** The keys of live sessions that nobody uses, in the order of their last use, each with what is due next. */
export class IdleSessions {
  readonly #timers = new Map<string, NodeJS.Timeout>();

  /** It was used until now. */
  add(key: string, due: Due): void {
    this.remove(key);
    this.#arm(key, due);
  }

  has(key: string): boolean {
    return this.#timers.has(key);
  }

  /** What is due after that has been done, unless it is in use now. Its place in the order stays. */
  addDue(key: string, due: Due): void {
    if (!this.has(key)) return;
    clearTimeout(this.#timers.get(key));
    this.#arm(key, due);
  }

  /** It is in use, or closed. */
  remove(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  get longestUnused(): string | undefined {
    return this.#timers.keys().next().value;
  }

  clear(): void {
    for (const key of this.#timers.keys()) this.remove(key);
  }

  #arm(key: string, { after, act }: Due): void {
    this.#timers.set(key, setTimeout(act, after).unref());
  }
}
