import type { Browser, LaunchOptions } from 'playwright';
import { findBrowser } from './find.ts';
import type { BrowserChoice, BrowserWish, OnTried } from './find.ts';
import { chromium } from './playwright.ts';

/**
 * What the gate and the wire need. On one connection of HTTP/2 a server may have a POST sent again (REFUSED_STREAM, 421):
 * measured, up to three times.
 */
export const neededArgs = ['--disable-quic', '--disable-http2'];

/** Chromium must not talk to its maker, nor look for a GPU. */
export const quietArgs = [
  '--disable-gpu',
  ...neededArgs,
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Which browser of this machine would be used. */
export async function chooseBrowser(wish: BrowserWish, onTried?: OnTried): Promise<BrowserChoice> {
  return findBrowser(wish, (await chromium()).executablePath(), onTried);
}

/** Starts a browser that Playwright drives over a pipe, so it ends with this process whatever ends that. */
export async function launch(
  { executablePath, channel }: BrowserChoice,
  headless: boolean,
): Promise<Browser> {
  const options: LaunchOptions = {
    headless,
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
  return (await chromium()).launch(options);
}
