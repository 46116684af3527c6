import { chromium } from 'playwright';
import type { Browser, BrowserContext, Page } from 'playwright';
import { repairLatin1 } from '../src/browser/charset.ts';
import type { Sidedoor } from '../src/sidedoor.ts';

/** The browser that the engine uses, started by plain Playwright. */
export async function bareBrowser(engine: Sidedoor): Promise<Browser> {
  const { executablePath } = await engine.browser.choice();
  return chromium.launch({
    ...(executablePath && { executablePath }),
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-gpu', '--disable-background-networking'],
  });
}

/** A page of plain Playwright, with the repair that the app's pages need. */
export async function barePage(context: BrowserContext, engine: Sidedoor): Promise<Page> {
  const page = await context.newPage();
  if (engine.accounts.get('bench')!.app.quirks?.latin1InUtf8) await repairLatin1(page);
  return page;
}
