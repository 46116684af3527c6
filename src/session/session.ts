import type { BrowserContext, Page } from 'playwright';
import type { StorageState } from '../browser/browser.ts';
import { repairLatin1 } from '../browser/charset.ts';
import type { Gate } from '../browser/gate/gate.ts';
import { holdDocuments } from '../browser/held-documents.ts';
import type { Screen } from '../flow/define-app.ts';
import type { Account } from './account.ts';
import type { PageTurns } from './page-turns.ts';
import { collectTabStorage, seedTabStorage } from './tab-storage.ts';
import type { TabStorage } from './tab-storage.ts';

/** How long a page may take to say where it is, once a run has failed. Milliseconds. */
const classifyLimit = 5_000;

/** A page that does not let itself be emptied in this time is replaced. Milliseconds. */
const emptyLimit = 2_000;

/**
 * A page is replaced after so many runs. Its renderer keeps the documents of all of them, 3 to 7 MB a run, and is in no
 * hurry to let them go: 535 MB after 71 writes, and growing (measured).
 */
const runsOfPage = 20;

/** What flows listen to on a page. A page with a listener left is not used again. */
const flowEvents = ['console', 'dialog', 'download', 'filechooser', 'popup', 'request', 'requestfailed'];

/** What a session is made of, for another process to go on with. */
export interface SessionState extends StorageState {
  /** sessionStorage by origin, for apps that keep their session there. */
  tab?: TabStorage;
}

/** A signed-in browser context of an account, with one blank page ready for the next run. */
export class Session {
  readonly account: Account;
  readonly context: BrowserContext;
  /** Of the saved state that this context goes on from; 0 before the first. */
  generation = 0;
  /** For accounts that keep a gap between their page loads. */
  readonly turns: PageTurns | undefined;
  /** What lets no mutating request of the context out. */
  readonly gate: Gate;
  #page: Page | undefined;
  #runs = 0;
  #saved = '';
  #tab: TabStorage;
  #lastDocument: { status: number } | undefined;

  constructor(
    account: Account,
    context: BrowserContext,
    gate: Gate,
    tab: TabStorage = {},
    turns?: PageTurns,
  ) {
    this.account = account;
    this.context = context;
    this.gate = gate;
    this.turns = turns;
    this.#tab = tab;
  }

  get isAlive(): boolean {
    return this.#page !== undefined && !this.#page.isClosed();
  }

  /** The page of the current run. */
  get page(): Page {
    if (!this.#page) throw new Error('the session has no page yet');
    return this.#page;
  }

  /** Status of the page's last document, where the app answered it with a server error. */
  get serverError(): number | undefined {
    const status = this.#lastDocument?.status ?? 0;
    return status >= 500 ? status : undefined;
  }

  /**
   * Where the page is. An app that cannot say where it is does not know: `unknown`. An answer of 401 or 403 shows nobody
   * signed in, whatever stands on it.
   */
  async classify(): Promise<Screen> {
    const screen = await this.#asked();
    const isOpen = screen.state === 'signed_in' || screen.state === 'unknown';
    if (!isOpen || !this.#isDenied) return screen;
    return { state: 'signed_out', says: `HTTP ${this.#lastDocument?.status}` };
  }

  /** The app shows that it knows the login, and does not let it see this page (403). */
  async isForbidden(): Promise<boolean> {
    if (this.#lastDocument?.status !== 403 || !this.isAlive) return false;
    return (await inTime(this.#asked()))?.state === 'signed_in';
  }

  get #isDenied(): boolean {
    return this.#lastDocument?.status === 401 || this.#lastDocument?.status === 403;
  }

  async #asked(): Promise<Screen> {
    try {
      return await this.account.app.classify(this.page, { status: this.#lastDocument?.status });
    } catch {
      return { state: 'unknown' };
    }
  }

  /** As `classify`, for a page that may hang or be gone; undefined then. */
  async screen(): Promise<Screen | undefined> {
    return this.isAlive ? inTime(this.classify()) : undefined;
  }

  /** A blank page in place of all that is open: nothing of one run is left for the next. */
  async freshPage(): Promise<Page> {
    const page = (await this.#emptied()) ?? (await this.#newPage());
    this.#lastDocument = undefined;
    this.#page = page;
    return page;
  }

  /**
   * The page of the run before, if that left nothing on it but a document. It is as blank as a new one, and its scripts
   * are warm: 90 ms less for a list of 463 rows (measured).
   */
  async #emptied(): Promise<Page | undefined> {
    const page = this.#page;
    const [only, ...others] = this.context.pages();
    if (!page || page !== only || others.length > 0 || isListenedTo(page)) return undefined;
    this.#runs += 1;
    if (this.#runs >= runsOfPage) return undefined;
    try {
      await page.unrouteAll();
      await page.goto('about:blank', { timeout: emptyLimit });
      return page;
    } catch {
      // It asks whether to leave, or hangs.
      return undefined;
    }
  }

  async #newPage(): Promise<Page> {
    this.#runs = 0;
    const old = this.context.pages();
    const page = await this.context.newPage();
    const { quirks } = this.account.app;
    if (quirks?.latin1InUtf8) await repairLatin1(page);
    if (quirks?.sessionIn?.includes('sessionStorage')) await seedTabStorage(page, this.#tab);
    if (this.turns) await holdDocuments(page, this.turns);
    page.on('response', (response) => {
      if (response.request().isNavigationRequest()) this.#lastDocument = { status: response.status() };
    });
    await Promise.all(old.map((other) => other.close()));
    return page;
  }

  /** Goes on from a saved state. */
  adopt(generation: number, state: SessionState): void {
    this.generation = generation;
    this.#saved = fingerprint(state);
  }

  /** The session's state, if it differs from the one saved last. */
  async changedState(): Promise<SessionState | undefined> {
    const kept = this.account.app.quirks?.sessionIn ?? [];
    const state: SessionState = await this.context.storageState({ indexedDB: kept.includes('indexedDB') });
    if (kept.includes('sessionStorage')) {
      this.#tab = { ...this.#tab, ...(await collectTabStorage(this.page)) };
      state.tab = this.#tab;
    }
    return fingerprint(state) === this.#saved ? undefined : state;
  }

  async close(): Promise<void> {
    await this.context.close().catch(() => undefined);
  }
}

async function inTime(screen: Promise<Screen>): Promise<Screen | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), classifyLimit);
  });
  return Promise.race([screen, late]).finally(() => clearTimeout(timer));
}

/** Apps that renew a cookie with each answer would look changed after each run; ten minutes more or less are no change. */
function fingerprint({ cookies, origins, tab }: SessionState): string {
  const renewal = 600;
  const lasting = cookies.map((cookie) => ({ ...cookie, expires: Math.round(cookie.expires / renewal) }));
  return JSON.stringify([lasting.toSorted((a, b) => (a.name < b.name ? -1 : 1)), origins, tab]);
}

/** Playwright's page is an event emitter, though its types do not say so. */
function isListenedTo(page: Page): boolean {
  const emitter = page as unknown as NodeJS.EventEmitter;
  return flowEvents.some((name) => emitter.listenerCount(name) > 0);
}
