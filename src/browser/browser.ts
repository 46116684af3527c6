import { setTimeout } from 'node:timers/promises';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright';
import type { Log } from '../log.ts';
import type { BrowserChoice, BrowserWish, OnTried } from './find.ts';
import type { Gate } from './gate/gate.ts';
import { Interception } from './gate/interception.ts';
import { guarded } from './guarded.ts';
import { chooseBrowser, launch } from './local.ts';
import { prove } from './prove.ts';
import { connect, doorwayOf, sayRemote } from './remote.ts';
import type { RemoteWish } from './remote.ts';
import { OneWire } from './wire/one-wire.ts';
import type { Doorway } from './wire/one-wire.ts';

/** Legacy screens are slow, but a control that is not there after this long will not come. Milliseconds. */
const actionLimit = 15_000;
const navigationLimit = 45_000;

/** With no context left the browser is stopped after this long. Milliseconds. */
const linger = 5_000;

/** Milliseconds. */
const deathKnell = 50;

export type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

/**
 * One browser for all accounts, started at the first need and stopped when no account has a context; or one elsewhere,
 * which is connected to and let go in the same way.
 */
export class BrowserHost {
  readonly #wish: BrowserWish;
  readonly #log: Log;
  readonly #held: () => AbortSignal;
  readonly #remote: (() => Promise<RemoteWish>) | undefined;
  #running: Promise<Running> | undefined;
  readonly #wires = new Set<OneWire>();
  /** Settles when the latest context is behind its gate: they are told apart by being made one after the other. */
  #latest: Promise<unknown> = Promise.resolve();
  #idleTimer: NodeJS.Timeout | undefined;
  #closed = false;

  /**
   * `held`: aborts when nothing may reach an app any more; what is opened after that is under the next signal. `remote`: where
   * a browser elsewhere is, asked at each connection.
   */
  constructor(
    wish: BrowserWish,
    log: Log,
    held: () => AbortSignal = always,
    remote?: () => Promise<RemoteWish>,
  ) {
    this.#wish = wish;
    this.#log = log;
    this.#held = held;
    this.#remote = remote;
  }

  /** Which browser would be used. Starts none; one that is running elsewhere is connected to, and proven. */
  async choice(onTried?: OnTried): Promise<BrowserChoice> {
    if (!this.#remote) return chooseBrowser(this.#wish, onTried);
    const { browser } = await this.#start();
    void this.#stopWhenIdle();
    return { from: sayRemote(await this.#remote()), version: browser.version() };
  }

  /** A context behind its gate. `heldBack`: how long a document may wait for its turn, on top of what the app takes. Ms. */
  async newContext(options: BrowserContextOptions, gate: Gate, heldBack = 0): Promise<BrowserContext> {
    clearTimeout(this.#idleTimer);
    const running = this.#start();
    const context = await this.#open(await running, options, gate).catch(async (error: unknown) => {
      // Contexts end a moment before their browser says that it has died, and who lost one is quick to ask for the next.
      await setTimeout(deathKnell);
      if (this.#running === running) throw error;
      return this.#open(await this.#start(), options, gate);
    });
    context.setDefaultTimeout(actionLimit + heldBack);
    context.setDefaultNavigationTimeout(navigationLimit + heldBack);
    context.on('close', () => void this.#stopWhenIdle());
    return context;
  }

  async #open(running: Running, options: BrowserContextOptions, gate: Gate): Promise<BrowserContext> {
    const { browser, interception, doorway } = running;
    const make = async () => {
      const held = this.#held();
      // Before each byte that leaves: whoever stood still learns of it here first.
      const wire = await OneWire.open(() => this.#held() === held, doorway);
      this.#wires.add(wire);
      try {
        const context = await guarded(browser, interception, options, gate, wire);
        context.on('close', () => this.#wires.delete(wire));
        return context;
      } catch (error) {
        this.#wires.delete(wire);
        await wire.close();
        throw error;
      }
    };
    const made = this.#latest.then(make);
    this.#latest = made.catch(() => undefined);
    return made;
  }

  /** How many there are of each. */
  get open(): { browsers: number; contexts: number } {
    return { browsers: this.#running ? 1 : 0, contexts: this.#wires.size };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#stop();
  }

  #start(): Promise<Running> {
    if (this.#closed) throw new Error('the browser host is closed');
    this.#running ??= this.#launch().catch((error: unknown) => {
      this.#running = undefined;
      throw error;
    });
    return this.#running;
  }

  async #launch(): Promise<Running> {
    const remote = await this.#remote?.();
    const browser = remote ? await connect(remote) : await this.#startHere();
    const held = this.#held();
    held.addEventListener('abort', this.#cut);
    browser.on('disconnected', () => {
      held.removeEventListener('abort', this.#cut);
      this.#running = undefined;
    });
    const interception = await Interception.of(browser);
    const doorway = remote && doorwayOf(remote);
    if (remote) {
      await prove(remote, browser, interception, doorway).catch(async (error: unknown) => {
        await browser.close();
        throw error;
      });
      this.#log.info({ from: sayRemote(remote), version: browser.version() }, 'browser connected');
    }
    return { browser, interception, doorway };
  }

  async #startHere(): Promise<Browser> {
    const choice = await chooseBrowser(this.#wish);
    const browser = await launch(choice, this.#wish.headless);
    const { from, version = browser.version() } = choice;
    this.#log.info({ from, version }, 'browser started');
    return browser;
  }

  /** At once, before anything else can happen in this process. */
  #cut = (): void => {
    for (const wire of this.#wires) wire.cut();
    this.#wires.clear();
    void this.#stop();
  };

  async #stopWhenIdle(): Promise<void> {
    const running = await this.#running;
    if (!running || this.#wires.size > 0) return;
    clearTimeout(this.#idleTimer);
    this.#idleTimer = globalThis.setTimeout(() => void this.#stop(), linger).unref();
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idleTimer);
    const running = this.#running;
    this.#running = undefined;
    await running?.then(({ browser }) => browser.close()).catch(() => undefined);
  }
}

const noLoss = new AbortController().signal;
const always = () => noLoss;

interface Running {
  browser: Browser;
  interception: Interception;
  /** Of a browser on another machine. */
  doorway: Doorway | undefined;
}
