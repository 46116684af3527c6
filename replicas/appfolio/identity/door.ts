import { randomBytes, randomInt } from 'node:crypto';
import type { ReplicaUser } from '../../replica.ts';
import type { AppfolioSwitches } from '../switches.ts';

type SignInOutcome = 'signed_in' | 'code_asked' | 'wrong_password' | 'wrong_code' | 'expired_code' | 'locked';

export interface SignInAttempt {
  user: string;
  /** Epoch milliseconds. */
  at: number;
  outcome: SignInOutcome;
}

/** A text message with a code, as it reached a user's telephone. */
export interface SentCode {
  user: string;
  code: string;
  sentAt: number;
  used: boolean;
}

/** Checks passwords, and the codes that it sends by SMS. */
export class Door {
  readonly attempts: SignInAttempt[] = [];
  readonly sent: SentCode[] = [];
  /** How often a user was locked. */
  lockouts = 0;
  /** Sign-ins whose password was right, by the handle in their cookie. */
  readonly #begun = new Map<string, string>();
  readonly #failures = new Map<string, number>();
  readonly #lockedUntil = new Map<string, number>();
  readonly #switches: AppfolioSwitches;
  readonly #users: readonly ReplicaUser[];

  constructor(switches: AppfolioSwitches, users: readonly ReplicaUser[]) {
    this.#switches = switches;
    this.#users = users;
  }

  password(name: string, password: string): { outcome: SignInOutcome; handle?: string } {
    const user = name.trim().toLowerCase();
    if ((this.#lockedUntil.get(user) ?? 0) > Date.now()) return this.#record(user, 'locked');
    if (!this.#users.some((known) => known.name === user && known.password === password)) {
      return this.#failed(user, 'wrong_password');
    }
    if (!this.#switches.codeAsked) return this.#record(user, 'signed_in');
    const handle = randomBytes(12).toString('base64url');
    this.#begun.set(handle, user);
    return { ...this.#record(user, 'code_asked'), handle };
  }

  holderOf(handle: string | undefined): string | undefined {
    return handle === undefined ? undefined : this.#begun.get(handle);
  }

  /** The latest code that was sent is the only one that counts. */
  send(user: string): void {
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
    this.sent.push({ user, code, sentAt: Date.now(), used: false });
  }

  code(handle: string, typed: string): { outcome: SignInOutcome } {
    const user = this.#begun.get(handle) ?? '';
    if ((this.#lockedUntil.get(user) ?? 0) > Date.now()) return this.#record(user, 'locked');
    const sent = this.sent.findLast((one) => one.user === user);
    if (!sent || sent.used || sent.code !== typed.trim()) return this.#failed(user, 'wrong_code');
    if (Date.now() - sent.sentAt >= this.#switches.codeSeconds * 1000)
      return this.#failed(user, 'expired_code');
    sent.used = true;
    this.#begun.delete(handle);
    return this.#record(user, 'signed_in');
  }

  #failed(user: string, outcome: SignInOutcome): { outcome: SignInOutcome } {
    const failures = (this.#failures.get(user) ?? 0) + 1;
    this.#failures.set(user, failures);
    const { lockoutAfter, lockoutSeconds } = this.#switches;
    if (lockoutAfter > 0 && failures >= lockoutAfter) {
      this.#failures.delete(user);
      this.lockouts += 1;
      this.#lockedUntil.set(user, Date.now() + lockoutSeconds * 1000);
    }
    return this.#record(user, outcome);
  }

  #record(user: string, outcome: SignInOutcome): { outcome: SignInOutcome } {
    if (outcome === 'signed_in') this.#failures.delete(user);
    this.attempts.push({ user, at: Date.now(), outcome });
    return { outcome };
  }
}
