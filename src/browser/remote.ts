import { randomUUID } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import type { Socket } from 'node:net';
import type { Browser, CDPSession } from 'playwright';
import { AppUnavailable, Busy, InvalidInput } from '../errors.ts';
import { neededArgs, quietArgs } from './local.ts';
import { chromium } from './playwright.ts';
import type { Doorway } from './wire/one-wire.ts';

/** A Playwright server, which starts a browser for each connection, or one browser over CDP. The address may hold secrets. */
export interface RemoteWish {
  kind: 'server' | 'cdp';
  address: string;
  /** Of a server: its own browser when not given. */
  executablePath?: string | undefined;
  headless: boolean;
  /** Address of this machine that it reaches it at, where it is on another. */
  reachedAt?: string | undefined;
}

/** How long it may take to answer. Milliseconds. */
const patience = 60_000;

/** So long somebody who has just gone may still be there. Milliseconds. */
const farewell = 5_000;

/** For people: without whatever is secret. */
export function sayRemote({ kind, address }: RemoteWish): string {
  const what = kind === 'server' ? 'the Playwright server' : 'the browser over CDP';
  return `${what} at ${URL.canParse(address) ? new URL(address).host : 'an address that is none'}`;
}

/**
 * Connects to it. The end of the connection, which the end of this process is too, ends the browser that a server started
 * for it, and leaves a browser over CDP where it is.
 *
 * @throws AppUnavailable where it does not answer. InvalidInput where it cannot keep what is promised. Busy where somebody
 * else has sessions in a browser over CDP: one network rule for all its requests would stop those of others.
 */
export async function connect(wish: RemoteWish): Promise<Browser> {
  return wish.kind === 'server' ? connectToServer(wish) : connectOverCdp(wish);
}

/**
 * To a browser that the server starts for this connection. One that it keeps for all (`launchServer`) is refused: what an
 * earlier connection intercepted goes on being held there after its end, and nobody continues it (measured, 1.65).
 */
async function connectToServer(wish: RemoteWish): Promise<Browser> {
  const mark = `--sidedoor-connection=${randomUUID()}`;
  const { executablePath, headless } = wish;
  const options = { executablePath, headless, args: [...quietArgs, mark] };
  const playwright = await chromium();
  const asked = playwright.connect(wish.address, {
    timeout: patience,
    headers: { 'x-playwright-launch-options': JSON.stringify(options) },
  });
  return proven(wish, asked, async (session) => {
    if ((await argsOf(session)).includes(mark)) return;
    throw unfit(
      wish,
      'does not start a browser of its own, with what the engine needs, for each connection',
      'Start it as `npx playwright run-server --unsafe --port 3000`, reachable for this machine alone.',
    );
  });
}

async function connectOverCdp(wish: RemoteWish): Promise<Browser> {
  const playwright = await chromium();
  const asked = playwright.connectOverCDP(wish.address, { timeout: patience });
  return proven(wish, asked, async (session, browser) => {
    const given = await argsOf(session);
    const missing = neededArgs.filter((arg) => !given.includes(arg));
    if (missing.length > 0)
      throw unfit(
        wish,
        `was started without ${missing.join(' ')}, so that a write might be sent twice`,
        `Start it with ${neededArgs.join(' ')}.`,
      );
    await claim(wish, browser, session);
  });
}

async function proven(
  wish: RemoteWish,
  asked: Promise<Browser>,
  assertFit: (session: CDPSession, browser: Browser) => Promise<void>,
): Promise<Browser> {
  const browser = await asked.catch((error: unknown) => {
    throw unreachable(wish, error);
  });
  try {
    if (browser.browserType().name() !== 'chromium') throw unfit(wish, 'is no Chromium');
    const session = await browser.newBrowserCDPSession();
    await assertFit(session, browser);
    await session.detach();
    return browser;
  } catch (error) {
    await browser.close().catch(() => undefined);
    throw error;
  }
}

/** Where its wires listen. On another machine it is known by its address; who else is there is let in as well. */
export function doorwayOf({ address, reachedAt }: RemoteWish): Doorway | undefined {
  if (reachedAt === undefined) return undefined;
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '');
  const plain = (ip = '') => ip.replace(/^::ffff:/, '');
  return {
    address: reachedAt,
    async admits({ remoteAddress }: Socket) {
      const known = await lookup(host, { all: true });
      return known.some((each) => plain(each.address) === plain(remoteAddress));
    },
  };
}

export function unfit(wish: RemoteWish, why: string, hint?: string, cause?: unknown): InvalidInput {
  return new InvalidInput(`${capital(sayRemote(wish))} ${why}.`, {
    cause,
    hint: hint ?? 'Correct browser.remote in the config, or leave it out: then a browser is started here.',
  });
}

function unreachable(wish: RemoteWish, cause: unknown): Error {
  const said = cause instanceof Error ? cause.message : '';
  if (/version mismatch|\b428\b/i.test(said))
    return unfit(wish, 'is of another version of Playwright', 'Start it with the version that is used here.');
  if (/executable doesn't exist|failed to launch/i.test(said))
    return new AppUnavailable(`${capital(sayRemote(wish))} cannot start a browser.`, {
      cause,
      hint: 'Install one there (`npx playwright install --only-shell chromium`), or name it: browser.executablePath is a path on that machine.',
    });
  return new AppUnavailable(`${capital(sayRemote(wish))} does not answer.`, {
    cause,
    hint: 'Start it, or correct browser.remote in the config; `sidedoor doctor` shows whether it answers.',
  });
}

async function argsOf(session: CDPSession): Promise<string[]> {
  const { commandLine } = await session.send('SystemInfo.getInfo').catch(() => ({ commandLine: '' }));
  return commandLine.split(/\s+/);
}

/** An empty context says to others that somebody is here; it ends with the connection. */
async function claim(wish: RemoteWish, browser: Browser, session: CDPSession): Promise<void> {
  await browser.newContext();
  const until = Date.now() + farewell;
  for (;;) {
    const { browserContextIds } = await session.send('Target.getBrowserContexts');
    if (browserContextIds.length === 1) return;
    if (Date.now() > until) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Busy(`${capital(sayRemote(wish))} has sessions of somebody else in it.`, {
    hint: 'A browser over CDP is one process’s alone: give each worker its own.',
  });
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
