import type { Page } from 'playwright';
import { AppUnavailable, OutcomeUnknown, redraw, Refused } from 'sidedoor-mcp';
import { titleOf } from './place.ts';
import { lookAt } from './sight.ts';

/**
 * Sends a form, once, and waits for the page that comes of it.
 *
 * @throws Refused with the app's words when it shows the form again.
 */
export async function sendForm(page: Page, button: string, formTitle: string): Promise<void> {
  await redraw(page.mainFrame(), () => page.getByRole('button', { name: button, exact: true }).click());
  const { kind, says } = await lookAt(page);
  if (kind !== 'inside') throw new AppUnavailable('AppFolio answered the save with another page.');
  if (says !== '' && (await titleOf(page)) === formTitle) throw new Refused(`AppFolio says: "${says}"`);
}

/** Sends a form of a script, once, and waits until what was written stands in its list. */
export async function sendByScript(page: Page, form: string, written: string): Promise<void> {
  const box = page.locator(form);
  const error = box.locator('.js-form-error', { hasText: /\S/ });
  const item = page.getByText(written);
  await box.getByRole('button').click();
  await error.or(item).first().waitFor();
  if ((await error.count()) === 0) return;
  const says = ((await error.textContent()) ?? '').trim();
  if (says.startsWith('Something went wrong')) throw new AppUnavailable(`AppFolio says: "${says}"`);
  throw new Refused(`AppFolio says: "${says}"`);
}

/** Looks what came of a save. A refusal here is one of the look, and says nothing of the save. */
export async function readBack<Answer>(look: () => Promise<Answer>): Promise<Answer> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new OutcomeUnknown(`What came of it cannot be seen: ${error.message}`, { cause: error });
  }
}

/** AppFolio took it, but its records do not have it. */
export function missing(what: string, mark: string): OutcomeUnknown {
  return new OutcomeUnknown(`AppFolio took ${what} with the mark ${mark}, but does not show it.`);
}

/** What is chosen in a list, as it reads. */
export function chosen(page: Page, list: string): Promise<string> {
  return page
    .locator(list)
    .evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.textContent.trim() ?? '');
}
