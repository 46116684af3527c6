import type { Locator } from 'playwright';

/** Buttons that put away what comes over a page by itself (vendor facts); each leaves everything as it is. */
const overlays = [
  '[data-testid="header-close-button"]',
  'button[id^="pendo-close-guide"]',
  'button:text-is("Reject Non-Necessary")',
  'button:text-is("Got it")',
].join(', ');

/** Clicks, once, and puts away whatever lies over the page until then. */
export async function press(target: Locator): Promise<void> {
  const page = target.page();
  // The last one lies on top.
  const uppermost = page.locator(overlays).last();
  await page.addLocatorHandler(uppermost, () => uppermost.click(), { noWaitAfter: true });
  try {
    await target.click();
  } finally {
    await page.removeLocatorHandler(uppermost);
  }
}
