import { serverTime } from './clock.ts';
import { codeOf, stepAt } from './one-time-code.ts';
import type { HarborSwitches } from './switches.ts';

/** One code that was sent to Harbor. */
export interface SentCode {
  user: string;
  /** Epoch milliseconds, by the real clock. */
  at: number;
  code: string;
  /** The time step whose code it is; null when it is the code of none near. */
  step: number | null;
  /** `reused`: the user had sent the same code before, whatever came of it then. */
  outcome: 'accepted' | 'refused' | 'reused';
}

/** Further away than this, no step is looked for. */
const nearSteps = 40;

/** Checks one-time codes by the server's clock. Each is accepted once. */
export class CodeCheck {
  readonly sent: SentCode[] = [];
  readonly #switches: HarborSwitches;

  constructor(switches: HarborSwitches) {
    this.#switches = switches;
  }

  check(user: string, secret: string, typed: string): 'right' | 'wrong' | 'used' {
    const code = typed.trim();
    const earlier = this.sent.filter((one) => one.user === user && one.code === code);
    const distance = this.#distance(secret, code);
    const step = distance === undefined ? null : this.#step() + distance;
    const counts = distance !== undefined && Math.abs(distance) <= this.#switches.codeDrift;
    const isLate = counts && earlier.length === 0 && this.#switches.lateCodes > 0;
    if (isLate) this.#switches.lateCodes--;

    const outcome = earlier.length > 0 ? 'reused' : counts && !isLate ? 'accepted' : 'refused';
    this.sent.push({ user, at: Date.now(), code, step, outcome });
    if (outcome === 'accepted') return 'right';
    return earlier.some((one) => one.outcome === 'accepted') ? 'used' : 'wrong';
  }

  #step(): number {
    return stepAt(serverTime(this.#switches), this.#switches.codeSeconds);
  }

  /** How many steps away from the present one a code is right; the nearest. */
  #distance(secret: string, code: string): number | undefined {
    const now = this.#step();
    return Array.from({ length: 2 * nearSteps + 1 }, (_, n) => (n % 2 ? -(n + 1) / 2 : n / 2)).find(
      (distance) => codeOf(secret, now + distance) === code,
    );
  }
}
