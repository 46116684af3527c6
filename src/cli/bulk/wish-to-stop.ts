const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ctrl-C while rows are entered: the first time the row at hand is finished, however long that takes; the second time the
 * process ends at once, which harms nothing: the next start looks what became of the row.
 */
export class WishToStop {
  #isThere = false;
  #onWish: (() => void) | undefined;

  constructor() {
    for (const signal of signals) {
      process.on(signal, () => {
        if (this.#isThere) process.exit(1);
        this.#isThere = true;
        this.#onWish?.();
      });
    }
  }

  get isThere(): boolean {
    return this.#isThere;
  }

  /** From now on. */
  listen(onWish: () => void): void {
    this.#onWish = onWish;
    if (this.#isThere) onWish();
  }
}
