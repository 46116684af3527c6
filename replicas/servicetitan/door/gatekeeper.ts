import { randomBytes } from 'node:crypto';
import { codeOf, stepAt } from '../../harbor/one-time-code.ts';
import type { Session, Sessions } from '../sessions.ts';
import type { Switches } from '../switches.ts';
import { users } from '../users.ts';

export type Outcome = 'signed_in' | 'code_asked' | 'wrong_password' | 'wrong_code' | 'locked';

/** Somebody on his way in: what he has shown so far. A cookie names him. */
export interface Visitor {
  name: string;
  /** Where he is to be asked next. */
  at: 'username' | 'password' | 'code' | 'notice';
  isHuman: boolean;
  /** The code page counts its idle time from here. */
  since: number;
  session?: Session;
}

/** Checks names, passwords and codes, and keeps a record of every attempt. */
export class Gatekeeper {
  /** Every password and code that was sent, in order. */
  readonly attempts: { user: string; outcome: Outcome }[] = [];
  /** How often the check that one is human was shown, and how often its box was clicked. */
  readonly challenges = { shown: 0, cleared: 0 };
  lockouts = 0;
  readonly #visitors = new Map<string, Visitor>();
  readonly #failures = new Map<string, number>();
  readonly #lockedUntil = new Map<string, number>();
  readonly #usedCodes = new Set<string>();
  readonly #switches: Switches;
  readonly #sessions: Sessions;

  constructor(switches: Switches, sessions: Sessions) {
    this.#switches = switches;
    this.#sessions = sessions;
  }

  visitor(id: string | undefined): Visitor | undefined {
    return id === undefined ? undefined : this.#visitors.get(id);
  }

  welcome(): string {
    const id = randomBytes(12).toString('base64url');
    this.#visitors.set(id, { name: '', at: 'username', isHuman: false, since: Date.now() });
    return id;
  }

  password(visitor: Visitor, password: string): Outcome {
    const { name } = visitor;
    const user = users.find((known) => known.name === name);
    if (this.lockedFor(name) > 0) return this.#note(name, 'locked');
    if (!user || user.password !== password) return this.#note(name, this.#failed(name, 'wrong_password'));
    if (!this.#switches.oneTimeCode) return this.#note(name, this.#admit(visitor));
    Object.assign(visitor, { at: 'code', since: Date.now() });
    return this.#note(name, 'code_asked');
  }

  code(visitor: Visitor, typed: string): Outcome {
    const { name } = visitor;
    if (this.lockedFor(name) > 0) return this.#note(name, 'locked');
    const secret = users.find((known) => known.name === name)?.codeSecret ?? '';
    const step = stepAt(Date.now(), this.#switches.codeSeconds);
    const code = typed.trim();
    const counts = [-1, 0, 1].some((away) => codeOf(secret, step + away) === code);
    if (!counts || this.#usedCodes.has(`${name} ${code}`)) {
      return this.#note(name, this.#failed(name, 'wrong_code'));
    }
    this.#usedCodes.add(`${name} ${code}`);
    return this.#note(name, this.#admit(visitor));
  }

  /** Seconds for which a user is still locked. */
  lockedFor(name: string): number {
    return Math.max(0, ((this.#lockedUntil.get(name) ?? 0) - Date.now()) / 1000);
  }

  #admit(visitor: Visitor): Outcome {
    this.#failures.delete(visitor.name);
    visitor.session = this.#sessions.start(visitor.name);
    visitor.at = 'notice';
    return 'signed_in';
  }

  #failed(name: string, outcome: 'wrong_password' | 'wrong_code'): Outcome {
    const failures = (this.#failures.get(name) ?? 0) + 1;
    this.#failures.set(name, failures);
    if (this.#switches.lockoutAfter > 0 && failures >= this.#switches.lockoutAfter) {
      this.#failures.delete(name);
      this.lockouts++;
      this.#lockedUntil.set(name, Date.now() + this.#switches.lockoutSeconds * 1000);
    }
    return outcome;
  }

  #note(user: string, outcome: Outcome): Outcome {
    this.attempts.push({ user, outcome });
    return outcome;
  }
}
