import { randomBytes } from 'node:crypto';
import { CodeCheck } from './code-check.ts';
import type { Session, Sessions } from './sessions.ts';
import type { HarborSwitches } from './switches.ts';
import type { HarborUser } from './users.ts';

type SignInOutcome = 'signed_in' | 'code_asked' | 'wrong_password' | 'locked' | 'wrong_code' | 'used_code';

/** One password or one code that was sent to Harbor. */
export interface SignInAttempt {
  user: string;
  /** Epoch milliseconds. */
  at: number;
  outcome: SignInOutcome;
}

export type Answer =
  | { outcome: 'signed_in'; session: Session }
  | { outcome: 'code_asked'; ticket: string }
  | { outcome: Exclude<SignInOutcome, 'signed_in' | 'code_asked'>; lockedForSeconds?: number };

/** Checks passwords and one-time codes, and keeps a record of every attempt. */
export class Gatekeeper {
  readonly attempts: SignInAttempt[] = [];
  readonly codes: CodeCheck;
  /** How often a user was locked. */
  lockouts = 0;
  #failures = new Map<string, number>();
  #lockedUntil = new Map<string, number>();
  #tickets = new Map<string, string>();
  #acknowledged = new Set<string>();
  readonly #switches: HarborSwitches;
  readonly #sessions: Sessions;
  readonly #users: readonly HarborUser[];

  constructor(switches: HarborSwitches, sessions: Sessions, users: readonly HarborUser[]) {
    this.#switches = switches;
    this.codes = new CodeCheck(switches);
    this.#sessions = sessions;
    this.#users = users;
  }

  password(userName: string, password: string): Answer {
    const name = userName.trim().toLowerCase();
    const locked = this.#lockedFor(name);
    if (locked > 0) return this.#record(name, { outcome: 'locked', lockedForSeconds: locked });

    const user = this.#users.find((known) => known.name === name);
    if (!user || user.password !== password) return this.#record(name, this.#failed(name, 'wrong_password'));
    if (this.#switches.oneTimeCode) {
      const ticket = randomBytes(12).toString('base64url');
      this.#tickets.set(ticket, name);
      return this.#record(name, { outcome: 'code_asked', ticket });
    }
    return this.#record(name, this.#admit(name));
  }

  /** Who a code page is for; `undefined` when it was never opened or is already done. */
  holderOf(ticket: string | undefined): string | undefined {
    return ticket === undefined ? undefined : this.#tickets.get(ticket);
  }

  code(ticket: string, code: string): Answer {
    const name = this.#tickets.get(ticket) ?? '';
    const locked = this.#lockedFor(name);
    if (locked > 0) return this.#record(name, { outcome: 'locked', lockedForSeconds: locked });

    const secret = this.#users.find((known) => known.name === name)?.codeSecret ?? '';
    switch (this.codes.check(name, secret, code)) {
      case 'wrong':
        return this.#record(name, this.#failed(name, 'wrong_code'));
      case 'used':
        return this.#record(name, this.#failed(name, 'used_code'));
      case 'right':
        this.#tickets.delete(ticket);
        return this.#record(name, this.#admit(name));
    }
  }

  /** The button on the page between sign-in and the application. */
  release(session: Session): void {
    if (session.heldBy === 'notice') this.#acknowledged.add(session.user);
    session.heldBy = null;
  }

  #admit(name: string): Answer {
    this.#failures.delete(name);
    const { interstitial } = this.#switches;
    const passed = interstitial === 'off' || (interstitial === 'notice' && this.#acknowledged.has(name));
    return { outcome: 'signed_in', session: this.#sessions.start(name, passed ? null : interstitial) };
  }

  #failed(name: string, outcome: 'wrong_password' | 'wrong_code' | 'used_code'): Answer {
    const failures = (this.#failures.get(name) ?? 0) + 1;
    this.#failures.set(name, failures);
    if (this.#switches.lockoutAfter > 0 && failures >= this.#switches.lockoutAfter) {
      this.#failures.delete(name);
      this.lockouts++;
      this.#lockedUntil.set(name, Date.now() + this.#switches.lockoutSeconds * 1000);
      return { outcome, lockedForSeconds: this.#switches.lockoutSeconds };
    }
    return { outcome };
  }

  #lockedFor(name: string): number {
    return Math.max(0, ((this.#lockedUntil.get(name) ?? 0) - Date.now()) / 1000);
  }

  #record(user: string, answer: Answer): Answer {
    this.attempts.push({ user, at: Date.now(), outcome: answer.outcome });
    return answer;
  }
}
