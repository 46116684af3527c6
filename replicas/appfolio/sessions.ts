import { randomBytes } from 'node:crypto';
import type { AppfolioSwitches } from './switches.ts';

export interface Session {
  /** Counts up from 1. */
  number: number;
  token: string;
  csrf: string;
  user: string;
  lastSeenAt: number;
  /** Its first page was opened with its cookie, so that other pages open too. */
  isWarm: boolean;
}

/** Who is signed in at the company's host. */
export class Sessions {
  readonly #live = new Map<string, Session>();
  /** Tickets of the identity host that were not yet exchanged. */
  readonly #tickets = new Map<string, string>();
  #started = 0;
  readonly #switches: AppfolioSwitches;

  constructor(switches: AppfolioSwitches) {
    this.#switches = switches;
  }

  get started(): number {
    return this.#started;
  }

  live(): Session[] {
    return [...this.#live.values()].filter(({ token }) => this.find(token));
  }

  ticketFor(user: string): string {
    const ticket = randomBytes(12).toString('base64url');
    this.#tickets.set(ticket, user);
    return ticket;
  }

  holderOf(ticket: string): string | undefined {
    return this.#tickets.get(ticket);
  }

  /** A ticket opens one session. */
  redeem(ticket: string): Session | undefined {
    const user = this.#tickets.get(ticket);
    if (user === undefined) return undefined;
    this.#tickets.delete(ticket);
    const session: Session = {
      number: ++this.#started,
      token: randomBytes(18).toString('base64url'),
      csrf: randomBytes(18).toString('base64url'),
      user,
      lastSeenAt: Date.now(),
      isWarm: false,
    };
    this.#live.set(session.token, session);
    return session;
  }

  find(token: string | undefined): Session | undefined {
    const session = token === undefined ? undefined : this.#live.get(token);
    if (session && Date.now() - session.lastSeenAt > this.#switches.sessionSeconds * 1000) {
      this.#live.delete(session.token);
      return undefined;
    }
    return session;
  }

  end({ token }: Session): void {
    this.#live.delete(token);
  }
}
