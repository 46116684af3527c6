import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { ReplicaUser } from '../replica.ts';
import type { YardiSwitches } from './switches.ts';

type Outcome = 'passed' | 'code_asked' | 'wrong_password' | 'wrong_code' | 'locked';

/** Where somebody wants to go once he has passed. */
export type Door = 'portal' | 'advanced';

/** Checks passwords and codes, and keeps a record of every attempt. */
export class Gatekeeper {
  readonly attempts: { user: string; at: number; outcome: Outcome }[] = [];
  lockouts = 0;
  readonly #users: readonly ReplicaUser[];
  readonly #switches: YardiSwitches;
  readonly #failures = new Map<string, number>();
  readonly #lockedUntil = new Map<string, number>();
  readonly #tickets = new Map<string, { user: string; door: Door }>();
  readonly #used = new Set<string>();

  constructor(users: readonly ReplicaUser[], switches: YardiSwitches) {
    this.#users = users;
    this.#switches = switches;
  }

  password(user: string, password: string): Outcome {
    if (this.#isLocked(user)) return this.#record(user, 'locked');
    const known = this.#users.find(({ name }) => name === user);
    if (known?.password !== password) return this.#failed(user, 'wrong_password');
    return this.#record(user, this.#switches.oneTimeCode ? 'code_asked' : 'passed');
  }

  /** For the page that asks for the code. */
  ticket(user: string, door: Door): string {
    const ticket = randomBytes(12).toString('base64url');
    this.#tickets.set(ticket, { user, door });
    return ticket;
  }

  holderOf(ticket: string | undefined): { user: string; door: Door } | undefined {
    return this.#tickets.get(ticket ?? '');
  }

  code(ticket: string, code: string): Outcome {
    const user = this.#tickets.get(ticket)?.user ?? '';
    if (this.#isLocked(user)) return this.#record(user, 'locked');
    const secret = this.#users.find(({ name }) => name === user)?.codeSecret ?? '';
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    if (this.#used.has(`${user} ${code}`) || totp.validate({ token: code, window: 1 }) === null)
      return this.#failed(user, 'wrong_code');
    this.#used.add(`${user} ${code}`);
    this.#tickets.delete(ticket);
    return this.#record(user, 'passed');
  }

  #failed(user: string, outcome: 'wrong_password' | 'wrong_code'): Outcome {
    const failures = (this.#failures.get(user) ?? 0) + 1;
    this.#failures.set(user, failures);
    const { lockoutAfter, lockoutSeconds } = this.#switches;
    if (lockoutAfter === 0 || failures < lockoutAfter) return this.#record(user, outcome);
    this.lockouts++;
    this.#failures.delete(user);
    this.#lockedUntil.set(user, Date.now() + lockoutSeconds * 1000);
    return this.#record(user, 'locked');
  }

  #isLocked(user: string): boolean {
    return (this.#lockedUntil.get(user) ?? 0) > Date.now();
  }

  #record(user: string, outcome: Outcome): Outcome {
    if (outcome === 'passed') this.#failures.delete(user);
    this.attempts.push({ user, at: Date.now(), outcome });
    return outcome;
  }
}
