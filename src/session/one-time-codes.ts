import { Busy } from '../errors.ts';
import type { Store } from '../journal/store.ts';
import type { CodeSecret } from './code-secret.ts';

/** A code that is this process's to type, once. */
export interface ClaimedCode {
  code: string;
  step: number;
}

export interface CodeClaim {
  account: string;
  /** Tells the secret from an earlier one, and finds it again in another account; keeps nothing of it. */
  version: string;
  secret: CodeSecret;
  /** The app's time, epoch milliseconds. */
  now: () => number;
  /** Waits so many milliseconds. @throws when the sign-in is over meanwhile. */
  wait: (ms: number) => Promise<void>;
}

/** Typing a code and sending it takes a moment; with less than this left of its window it may arrive too late. Ms. */
const margin = 4_000;

/** The app's time is known to a second or so; nobody types so soon after a window has begun that it may not have. Ms. */
const doubt = 1_000;

/** Of a window shorter than an authenticator's, not more than these parts are left unused at its end and its beginning. */
const mostUnused = { end: 1 / 4, beginning: 1 / 20 };

/** Other sessions of the account may take the next windows as well. Longer than this nobody waits. */
const mostWaits = 3;

/** A code is kept this long after it counted, so that a clock set back finds it used. Milliseconds. */
const memory = 3_600_000;

/**
 * Which codes were claimed, by whatever process: a code is in the store before it is typed, so that none is typed twice,
 * nor after a crash. The app counts a code that comes again as an attack, and some lock the login for it.
 */
export class OneTimeCodes {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * The code of the present window, or of the next when this one is used up or as good as over.
   *
   * @throws Busy when other sign-ins take every window.
   */
  async claim({ account, version, secret, now, wait }: CodeClaim): Promise<ClaimedCode> {
    const { period } = secret;
    const reserve = Math.min(margin, period * mostUnused.end);
    const late = Math.min(doubt, period * mostUnused.beginning);
    for (let waits = 0; ; waits++) {
      const at = now();
      const step = Math.floor(at / period);
      const left = (step + 1) * period - at;
      if (left >= reserve && (await this.#take(account, version, step))) {
        return { code: secret.codeOf(step), step };
      }
      if (waits === mostWaits) break;
      await wait(left + late);
    }
    throw new Busy(`Other sign-ins used up the one-time codes of "${account}".`, {
      hint: 'Call again in a minute.',
    });
  }

  /** Notes what the app said to a code. An accepted one makes those before it history. */
  async settle(account: string, { step }: ClaimedCode, outcome: 'accepted' | 'refused'): Promise<void> {
    await this.#store
      .updateTable('codes')
      .set({ outcome })
      .where('account', '=', account)
      .where('step', '=', step)
      .execute();
    if (outcome === 'refused') return;
    await this.#store
      .deleteFrom('codes')
      .where('account', '=', account)
      .where('at', '<', Date.now() - memory)
      .execute();
  }

  /** How many codes of this secret were claimed since the app last accepted one. */
  async unaccepted(account: string, version: string): Promise<number> {
    const rows = await this.#store
      .selectFrom('codes')
      .select('outcome')
      .where('account', '=', account)
      .where('secret', '=', version)
      .orderBy('step', 'desc')
      .execute();
    const accepted = rows.findIndex(({ outcome }) => outcome === 'accepted');
    return accepted < 0 ? rows.length : accepted;
  }

  /** False when somebody has it, in this account or in another with the same secret. */
  async #take(account: string, secret: string, step: number): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#store
      .insertInto('codes')
      .values({ account, step, secret, at: Date.now() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return Number(numInsertedOrUpdatedRows ?? 0) > 0;
  }
}
