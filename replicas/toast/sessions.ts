import { randomBytes } from 'node:crypto';
import { TOTP } from 'otpauth';
import type { ToastSwitches } from './switches.ts';
import type { ToastUser } from './users.ts';

export interface Session {
  number: number;
  token: string;
  user: ToastUser;
  /** Guid of the restaurant that everything happens in: the session's, not the page's. */
  restaurant: string;
  lastSeenAt: number;
  /** The code from the telephone was given. */
  steppedUp: boolean;
}

/** One password or one code that was sent. */
export interface SignInAttempt {
  user: string;
  at: number;
  outcome: 'signed_in' | 'code_asked' | 'wrong_password' | 'blocked' | 'wrong_code' | 'used_code';
}

/** Somebody between user name and home page. */
export interface Ticket {
  userName: string;
  user?: ToastUser;
  checked: boolean;
}

const token = () => randomBytes(18).toString('base64url');

/** Who is signed in, who is about to be, and every attempt. */
export class Sessions {
  readonly attempts: SignInAttempt[] = [];
  readonly #live = new Map<string, Session>();
  readonly #tickets = new Map<string, Ticket>();
  readonly #devices = new Map<string, string>();
  readonly #failures = new Map<string, number>();
  readonly #blockedUntil = new Map<string, number>();
  readonly #usedCodes = new Set<string>();
  readonly #switches: ToastSwitches;
  readonly #users: readonly ToastUser[];
  #started = 0;

  constructor(switches: ToastSwitches, users: readonly ToastUser[]) {
    this.#switches = switches;
    this.#users = users;
  }

  live(): Session[] {
    return [...this.#live.values()].filter((session) => this.find(session.token));
  }

  find(id: string | undefined): Session | undefined {
    const session = this.#live.get(id ?? '');
    if (!session) return undefined;
    if (Date.now() - session.lastSeenAt <= this.#switches.sessionSeconds * 1000) return session;
    this.end(session.token);
    return undefined;
  }

  end(id: string): void {
    this.#live.delete(id);
  }

  ticketFor(userName: string): string {
    const id = token();
    this.#tickets.set(id, { userName: userName.trim().toLowerCase(), checked: false });
    return id;
  }

  ticket(id: string | undefined): Ticket | undefined {
    return this.#tickets.get(id ?? '');
  }

  /** Whether that password opens the door, or what does not fit. `device`: the cookie of a known one. */
  password(ticket: Ticket, password: string, device: string | undefined): SignInAttempt['outcome'] {
    const { userName } = ticket;
    const user = this.#users.find(({ name }) => name === userName);
    if ((this.#blockedUntil.get(userName) ?? 0) > Date.now()) return this.#note(userName, 'blocked');
    if (!user || user.password !== password)
      return this.#note(userName, this.#failed(userName, 'wrong_password'));
    ticket.user = user;
    const isKnown = device !== undefined && this.#devices.get(device) === userName;
    return this.#note(userName, this.#switches.oneTimeCode && !isKnown ? 'code_asked' : 'signed_in');
  }

  code({ userName, user }: Ticket, code: string): SignInAttempt['outcome'] {
    if ((this.#blockedUntil.get(userName) ?? 0) > Date.now()) return this.#note(userName, 'blocked');
    const totp = new TOTP({ secret: user?.codeSecret ?? 'AAAA' });
    if (totp.validate({ token: code, window: 1 }) === null)
      return this.#note(userName, this.#failed(userName, 'wrong_code'));
    const once = `${userName} ${code}`;
    if (this.#usedCodes.has(once)) return this.#note(userName, 'used_code');
    this.#usedCodes.add(once);
    return this.#note(userName, 'signed_in');
  }

  /** A device that needs no code for the next 30 days. */
  knownDevice({ userName }: Ticket): string {
    const id = token();
    this.#devices.set(id, userName);
    return id;
  }

  start(id: string, restaurant: string): Session | undefined {
    const user = this.#tickets.get(id)?.user;
    if (!user) return undefined;
    this.#tickets.delete(id);
    this.#failures.delete(user.name);
    if (this.#switches.secondLoginKicks)
      for (const other of this.live()) if (other.user.name === user.name) this.end(other.token);
    const session: Session = {
      number: ++this.#started,
      token: token(),
      user,
      restaurant,
      lastSeenAt: Date.now(),
      steppedUp: false,
    };
    this.#live.set(session.token, session);
    return session;
  }

  #failed(name: string, outcome: 'wrong_password' | 'wrong_code'): SignInAttempt['outcome'] {
    const failures = (this.#failures.get(name) ?? 0) + 1;
    this.#failures.set(name, failures);
    const { lockoutAfter, lockoutSeconds } = this.#switches;
    if (lockoutAfter === 0 || failures < lockoutAfter) return outcome;
    this.#failures.delete(name);
    this.#blockedUntil.set(name, Date.now() + lockoutSeconds * 1000);
    return 'blocked';
  }

  #note(user: string, outcome: SignInAttempt['outcome']): SignInAttempt['outcome'] {
    this.attempts.push({ user, at: Date.now(), outcome });
    return outcome;
  }
}
