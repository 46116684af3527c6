import type { BrowserContextOptions } from 'playwright';
import type { BrowserHost, StorageState } from '../browser/browser.ts';
import { Gate } from '../browser/gate/gate.ts';
import type { AccountPaused } from '../errors.ts';
import type { Screen } from '../flow/define-app.ts';
import { sessionKey } from './account.ts';
import type { Account } from './account.ts';
import { readCodeSecret } from './code-secret.ts';
import { IdleSessions } from './idle-sessions.ts';
import { KeepAlive } from './keep-alive.ts';
import type { KeepAliveParts } from './keep-alive.ts';
import type { LiveContexts } from './live-contexts.ts';
import { PageTurns } from './page-turns.ts';
import type { LoadBook } from './page-turns.ts';
import type { SealedStates } from './sealed-states.ts';
import { Session } from './session.ts';
import type { SessionState } from './session.ts';
import { signIn } from './sign-in.ts';
import type { HandOff, SignInParts } from './sign-in.ts';
import { noteKick, openHome, stillSignedIn } from './still-signed-in.ts';

export interface SessionsParts extends SignInParts, KeepAliveParts {
  browser: BrowserHost;
  states: SealedStates;
  contexts: LiveContexts;
  loads: LoadBook;
  /** Told every cookie value, so that no artefact shows it. */
  onCookies: (values: string[]) => void;
  /** A session unused for this long gives back its browser context and keeps its sealed state. Milliseconds. */
  idleAfter: number;
  /** More live sessions than this are not kept: the longest unused is parked first. */
  mostLive: number;
}

/** A sign-in whose password is on its way is not broken off; it gets this long to come to an end. Milliseconds. */
const signInLimit = 90_000;

/** A page that hangs while it is cleaned must not hold the lane. Milliseconds. */
const cleaningLimit = 15_000;

/**
 * The sessions of all accounts. Everything here happens inside the account's lane: nobody else leases, signs in or saves
 * the same session meanwhile, in this process or another.
 */
export class Sessions {
  readonly #parts: SessionsParts;
  readonly #live = new Map<string, Session>();
  readonly #idle = new IdleSessions();
  readonly #keepAlive: KeepAlive;

  constructor(parts: SessionsParts) {
    this.#parts = parts;
    this.#keepAlive = new KeepAlive(parts);
  }

  /**
   * Takes note of an account's secrets before anything of a run is written down, so that a caller who puts one into an
   * argument leaves it in no artefact either. A secret that is not set is told at sign-in.
   */
  async noteSecrets({ password, code }: Account): Promise<void> {
    const { references, onPassword } = this.#parts;
    await references.resolve(password).then(onPassword, () => undefined);
    if (code === undefined) return;
    await references
      .resolve(code)
      .then((text) => readCodeSecret(code, text).forms.forEach(onPassword))
      .catch(() => undefined);
  }

  /** @throws AccountPaused, so that nobody waits in a queue for a pause. */
  async checkPaused(account: Account): Promise<void> {
    const { references, guard, seal } = this.#parts;
    const password = await references.resolve(account.password).catch(() => undefined);
    if (password === undefined) return;
    await guard.check(account.name, seal.versionOf(password)).catch((error: unknown) => {
      references.forget(account.password);
      throw error;
    });
  }

  /**
   * Somebody else has signed in as our user: forgets the session that this ended. Answers the error to end the run with,
   * or nothing when the account is to be taken over.
   */
  async kicked(account: Account, slot: number, says: string | undefined): Promise<AccountPaused | undefined> {
    await this.retire(account, slot);
    return noteKick(account, slot, says, this.#parts);
  }

  /**
   * A signed-in session with a blank page: the live one if no other process has gone on with it since, else one restored
   * from the sealed state, else a new sign-in, for which the hand-off asks a person if need be. `signal` closes its page,
   * except while a password is on its way. `onSignIn` is around a new sign-in.
   */
  async lease(
    account: Account,
    slot: number,
    signal: AbortSignal,
    handOff?: HandOff,
    onSignIn: (signIn: () => Promise<void>) => Promise<void> = (signIn) => signIn(),
  ): Promise<Session> {
    signal.throwIfAborted();
    const key = sessionKey(account, slot);
    // Nobody parks it from here on.
    this.#idle.remove(key);
    const live = this.#live.get(key);
    if (live?.isAlive && live.generation === (await this.#parts.states.generation(account, slot)))
      return live;
    await this.retire(account, slot);

    const sealed = await this.#parts.states.open(account, slot);
    const session = await this.#newSession(account, key, sealed?.state);
    try {
      const page = await session.freshPage();
      const close = () => void page.close().catch(() => undefined);
      signal.addEventListener('abort', close, { once: true });
      signal.throwIfAborted();
      const isIn = sealed !== undefined && (await stillSignedIn(session, slot, this.#parts));
      // From here on a password may be on its way.
      signal.removeEventListener('abort', close);
      signal.throwIfAborted();
      if (isIn) session.adopt(sealed.generation, sealed.state);
      else await onSignIn(() => this.#signIn(session, slot, handOff));
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
      await inTime(this.#save(session, slot, false).then(() => session.freshPage()));
    } catch (error) {
      this.#parts.log.warn({ account: account.name, err: error }, 'session did not come back clean; retired');
      await this.retire(account, slot);
      return;
    }
    const key = sessionKey(account, slot);
    const touch = () => this.#touch(account, slot);
    const keepAlive = this.#keepAlive.due(account, slot, key, this.#idle, touch);
    const park = { after: this.#parts.idleAfter, act: () => void this.retire(account, slot) };
    // A session that is kept alive is parked only where others need its place.
    this.#idle.add(key, keepAlive ?? park);
    await this.#parkLongestUnused();
  }

  async #parkLongestUnused(): Promise<void> {
    while (this.#live.size > this.#parts.mostLive) {
      const key = this.#idle.longestUnused;
      const session = key === undefined ? undefined : this.#live.get(key);
      if (key === undefined || !session) return;
      await this.#close(key, session);
    }
  }

  /** Shows the app that a session is in use. In its lane. Never signs in: a session that has ended is retired. */
  async #touch(account: Account, slot: number): Promise<void> {
    const session = this.#live.get(sessionKey(account, slot));
    if (!session?.isAlive) return;
    try {
      const isOurs = session.generation === (await this.#parts.states.generation(account, slot));
      if (isOurs && (await stillSignedIn(session, slot, this.#parts))) {
        await this.#save(session, slot, false);
        await session.freshPage();
        return;
      }
    } catch (error) {
      this.#parts.log.warn({ account: account.name, err: error }, 'the session could not be kept alive');
    }
    await this.retire(account, slot);
  }

  async #close(key: string, session: Session): Promise<void> {
    this.#idle.remove(key);
    this.#live.delete(key);
    await session.close();
    await this.#parts.contexts.closed(key);
  }

  /** Closes a live session. Its sealed state stays: the next lease sees whether it still serves. */
  async retire(account: Account, slot: number): Promise<void> {
    const key = sessionKey(account, slot);
    const session = this.#live.get(key);
    if (session) await this.#close(key, session);
  }

  async close(): Promise<void> {
    this.#idle.clear();
    await this.#keepAlive.close();
    await Promise.all([...this.#live].map(([key, session]) => this.#close(key, session)));
  }

  /**
   * What the account's first page shows to somebody who is not signed in. Sends no password and touches no session.
   *
   * @throws AppUnavailable
   */
  async strangersScreen(account: Account): Promise<Screen> {
    const gate = new Gate(account.app.mutates);
    const context = await this.#parts.browser.newContext({ baseURL: account.url }, gate);
    const session = new Session(account, context, gate);
    try {
      await session.freshPage();
      await openHome(session);
      return await session.classify();
    } finally {
      await session.close();
    }
  }

  async #newSession(account: Account, key: string, state?: SessionState): Promise<Session> {
    const { tab, ...storageState } = state ?? {};
    const options: BrowserContextOptions = { baseURL: account.url };
    if (state) options.storageState = storageState as StorageState;
    const { gapSeconds = 0 } = account.pace;
    const turns = gapSeconds > 0 ? new PageTurns(account, this.#parts.loads) : undefined;
    const gate = new Gate(account.app.mutates);
    const context = await this.#parts.browser.newContext(options, gate, gapSeconds * 1_000);
    const session = new Session(account, context, gate, tab, turns);
    this.#live.set(key, session);
    await this.#parts.contexts.opened(key);
    return session;
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
    if (session.turns) session.turns.isOpen = true;
    const enter = () => signIn(session, this.#parts, patient);
    await session.gate.open(enter).finally(() => clearTimeout(overdue));
    if (session.turns) session.turns.isOpen = false;
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

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('cleaning took too long')), cleaningLimit);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
