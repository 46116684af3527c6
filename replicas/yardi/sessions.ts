import { randomBytes } from 'node:crypto';
import type { YardiSwitches } from './switches.ts';

export interface Session {
  number: number;
  token: string;
  user: string;
  /** Live or Test. */
  database: string;
  startedAt: number;
  lastSeenAt: number;
  /** What each page last held; a page that is opened without a fresh address shows it again. */
  stale: Map<string, Record<string, string>>;
}

/** Who is signed in. */
export class Sessions {
  readonly #live = new Map<string, Session>();
  readonly #switches: YardiSwitches;
  #started = 0;
  kicked = 0;

  constructor(switches: YardiSwitches) {
    this.#switches = switches;
  }

  live(): Session[] {
    for (const token of this.#live.keys()) this.find(token);
    return [...this.#live.values()];
  }

  start(user: string, database: string): Session {
    if (this.#switches.secondLoginKicks)
      for (const other of this.live().filter((one) => one.user === user)) {
        this.kicked++;
        this.end(other.token);
      }
    const now = Date.now();
    const token = randomBytes(18).toString('base64url');
    const session = {
      number: ++this.#started,
      token,
      user,
      database,
      startedAt: now,
      lastSeenAt: now,
      stale: new Map(),
    };
    this.#live.set(token, session);
    return session;
  }

  /** Looking does not keep it alive. */
  find(token: string | undefined): Session | undefined {
    const session = this.#live.get(token ?? '');
    if (session && Date.now() - session.lastSeenAt > this.#switches.sessionSeconds * 1000) {
      this.end(session.token);
      return undefined;
    }
    return session;
  }

  end(token: string): void {
    this.#live.delete(token);
  }
}
