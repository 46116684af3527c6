import type { BrowserContextOptions } from 'playwright';
import type { BrowserHost, StorageState } from '../browser/browser.ts';
import { toSidedoorError } from '../failure.ts';
import { AppUnavailable, LayoutChanged } from '../errors.ts';
import type { AccountPaused } from '../errors.ts';
import type { Log } from '../log.ts';
import { sessionKey } from './account.ts';
import type { Account } from './account.ts';
import { resolveSecret } from './credentials.ts';
import type { SealedStates } from './sealed-states.ts';
import { Session } from './session.ts';
import type { SessionState } from './session.ts';
import { needsHuman, signIn } from './sign-in.ts';
import type { HandOff, SignInParts } from './sign-in.ts';

export interface SessionsParts extends SignInParts {
  browser: BrowserHost;
  states: SealedStates;
  /** Told every cookie value, so that no artefact shows it. */
  onCookies: (values: string[]) => void;
  log: Log;
  /** A session unused for this long gives back its browser context and keeps its sealed state. Milliseconds. */
  idleAfter: number;
  /** More live sessions than this are not kept: the longest unused is parked first. */
  mostLive: number;
}

/** A sign-in whose password is on its way is not broken off; it gets this long to come to an end. Milliseconds. */
const signInLimit = 90_000;

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

  /** @throws AccountPaused, so that nobody waits in a queue for a pause. */
  async checkPaused(account: Account): Promise<void> {
    const password = await resolveSecret(account.password).catch(() => undefined);
    if (password === undefined) return;
    await this.#parts.guard.check(account.name, this.#parts.seal.versionOf(password));
  }

  /**
   * Somebody else has signed in as our user: forgets the session that this ended. Answers the error to end the run with,
   * or nothing when the account is to be taken over.
   */
  async kicked(account: Account, slot: number, says: string | undefined): Promise<AccountPaused | undefined> {
    await this.retire(account, slot);
    await this.#parts.states.forget(account, slot);
    const then = account.onKicked;
    return this.#parts.guard.record(account.name, { kind: 'kicked', says: says ?? null, then });
  }

  /**
   * A signed-in session with a blank page: the live one if no other process has gone on with it since, else one restored
   * from the sealed state, else a new sign-in, for which the hand-off asks a person if need be. `signal` closes its page,
   * except while a password is on its way.
   */
  async lease(account: Account, slot: number, signal: AbortSignal, handOff?: HandOff): Promise<Session> {
    const key = sessionKey(account, slot);
    // Nobody parks it from here on.
    clearTimeout(this.#idle.get(key));
    this.#idle.delete(key);
    const live = this.#live.get(key);
    if (live?.isAlive && live.generation === (await this.#parts.states.generation(account, slot)))
      return live;
    await this.retire(account, slot);

    const sealed = await this.#parts.states.open(account, slot);
    const session = await this.#newSession(account, sealed?.state);
    this.#live.set(key, session);
    try {
      const page = await session.freshPage();
      const close = () => void page.close().catch(() => undefined);
      signal.addEventListener('abort', close, { once: true });
      const isIn =
        sealed &&
        (await this.#stillSignedIn(session, slot).finally(() => signal.removeEventListener('abort', close)));
      signal.throwIfAborted();
      if (isIn) session.adopt(sealed.generation, sealed.state);
      else await this.#signIn(session, slot, handOff);
      signal.throwIfAborted();
      await session.freshPage();
      return session;
    } catch (error) {
      await this.retire(account, slot);
      throw error;
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
    clearTimeout(this.#idle.get(key));
    this.#idle.delete(key);
    this.#idle.set(key, setTimeout(() => void this.retire(account, slot), this.#parts.idleAfter).unref());
    await this.#parkLongestUnused();
  }

  /** The order of `#idle` is that of the last use. */
  async #parkLongestUnused(): Promise<void> {
    while (this.#live.size > this.#parts.mostLive) {
      const key = this.#idle.keys().next().value;
      const session = key === undefined ? undefined : this.#live.get(key);
      if (key === undefined || !session) return;
      await this.#close(key, session);
    }
  }

  async #close(key: string, session: Session): Promise<void> {
    clearTimeout(this.#idle.get(key));
    this.#idle.delete(key);
    this.#live.delete(key);
    await session.close();
  }

  /** Closes a live session. Its sealed state stays: the next lease sees whether it still serves. */
  async retire(account: Account, slot: number): Promise<void> {
    const key = sessionKey(account, slot);
    const session = this.#live.get(key);
    if (session) await this.#close(key, session);
  }

  async close(): Promise<void> {
    for (const timer of this.#idle.values()) clearTimeout(timer);
    await Promise.all([...this.#live.values()].map((session) => session.close()));
    this.#live.clear();
  }

  async #newSession(account: Account, state?: SessionState): Promise<Session> {
    const { tab, ...storageState } = state ?? {};
    const options: BrowserContextOptions = { baseURL: account.url };
    if (state) options.storageState = storageState as StorageState;
    return new Session(account, await this.#parts.browser.newContext(options), tab);
  }

  async #stillSignedIn(session: Session, slot: number): Promise<boolean> {
    const { account, page } = session;
    try {
      await page.goto(account.app.home);
    } catch (error) {
      throw toSidedoorError(error);
    }
    if (session.serverError) throw new AppUnavailable(`${account.app.title} answers ${session.serverError}.`);
    const screen = await session.classify();
    switch (screen.state) {
      case 'signed_in':
        return true;
      case 'signed_out': {
        const paused = screen.kicked && (await this.kicked(account, slot, screen.says));
        if (paused) throw paused;
        return false;
      }
      case 'interstitial':
        if (!screen.goOn) throw needsHuman(account, screen);
        await screen.goOn();
        return (await session.classify()).state === 'signed_in';
      case 'locked':
      case 'challenge':
        throw needsHuman(account, screen);
      case 'unknown':
        throw new LayoutChanged(
          `The first page of ${account.app.title} is none that the app's definition knows, so "${account.name}" may or may not be signed in.`,
        );
    }
  }

  async #signIn(session: Session, slot: number, handOff: HandOff | undefined): Promise<void> {
    const { page, account } = session;
    const overdue = setTimeout(() => void page.close().catch(() => undefined), signInLimit);
    const patient = handOff && {
      // A person may take longer; the hand-off has a limit of its own.
      ask: (...request: Parameters<HandOff['ask']>) => {
        clearTimeout(overdue);
        return handOff.ask(...request);
      },
    };
    await signIn(session, this.#parts, patient).finally(() => clearTimeout(overdue));
    // Saved at once: a process that dies in the next moment leaves a session that its successor goes on with.
    await this.#save(session, slot, true);
    this.#parts.log.info({ account: account.name }, 'signed in');
  }

  async #save(session: Session, slot: number, signedIn: boolean): Promise<void> {
    const state = await session.changedState();
    if (!state) return;
    this.#parts.onCookies(state.cookies.map(({ value }) => value));
    session.adopt(await this.#parts.states.save(session.account, slot, state, signedIn), state);
  }
}
