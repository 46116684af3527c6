import { randomBytes } from 'node:crypto';
import type { Switches } from './switches.ts';

export interface Session {
  /** Counts up from 1. */
  number: number;
  token: string;
  user: string;
  /** What writes must bring along in a header. */
  csrf: string;
  lastSeenAt: number;
}

/** Who is signed in. */
export class Sessions {
  readonly #live = new Map<string, Session>();
  readonly #kickedTokens = new Set<string>();
  readonly #switches: Switches;
  #started = 0;

  constructor(switches: Switches) {
    this.#switches = switches;
  }

  get kicked(): number {
    return this.#kickedTokens.size;
  }

  live(): Session[] {
    for (const token of this.#live.keys()) this.find(token);
    return [...this.#live.values()];
  }

  start(user: string): Session {
    if (this.#switches.secondLoginKicks) {
      for (const other of this.live().filter((one) => one.user === user)) {
        this.#kickedTokens.add(other.token);
        this.end(other.token);
      }
    }
    const token = randomBytes(18).toString('base64url');
    // Characters that a cookie carries only encoded.
    const csrf = `${randomBytes(9).toString('base64')}+/=`;
    const session = { number: ++this.#started, token, user, csrf, lastSeenAt: Date.now() };
    this.#live.set(token, session);
    return session;
  }

  /** The live session of a cookie. Looking does not keep it alive. */
  find(token: string | undefined): Session | undefined {
    const session = token === undefined ? undefined : this.#live.get(token);
    if (session && Date.now() - session.lastSeenAt > this.#switches.sessionSeconds * 1000) {
      this.end(session.token);
      return undefined;
    }
    return session;
  }

  wasKicked(token: string | undefined): boolean {
    return token !== undefined && this.#kickedTokens.has(token);
  }

  end(token: string): void {
    this.#live.delete(token);
  }
}
