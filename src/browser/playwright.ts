import type { BrowserType } from 'playwright';

/** Importing Playwright takes 400 ms (measured), which a server that only lists its tools need not spend. */
export async function chromium(): Promise<BrowserType> {
  return (await import('playwright')).chromium;
}
