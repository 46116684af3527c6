import type { Page } from 'playwright';
import { AppUnavailable } from 'sidedoor-mcp';
import { assertStillInside } from './place.ts';
import { pause } from './pause.ts';

/** A hit below a search field. */
export interface Hit {
  label: string;
  kind: string;
  /** Where its link leads; empty where choosing it fills a field. */
  href: string;
}

/** Suggestions take 4 to 6 seconds, a vendor fact. Milliseconds. */
const patience = 20_000;

/**
 * Types into a search field and answers what is suggested for it; none when the app says so. Suggestions of what was typed
 * before may come late and stand in their place: what does not have all the words is not the answer yet.
 */
export async function suggestionsFor(page: Page, field: string, text: string): Promise<Hit[]> {
  const input = page.locator(field);
  // The last letter as a key, because scripts of such fields listen to keys.
  await input.fill(text.slice(0, -1));
  await input.press('End');
  await input.pressSequentially(text.slice(-1));
  const words = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  const until = Date.now() + patience;
  while (Date.now() < until) {
    const hits = await shownBelow(page, field);
    const fitting = hits?.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
    if (hits && fitting && (fitting.length > 0 || hits.length === 0)) return fitting;
    await pause(60);
  }
  return assertStillInside(page, new AppUnavailable(`AppFolio did not answer the search for "${text}".`));
}

/** Chooses a suggestion by its whole label. */
export async function choose(page: Page, field: string, label: string): Promise<void> {
  const box = page.locator('.typeahead', { has: page.locator(field) });
  await box
    .locator('.typeahead-menu a')
    .filter({ has: page.getByText(label, { exact: true }) })
    .click();
}

/** Undefined while there is no answer yet. */
function shownBelow(page: Page, field: string): Promise<Hit[] | undefined> {
  return page.locator(field).evaluate((input) => {
    const menu = input.closest('.typeahead')?.querySelector('.typeahead-menu');
    if (!menu) return undefined;
    return [...menu.querySelectorAll('a')].map((link) => ({
      label: link.querySelector('span')?.textContent.trim() ?? link.textContent.trim(),
      kind: link.querySelector('small')?.textContent.trim() ?? '',
      href: link.getAttribute('href') === '#' ? '' : link.href,
    }));
  });
}
