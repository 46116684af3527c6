import type { Browser, BrowserContext, BrowserContextOptions, LaunchOptions } from 'playwright';
import type { Log } from '../log.ts';
import { findBrowser } from './find.ts';
import type { BrowserChoice, BrowserWish, OnTried } from './find.ts';

/** Chromium must not talk to its maker, nor look for a GPU. */
const quietArgs = [
  '--disable-gpu',
  '--disable-quic',
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
  #browser: Promise<Browser> | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(wish: BrowserWish, log: Log) {
    this.#wish = wish;
    this.#log = log;
  }

  /** Which browser would be used. Starts none. */
  async choice(onTried?: OnTried): Promise<BrowserChoice> {
    return findBrowser(this.#wish, (await playwright()).executablePath(), onTried);
  }

  /** `heldBack`: how long a document may wait for its turn, on top of what the app takes. Milliseconds. */
  async newContext(options: BrowserContextOptions, heldBack = 0): Promise<BrowserContext> {
    clearTimeout(this.#idleTimer);
    const browser = await this.#running();
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      // A worker would send requests that the page's rules do not see.
      serviceWorkers: 'block',
      ...options,
    });
    context.setDefaultTimeout(actionLimit + heldBack);
    context.setDefaultNavigationTimeout(navigationLimit + heldBack);
    context.on('close', () => void this.#stopWhenIdle());
    return context;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#stop();
  }

  #running(): Promise<Browser> {
    if (this.#closed) throw new Error('the browser host is closed');
    this.#browser ??= this.#launch().catch((error: unknown) => {
      this.#browser = undefined;
      throw error;
    });
    return this.#browser;
  }

  async #launch(): Promise<Browser> {
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
    browser.on('disconnected', () => (this.#browser = undefined));
    this.#log.info({ from, version: version ?? browser.version() }, 'browser started');
    return browser;
  }

  async #stopWhenIdle(): Promise<void> {
    const browser = await this.#browser;
    if (!browser || browser.contexts().length > 0) return;
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => void this.#stop(), linger).unref();
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idleTimer);
    const browser = this.#browser;
    this.#browser = undefined;
    await browser?.then((running) => running.close()).catch(() => undefined);
  }
}

/** Importing Playwright takes 400 ms (measured), which a server that only lists its tools need not spend. */
async function playwright() {
  return (await import('playwright')).chromium;
}
