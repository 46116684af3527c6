import { randomBytes } from 'node:crypto';
import type { HarborSwitches } from './switches.ts';

export interface Session {
  /** Counts up from 1; the inspection shows it instead of the token. */
  number: number;
  token: string;
  user: string;
  startedAt: number;
  lastSeenAt: number;
  /** The page that the user must leave by its button before any other is shown. */
  heldBy: 'notice' | 'password_expiry' | null;
}

export type Ending = 'kicked' | 'expired' | 'signed_off';

/** Who is signed in, and why others no longer are. */
export class Sessions {
  #live = new Map<string, Session>();
  #ended = new Map<string, { ending: Ending; user: string }>();
  #started = 0;
  #kicked = 0;
  #thrownOut = new Set<string>();
  readonly #switches: HarborSwitches;

  constructor(switches: HarborSwitches) {
    this.#switches = switches;
  }

  get kicked(): number {
    return this.#kicked;
  }

  /** Of the kicked ones: those that were still worked with, as their next request shows. */
  get thrownOut(): number {
    return this.#thrownOut.size;
  }

  live(): Session[] {
    for (const token of this.#live.keys()) this.find(token);
    return [...this.#live.values()];
  }

  start(user: string, heldBy: Session['heldBy']): Session {
    if (this.#switches.secondLoginKicks) {
      for (const session of this.live().filter((other) => other.user === user)) {
        this.#kicked++;
        this.end(session.token, 'kicked');
      }
    }
    const now = Date.now();
    const token = randomBytes(18).toString('base64url');
    const session: Session = {
      number: ++this.#started,
      token,
      user,
      startedAt: now,
      lastSeenAt: now,
      heldBy,
    };
    this.#live.set(token, session);
    return session;
  }

  /** The session of a cookie, if it is live. Looking does not keep it alive. */
  find(token: string | undefined): Session | undefined {
    if (token === undefined) return undefined;
    const session = this.#live.get(token);
    if (!session && this.#ended.get(token)?.ending === 'kicked') this.#thrownOut.add(token);
    if (session && Date.now() - session.lastSeenAt > this.#switches.sessionSeconds * 1000) {
      this.end(session.token, 'expired');
      return undefined;
    }
    return session;
  }

  end(token: string, ending: Ending): void {
    const user = this.#live.get(token)?.user;
    if (user === undefined) return;
    this.#live.delete(token);
    this.#ended.set(token, { ending, user });
    // The oldest go first; a cookie that old gets the plain sign-in page.
    for (const old of this.#ended.keys()) {
      if (this.#ended.size <= 1000) break;
      this.#ended.delete(old);
    }
  }

  endingOf(token: string | undefined): Ending | undefined {
    return token === undefined ? undefined : this.#ended.get(token)?.ending;
  }

  /** Whose session it was that has ended. */
  formerUserOf(token: string | undefined): string | undefined {
    return token === undefined ? undefined : this.#ended.get(token)?.user;
  }
}
