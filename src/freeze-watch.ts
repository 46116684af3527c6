/** How often it looks, and the gap between two looks that no busy machine explains. Milliseconds. */
const beat = 500;
const gap = 5_000;

/**
 * Notices that this process stood still: a laptop that slept, a SIGSTOP, a paused container. Waits on a page run out
 * meanwhile, although nothing is wrong with the page.
 */
export class FreezeWatch implements Disposable {
  #last = Date.now();
  #seen = false;
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#timer = setInterval(() => this.#look(), beat).unref();
  }

  /** Whether it stood still since it began to watch. */
  get seen(): boolean {
    this.#look();
    return this.#seen;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const now = Date.now();
    this.#seen ||= now - this.#last > gap;
    this.#last = now;
  }
}
