import type { Page } from 'playwright';
import { cells, money as amount, text } from './screen.ts';

/** What scripts of ServiceTitan share: the door, the lists, the menus. */

export async function signIn(page: Page, { name, password }: { name: string; password: string }) {
  await page.goto('./');
  await page.fill('input[name=username]', name);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.fill('input[name=password]', password);
  await page.getByRole('button', { name: 'Sign In' }).click();
  await page.locator('#view h1').waitFor();
}

/** Goes to a route of the one page, and waits until it is drawn. */
export async function open(page: Page, route: string, heading: string) {
  await page.goto(`./#${route}`);
  await page.locator('#view h1', { hasText: heading }).waitFor();
}

/** All rows of a list, page after page. */
export async function list(page: Page, name: string): Promise<string[][]> {
  const grid = page.locator(`[data-grid="${name}"]`);
  await grid.locator('tbody').waitFor();
  const rows = await cells(grid.locator('tr.Grid__row'));
  const next = grid.locator('.Grid__next');
  for (let number = 2; (await next.count()) > 0 && (await next.isEnabled()); number++) {
    await next.click();
    await grid.locator('.Grid__page', { hasText: `Page ${number} of` }).waitFor();
    rows.push(...(await cells(grid.locator('tr.Grid__row'))));
  }
  return rows;
}

export async function facts(page: Page): Promise<Record<string, string>> {
  await page.locator('dl.facts').waitFor();
  return page
    .locator('dl.facts dd')
    .evaluateAll((all) =>
      Object.fromEntries(all.map((one) => [one.getAttribute('data-field') ?? '', one.textContent.trim()])),
    );
}

/** Picks an entry of a menu. */
export async function pick(page: Page, field: string, ...wanted: string[]) {
  await page.click(`[data-criteria-name="${field}"] .Trigger`);
  for (const option of wanted) await page.locator('.Popper').getByText(option, { exact: true }).click();
  if (wanted.length > 1) await page.locator('#view h1').click();
}

export async function typeDate(page: Page, selector: string, iso: string) {
  await page.click(selector);
  await page.keyboard.type(iso.replace(/^(\d+)-(\d+)-(\d+)$/, '$2$3$1'));
}

/** "8:00 AM - 10:00 AM" ⇄ "08:00-10:00". */
export const hours = (shown = '') =>
  shown
    .split(' - ')
    .map((time) => {
      const [, hour, minutes, half] = /^(\d+):(\d+) (AM|PM)$/.exec(time) ?? [];
      const full = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
      return `${String(full).padStart(2, '0')}:${minutes}`;
    })
    .join('-');

export const shownHours = (window: string) =>
  window
    .split('-')
    .map((time) => {
      const [hour = 0, minutes = 0] = time.split(':').map(Number);
      return `${((hour + 11) % 12) + 1}:${String(minutes).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
    })
    .join(' - ');

/** Waits for what the app says of a save. */
export async function saved(page: Page) {
  const toast = page.locator('.Toast');
  await toast.waitFor();
  if ((await page.locator('.Toast.error').count()) > 0) throw new Error(await text(page, '.Toast'));
}

export const money = (shown = '') => amount(shown.replace('$', ''));
