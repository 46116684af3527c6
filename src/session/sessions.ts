import type { BrowserContextOptions, Page } from 'playwright';
import type { BrowserHost } from '../browser/browser.ts';
import { toSidedoorError } from '../failure.ts';
import { AppUnavailable, LayoutChanged } from '../errors.ts';
import type { Log } from '../log.ts';
import { sessionKey } from './account.ts';
import type { Account } from './account.ts';
import { resolveSecret } from './credentials.ts';
import type { SealedStates } from './sealed-states.ts';
import { Session } from './session.ts';
import { classify, needsHuman, signIn } from './sign-in.ts';
import type { SignInParts } from './sign-in.ts';

export interface SessionsParts extends SignInParts {
  browser: BrowserHost;
  states: SealedStates;
  /** Told every cookie value, so that no artefact shows it. */
  onCookies: (values: string[]) => void;
  log: Log;
  /** A session unused for this long gives back its browser context and keeps its sealed state. Milliseconds. */
  idleAfter: number;
}

/**
 * The sessions of all accounts. Everything here happens inside the account's lane: nobody else leases, signs in or saves
 * the same session meanwhile, in this process or another.
 */
export class Sessions {
  readonly #parts: SessionsParts;
  readonly #live = new Map<string, Session>();
  readonly #idle = new Map<string, NodeJS.Timeout>();

  constructor(parts: SessionsParts) {
    this.#parts = parts;
  }

  /**
   * Takes note of an account's password before anything of a run is written down, so that a caller who puts it into an
   * argument leaves it in no artefact either. A secret that is not set is told at sign-in.
   */
  async noteSecrets(account: Account): Promise<void> {
    await resolveSecret(account.password).then(this.#parts.onPassword, () => undefined);
  }

  /**
   * A signed-in session with a blank page: the live one if no other process has gone on with it since, else one restored
   * from the sealed state, else a new sign-in. `signal` closes its page, whatever it is doing.
   */
  async lease(account: Account, slot: number, signal: AbortSignal): Promise<Session> {
    const key = sessionKey(account, slot);
    clearTimeout(this.#idle.get(key));
    const live = this.#live.get(key);
    if (live?.isAlive && live.generation === (await this.#parts.states.generation(account, slot)))
      return live;
    await this.retire(account, slot);

    const sealed = await this.#parts.states.open(account, slot);
    const session = await this.#newSession(account, sealed && { storageState: sealed.state });
    this.#live.set(key, session);
    const page = await session.freshPage();
    const close = () => void page.close().catch(() => undefined);
    signal.addEventListener('abort', close, { once: true });
    try {
      signal.throwIfAborted();
      if (sealed && (await this.#stillSignedIn(account, page)))
        session.adopt(sealed.generation, sealed.state);
      else await this.#signIn(session, slot, page);
      await session.freshPage();
      return session;
    } catch (error) {
      await this.retire(account, slot);
      throw error;
    } finally {
      signal.removeEventListener('abort', close);
    }
  }

  /** After a run: keeps what the app changed in the session, and makes it blank again. */
  async giveBack(session: Session, slot: number): Promise<void> {
    const { account } = session;
    try {
      await this.#save(session, slot, false);
      await session.freshPage();
    } catch (error) {
      this.#parts.log.warn({ account: account.name, err: error }, 'session did not come back clean; retired');
      await this.retire(account, slot);
      return;
    }
    const key = sessionKey(account, slot);
    this.#idle.set(key, setTimeout(() => void this.retire(account, slot), this.#parts.idleAfter).unref());
  }

  /** Closes a live session. Its sealed state stays: the next lease sees whether it still serves. */
  async retire(account: Account, slot: number): Promise<void> {
    const key = sessionKey(account, slot);
    clearTimeout(this.#idle.get(key));
    const session = this.#live.get(key);
    this.#live.delete(key);
    await session?.close();
  }

  async close(): Promise<void> {
    for (const timer of this.#idle.values()) clearTimeout(timer);
    await Promise.all([...this.#live.values()].map((session) => session.close()));
    this.#live.clear();
  }

  async #newSession(account: Account, options: BrowserContextOptions = {}): Promise<Session> {
    return new Session(account, await this.#parts.browser.newContext({ baseURL: account.url, ...options }));
  }

  async #stillSignedIn(account: Account, page: Page): Promise<boolean> {
    try {
      const response = await page.goto(account.app.home);
      if (response && response.status() >= 500) {
        throw new AppUnavailable(`${account.app.title} answers ${response.status()}.`);
      }
    } catch (error) {
      throw toSidedoorError(error);
    }
    const screen = await classify(account, page);
    switch (screen.state) {
      case 'signed_in':
        return true;
      case 'signed_out':
        return false;
      case 'unknown':
        throw new LayoutChanged(
          `The first page of ${account.app.title} is none that the app's definition knows, so "${account.name}" may or may not be signed in.`,
        );
      default:
        throw needsHuman(account, screen);
    }
  }

  async #signIn(session: Session, slot: number, page: Page): Promise<void> {
    await signIn(session.account, page, this.#parts);
    // Saved at once: a process that dies in the next moment leaves a session that its successor goes on with.
    await this.#save(session, slot, true);
    this.#parts.log.info({ account: session.account.name }, 'signed in');
  }

  async #save(session: Session, slot: number, signedIn: boolean): Promise<void> {
    const state = await session.changedState();
    if (!state) return;
    this.#parts.onCookies(state.cookies.map(({ value }) => value));
    session.adopt(await this.#parts.states.save(session.account, slot, state, signedIn), state);
  }
}
