import type { Browser, BrowserContext, BrowserContextOptions, LaunchOptions } from 'playwright';
import type { Log } from '../log.ts';
import type { Gate } from './gate/gate.ts';
import { Interception } from './gate/interception.ts';
import { guardOffPage } from './gate/off-page.ts';
import { withholdRoutes } from './gate/routes.ts';
import { withholdSockets } from './gate/sockets.ts';
import { OneWire } from './wire/one-wire.ts';
import { findBrowser } from './find.ts';
import type { BrowserChoice, BrowserWish, OnTried } from './find.ts';

/** Chromium must not talk to its maker, nor look for a GPU. */
const quietArgs = [
  '--disable-gpu',
  '--disable-quic',
  // On one connection of HTTP/2 a server may have a POST sent again (REFUSED_STREAM, 421): measured, up to three times.
  '--disable-http2',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Legacy screens are slow, but a control that is not there after this long will not come. Milliseconds. */
const actionLimit = 15_000;
const navigationLimit = 45_000;

/** With no context left the browser is stopped after this long. Milliseconds. */
const linger = 5_000;

export type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

/**
 * One browser for all accounts, started at the first need and stopped when no account has a context. Playwright drives it over a pipe, so it
 * ends with this process whatever ends that.
 */
export class BrowserHost {
  readonly #wish: BrowserWish;
  readonly #log: Log;
  readonly #held: () => AbortSignal;
  #running: Promise<Running> | undefined;
  readonly #wires = new Set<OneWire>();
  /** Settles when the latest context is behind its gate: they are told apart by being made one after the other. */
  #latest: Promise<unknown> = Promise.resolve();
  #idleTimer: NodeJS.Timeout | undefined;
  #closed = false;

  /** `held`: aborts when nothing may reach an app any more; what is opened after that is under the next signal. */
  constructor(wish: BrowserWish, log: Log, held: () => AbortSignal = always) {
    this.#wish = wish;
    this.#log = log;
    this.#held = held;
  }

  /** Which browser would be used. Starts none. */
  async choice(onTried?: OnTried): Promise<BrowserChoice> {
    return findBrowser(this.#wish, (await playwright()).executablePath(), onTried);
  }

  /** A context behind its gate. `heldBack`: how long a document may wait for its turn, on top of what the app takes. Ms. */
  async newContext(options: BrowserContextOptions, gate: Gate, heldBack = 0): Promise<BrowserContext> {
    clearTimeout(this.#idleTimer);
    const { browser, interception } = await this.#start();
    const make = async () => {
      const held = this.#held();
      // Before each byte that leaves: whoever stood still learns of it here first.
      const wire = await OneWire.open(() => this.#held() === held);
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
    const context = await made;
    context.setDefaultTimeout(actionLimit + heldBack);
    context.setDefaultNavigationTimeout(navigationLimit + heldBack);
    context.on('close', () => void this.#stopWhenIdle());
    return context;
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
    const chromium = await playwright();
    const { executablePath, channel, from, version } = await this.choice();
    const options: LaunchOptions = {
      headless: this.#wish.headless,
      args: quietArgs,
      // Chromium refuses its sandbox to root.
      chromiumSandbox: process.getuid?.() !== 0,
      // Signals are the process's own business: a run is finished or called off first.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    };
    if (executablePath) options.executablePath = executablePath;
    if (channel) options.channel = channel;
    const browser = await chromium.launch(options);
    const held = this.#held();
    held.addEventListener('abort', this.#cut);
    browser.on('disconnected', () => {
      held.removeEventListener('abort', this.#cut);
      this.#running = undefined;
    });
    this.#log.info({ from, version: version ?? browser.version() }, 'browser started');
    return { browser, interception: await Interception.of(browser) };
  }

  /** At once, before anything else can happen in this process. */
  #cut = (): void => {
    for (const wire of this.#wires) wire.cut();
    this.#wires.clear();
    void this.#stop();
  };

  async #stopWhenIdle(): Promise<void> {
    const running = await this.#running;
    if (!running || running.browser.contexts().length > 0) return;
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => void this.#stop(), linger).unref();
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idleTimer);
    const running = this.#running;
    this.#running = undefined;
    await running?.then(({ browser }) => browser.close()).catch(() => undefined);
  }
}

async function guarded(
  browser: Browser,
  interception: Interception,
  options: BrowserContextOptions,
  gate: Gate,
  wire: OneWire,
): Promise<BrowserContext> {
  const make = () =>
    browser.newContext({
      viewport: { width: 1280, height: 900 },
      // A worker would send requests that the page's rules do not see.
      serviceWorkers: 'block',
      ...options,
      proxy: { server: wire.url, bypass: '<-loopback>' },
    });
  const context = await interception.guard(make, gate, wire);
  context.on('close', () => void wire.close());
  guardOffPage(context, options.baseURL, gate);
  withholdRoutes(context);
  await context.addInitScript(withholdSockets);
  return context;
}

const noLoss = new AbortController().signal;
const always = () => noLoss;

interface Running {
  browser: Browser;
  interception: Interception;
}

/** Importing Playwright takes 400 ms (measured), which a server that only lists its tools need not spend. */
async function playwright() {
  return (await import('playwright')).chromium;
}
