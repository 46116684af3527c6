import { lookup } from 'node:dns/promises';
import type { Socket } from 'node:net';
import type { Browser, CDPSession } from 'playwright';
import { AppUnavailable, Busy, InvalidInput } from '../errors.ts';
import { neededArgs } from './local.ts';
import { chromium } from './playwright.ts';
import type { Doorway } from './wire/one-wire.ts';

/** A browser that somebody else has started. Its address may hold secrets. */
export interface RemoteWish {
  kind: 'server' | 'cdp';
  address: string;
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
 * Connects to it. Closing the connection closes our contexts and leaves a browser that others started where it is; so does
 * the end of this process.
 *
 * @throws AppUnavailable where it does not answer. InvalidInput where it cannot keep what is promised. Busy where somebody
 * else has sessions in it: one network rule for all requests of a browser would stop those of others.
 */
export async function connect(wish: RemoteWish): Promise<Browser> {
  const playwright = await chromium();
  const { address } = wish;
  const asked =
    wish.kind === 'server'
      ? playwright.connect(address, { timeout: patience })
      : playwright.connectOverCDP(address, { timeout: patience });
  const browser = await asked.catch((error: unknown) => {
    throw unreachable(wish, error);
  });
  try {
    if (browser.browserType().name() !== 'chromium') throw unfit(wish, 'is no Chromium');
    const session = await browser.newBrowserCDPSession();
    await assertArgs(wish, session);
    await claim(wish, browser, session);
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
  const isOther = cause instanceof Error && /version mismatch|\b428\b/i.test(cause.message);
  if (isOther)
    return unfit(wish, 'is of another version of Playwright', 'Start it with the version that is used here.');
  return new AppUnavailable(`${capital(sayRemote(wish))} does not answer.`, {
    cause,
    hint: 'Start it, or correct browser.remote in the config; `sidedoor doctor` shows whether it answers.',
  });
}

async function assertArgs(wish: RemoteWish, session: CDPSession): Promise<void> {
  const { commandLine } = await session.send('SystemInfo.getInfo').catch(() => ({ commandLine: '' }));
  const given = commandLine.split(/\s+/);
  const missing = neededArgs.filter((arg) => !given.includes(arg));
  if (missing.length > 0)
    throw unfit(
      wish,
      `was started without ${missing.join(' ')}, so that a write might be sent twice`,
      `Start it with ${neededArgs.join(' ')}; for Playwright: launchServer({ args: [...] }).`,
    );
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
    hint: 'A remote browser is one process’s alone: give each worker its own.',
  });
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
