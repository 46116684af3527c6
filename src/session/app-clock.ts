import type { Page, Response } from 'playwright';

/**
 * What time it is for the app, by the `Date` header of its own pages: one-time codes go by the server's clock, which on
 * old machines is minutes off. The header tells whole seconds, so each page narrows the offset down a little more.
 */
export class AppClock {
  /** Bounds of the app's time minus ours, milliseconds. */
  #least = -Infinity;
  #most = Infinity;

  /** Looks at every document that a page loads; the answer ends it. */
  watch(page: Page): () => void {
    const look = (response: Response) => {
      const request = response.request();
      const { date, age } = response.headers();
      // A document with an age comes from a cache on the way, and tells the time at which it was put there.
      if (!request.isNavigationRequest() || date === undefined || age !== undefined) return;
      const { startTime } = request.timing();
      const seen = Date.now();
      this.note(Date.parse(date), startTime > 0 ? Math.min(startTime, seen) : seen, seen);
    };
    page.on('response', look);
    return () => page.off('response', look);
  }

  /** One answer: what its header said, when it was asked for and when it was there, by our clock. Epoch milliseconds. */
  note(said: number, asked: number, seen: number): void {
    if (Number.isNaN(said)) return;
    const least = said - seen;
    const most = said + 1_000 - asked;
    // What contradicts the earlier answers replaces them: a clock was set meanwhile.
    const agrees = least <= this.#most && most >= this.#least;
    this.#least = agrees ? Math.max(this.#least, least) : least;
    this.#most = agrees ? Math.min(this.#most, most) : most;
  }

  /** How far the header is ahead of our clock, milliseconds; 0 when the two may well be the same. */
  get offset(): number {
    if (this.#least <= 0 && this.#most >= 0) return 0;
    return Math.round((this.#least + this.#most) / 2);
  }

  /** The app's time, epoch milliseconds. */
  now(): number {
    return Date.now() + (this.isBelievable ? this.offset : 0);
  }

  /** A header that is off by hours is local time called GMT; the clock behind it may be right. */
  get isBelievable(): boolean {
    return Math.abs(this.offset) <= mostDrift;
  }
}

const mostDrift = 15 * 60_000;
