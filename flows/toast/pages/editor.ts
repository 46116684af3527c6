import type { Page } from 'playwright';
import { redraw, Refused } from 'sidedoor-mcp';
import { press } from './press.ts';
import { textOf } from './reading.ts';

/** @throws Refused with Toast's words when this login may only look. */
export async function assertMayEdit(page: Page): Promise<void> {
  if ((await page.locator('#no-permission').count()) > 0)
    throw new Refused(`Toast says: "${await textOf(page, '#no-permission')}"`);
}

/** What is saved in a field, whatever is typed there. */
export async function savedIn(page: Page, id: string): Promise<string> {
  return (await page.locator(`#${id}`).getAttribute('data-saved')) ?? '';
}

/**
 * Presses the button, once, and hears what Toast says then.
 *
 * @param arrived Waits for the page that comes.
 * @throws Refused with Toast's words when it does not take it.
 */
export async function save(
  page: Page,
  arrived: () => Promise<unknown>,
  { button = '#save-item', done = /^Saved\b/ } = {},
): Promise<void> {
  await redraw(page.mainFrame(), () => press(page.locator(button)));
  await arrived();
  const says = await textOf(page, '#save-says');
  if (!done.test(says)) throw new Refused(`Toast says: "${says}"`);
}
