import type { BrowserContext, Page } from 'playwright';
import { repairLatin1 } from '../browser/charset.ts';
import type { StorageState } from '../browser/browser.ts';
import type { Screen } from '../flow/define-app.ts';
import type { Account } from './account.ts';
import { classify } from './sign-in.ts';

/** How long a page may take to say where it is, once a run has failed. Milliseconds. */
const classifyLimit = 3_000;

/** A signed-in browser context of an account, with one blank page ready for the next run. */
export class Session {
  readonly account: Account;
  readonly context: BrowserContext;
  /** Of the saved state that this context goes on from; 0 before the first. */
  generation = 0;
  #page: Page | undefined;
  #saved = '';
  #lastStatus: { status: number; url: string } | undefined;

  constructor(account: Account, context: BrowserContext) {
    this.account = account;
    this.context = context;
  }

  get isAlive(): boolean {
    return this.#page !== undefined && !this.#page.isClosed();
  }

  /** The page of the current run. */
  get page(): Page {
    if (!this.#page) throw new Error('the session has no page yet');
    return this.#page;
  }

  /** The last document of the run's page, where the app answered it with a server error. */
  get serverError(): { status: number; url: string } | undefined {
    return this.#lastStatus && this.#lastStatus.status >= 500 ? this.#lastStatus : undefined;
  }

  /** Where the run's page is; undefined when it is gone or does not say in time. */
  async screen(): Promise<Screen | undefined> {
    if (!this.isAlive) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), classifyLimit);
    });
    return Promise.race([classify(this.account, this.page), late]).finally(() => clearTimeout(timer));
  }

  /** A blank page in place of all that is open: nothing of one run is left for the next. */
  async freshPage(): Promise<Page> {
    const old = this.context.pages();
    const page = await this.context.newPage();
    if (this.account.app.quirks?.latin1InUtf8) await repairLatin1(page);
    this.#lastStatus = undefined;
    page.on('response', (response) => {
      if (response.request().isNavigationRequest()) {
        this.#lastStatus = { status: response.status(), url: response.url() };
      }
    });
    this.#page = page;
    await Promise.all(old.map((other) => other.close()));
    return page;
  }

  /** Goes on from a saved state. */
  adopt(generation: number, state: StorageState): void {
    this.generation = generation;
    this.#saved = fingerprint(state);
  }

  /** The storage state, if it differs from the one saved last. */
  async changedState(): Promise<StorageState | undefined> {
    const state = await this.context.storageState();
    return fingerprint(state) === this.#saved ? undefined : state;
  }

  async close(): Promise<void> {
    await this.context.close().catch(() => undefined);
  }
}

/** Apps that renew a cookie with each answer would look changed after each run; ten minutes more or less are no change. */
function fingerprint({ cookies, origins }: StorageState): string {
  const renewal = 600;
  const lasting = cookies.map((cookie) => ({ ...cookie, expires: Math.round(cookie.expires / renewal) }));
  return JSON.stringify([lasting.toSorted((a, b) => (a.name < b.name ? -1 : 1)), origins]);
}
