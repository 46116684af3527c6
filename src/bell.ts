/** Wakes who waits for something that happens in another process; whoever is not woken looks after a while himself. */
export class Bell {
  readonly #waiting = new Map<string, Set<() => void>>();

  ring(topic: string): void {
    const waiting = this.#waiting.get(topic);
    this.#waiting.delete(topic);
    for (const wake of waiting ?? []) wake();
  }

  /** Settles when the topic is rung, or the time (milliseconds) is over. */
  next(topic: string, time: number): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(topic) ?? new Set();
      this.#waiting.set(topic, waiting);
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        if (waiting.size === 0 && this.#waiting.get(topic) === waiting) this.#waiting.delete(topic);
        resolve();
      };
      const timer = setTimeout(wake, time);
      waiting.add(wake);
    });
  }
}
