import { randomBytes } from 'node:crypto';
import { Desk } from './desk.ts';
import type { DeskParts, Parking } from './desk.ts';
import type { Door } from './door.ts';

export type HandOffsParts = Omit<DeskParts, 'open' | 'close'>;

/**
 * The pages on which people help sign-ins of this process. Each desk that asks has one, at an address that nobody can
 * guess; the server behind them runs only while there are any.
 */
export class HandOffs {
  readonly #parts: HandOffsParts;
  readonly #desks = new Map<string, Desk>();
  #door: Promise<Door> | undefined;

  constructor(parts: HandOffsParts) {
    this.#parts = parts;
  }

  /** A desk for one sign-in. Nothing is open until it asks; whoever made it closes it. */
  desk(signal: AbortSignal, park: Parking): Desk {
    const open = (desk: Desk) => this.#open(desk);
    const close = (desk: Desk) => this.#close(desk);
    return new Desk({ ...this.#parts, open, close }, signal, park);
  }

  async #open(desk: Desk): Promise<string> {
    const token = randomBytes(24).toString('base64url');
    this.#desks.set(token, desk);
    // The web server's code is loaded by whoever needs it, which most processes never do.
    this.#door ??= import('./door.ts').then(({ serveDesks }) =>
      serveDesks((asked) => this.#desks.get(asked)),
    );
    const { origin } = await this.#door;
    return `${origin}/${token}/`;
  }

  #close(desk: Desk): void {
    for (const [token, each] of this.#desks) if (each === desk) this.#desks.delete(token);
    if (this.#desks.size > 0) return;
    void this.#door?.then((door) => door.close()).catch(() => undefined);
    this.#door = undefined;
  }
}
