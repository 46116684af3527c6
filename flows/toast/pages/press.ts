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
  // What lies under a dialog of the page cannot be clicked, and is in nobody's way.
  const putAway = () => uppermost.click({ timeout: 2_000 }).catch(() => undefined);
  await page.addLocatorHandler(uppermost, putAway, { noWaitAfter: true });
  try {
    await target.click();
  } finally {
    await page.removeLocatorHandler(uppermost);
  }
}
