import type { Page } from 'playwright';
import { SessionLost } from '../errors.ts';
import type { Screen } from '../flow/define-app.ts';
import type { Log } from '../log.ts';
import type { Account } from './account.ts';
import { AppClock } from './app-clock.ts';
import { readCodeSecret } from './code-secret.ts';
import type { CodeSecret } from './code-secret.ts';
import type { ClaimedCode, OneTimeCodes } from './one-time-codes.ts';
import type { References } from '../secrets/references.ts';
import type { Seal } from '../secrets/seal.ts';

export interface CodeSupplyParts {
  codes: OneTimeCodes;
  seal: Seal;
  references: References;
  /** Told the secret of the codes before anything is done, so that no artefact shows it. */
  onPassword: (secret: string) => void;
  /** Told every code before it is typed. */
  onCode: (code: string) => void;
  log: Log;
}

/**
 * Most codes sent in a row without the app accepting one: the second forgives a clock or a slow page. A third wrong one
 * is what apps lock logins for, so from there on it is a person's turn.
 */
const mostRefused = 2;

/** From so far on, the app's clock is worth a line in the log. Milliseconds. */
const largeSkew = 10_000;

/** The one-time codes of one sign-in. */
export class CodeSupply {
  readonly clock = new AppClock();
  readonly #account: Account;
  readonly #parts: CodeSupplyParts;
  readonly #secret: CodeSecret;
  readonly #version: string;
  #left = mostRefused;
  #typed: ClaimedCode | undefined;

  private constructor(account: Account, parts: CodeSupplyParts, secret: CodeSecret) {
    this.#account = account;
    this.#parts = parts;
    this.#secret = secret;
    this.#version = parts.seal.versionOf(secret.identity);
  }

  /**
   * Undefined for an account without a secret for codes.
   *
   * @throws InvalidInput when the secret is not set, or is none.
   */
  static async of(account: Account, parts: CodeSupplyParts): Promise<CodeSupply | undefined> {
    if (account.code === undefined) return undefined;
    const text = await parts.references.resolve(account.code);
    parts.onPassword(text);
    try {
      const secret = readCodeSecret(account.code, text);
      for (const form of secret.forms) parts.onPassword(form);
      return new CodeSupply(account, parts, secret);
    } catch (error) {
      parts.references.forget(account.code);
      throw error;
    }
  }

  /** Goes on counting where a sign-in that came to no end left off. */
  async resume(): Promise<void> {
    const earlier = await this.#parts.codes.unaccepted(this.#account.name, this.#version);
    this.#left = Math.max(0, mostRefused - earlier);
  }

  get isSpent(): boolean {
    return this.#left === 0;
  }

  /** Whether this is the next thing to do on a screen. */
  answers(screen: Screen): boolean {
    return screen.takesCode === true && !this.isSpent && this.#account.app.enterCode !== undefined;
  }

  /** Types a code that nobody has typed before. Answers why the app's script stumbled, if it did: the screen decides. */
  async type(page: Page): Promise<unknown> {
    const { clock } = this;
    this.#remarkSkew();
    this.#left--;
    const claimed = await this.#parts.codes.claim({
      account: this.#account.name,
      version: this.#version,
      secret: this.#secret,
      now: () => clock.now(),
      wait: (ms) => waitOn(page, ms),
    });
    this.#typed = claimed;
    this.#parts.onCode(claimed.code);
    try {
      await this.#account.app.enterCode?.({ page, code: claimed.code });
    } catch (error) {
      return error;
    }
    return undefined;
  }

  /** Notes by the screen that came next what became of the code. A screen that nobody knows says nothing about it. */
  async settle({ state, takesCode }: Screen): Promise<void> {
    const typed = this.#typed;
    if (!typed || state === 'unknown') return;
    this.#typed = undefined;
    const isRefused = takesCode === true || state === 'signed_out' || state === 'locked';
    if (!isRefused) this.#left = mostRefused;
    await this.#parts.codes.settle(this.#account.name, typed, isRefused ? 'refused' : 'accepted');
  }

  #remarkSkew(): void {
    const { offset, isBelievable } = this.clock;
    if (Math.abs(offset) < largeSkew) return;
    const seconds = Math.round(offset / 1_000);
    this.#parts.log.warn(
      { account: this.#account.name, seconds },
      isBelievable
        ? "the app's clock is off; one-time codes are typed by its time"
        : "the app's Date header is hours off, as if it were local time; one-time codes are typed by this machine's clock",
    );
  }
}

/** @throws SessionLost as soon as the page is closed. */
async function waitOn(page: Page, ms: number): Promise<void> {
  const closed = () => new SessionLost('The page was closed under the sign-in.');
  if (page.isClosed()) throw closed();
  await new Promise<void>((resolve, reject) => {
    const onClose = () => {
      clearTimeout(timer);
      reject(closed());
    };
    const timer = setTimeout(() => {
      page.off('close', onClose);
      resolve();
    }, ms);
    page.once('close', onClose);
  });
}
