import { chromium } from 'playwright';
import { findBrowser } from '../../src/browser/find.ts';

/** A real browser for tests of what works on a page. */
export async function launchBrowser() {
  const { executablePath } = await findBrowser({ headless: true }, chromium.executablePath());
  return chromium.launch({
    ...(executablePath && { executablePath }),
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-gpu', '--disable-background-networking'],
  });
}
