import type { Page } from 'playwright';

/** sessionStorage by origin. It belongs to a tab, so neither a new page nor Playwright's storage state carries it. */
export type TabStorage = Record<string, Record<string, string>>;

/** Reads it from every frame of a page that has any. */
export async function collectTabStorage(page: Page): Promise<TabStorage> {
  const storage: TabStorage = {};
  for (const frame of page.frames()) {
    const found = await frame
      .evaluate(
        () =>
          [location.origin, Object.fromEntries(Object.entries(sessionStorage))] as [
            string,
            Record<string, string>,
          ],
      )
      .catch(() => undefined);
    if (found && Object.keys(found[1]).length > 0) storage[found[0]] = found[1];
  }
  return storage;
}

/** Puts it into every document of a page before the document's own scripts run, unless the tab has its own already. */
export async function seedTabStorage(page: Page, storage: TabStorage): Promise<void> {
  await page.addInitScript((kept) => {
    try {
      if (sessionStorage.length > 0) return;
      for (const [key, value] of Object.entries(kept[location.origin] ?? {}))
        sessionStorage.setItem(key, value);
    } catch {
      // A document of no origin has no storage.
    }
  }, storage);
}
