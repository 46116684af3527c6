import type { Page } from 'playwright';
import { LayoutChanged, redraw, SessionLost } from 'sidedoor-mcp';
import { mendLists } from './form-fields.ts';
import { readScreen } from './screen.ts';

/** What a button of a form led to. */
export interface FormScreen {
  /** Heading of the form that is there now: "Add AR Transaction". */
  heading: string;
  /** The application's own words, where it answered with an error instead. */
  says: string;
  buttons: string[];
}

/**
 * Looks at the form, or at the error that the application answered with in its place.
 *
 * @throws SessionLost, or LayoutChanged when it is neither: a page of the browser's own, or nothing, refuses nothing.
 */
export async function readForm(page: Page): Promise<FormScreen> {
  const screen = await readScreen(page);
  if (screen.kind === 'ended' || screen.kind === 'login form') {
    throw new SessionLost(screen.says || 'The login page came.');
  }
  const [heading = ''] = await page.locator('th.listtop').allTextContents();
  const buttons = await page
    .locator('input[type=submit][name=action]')
    .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
  const failed = (await page.locator('h2.error').count()) > 0;
  if (!failed && screen.kind !== 'inside') {
    throw new LayoutChanged(`Neither a form nor an error of SQL-Ledger came: "${screen.says}".`);
  }
  await mendLists(page);
  return { heading: heading.trim(), says: failed ? screen.says : '', buttons };
}

/** As `readForm`, for a form that must have this heading. */
export async function expectForm(page: Page, heading: string): Promise<FormScreen> {
  const form = await readForm(page);
  if (form.heading === heading && form.says === '') return form;
  throw new LayoutChanged(
    `"${heading}" did not come${form.says ? `; SQL-Ledger says: "${form.says}"` : ''}.`,
  );
}

/** Presses a button of the form, and waits until the application has drawn the next page. */
export async function press(page: Page, button: string): Promise<void> {
  await redraw(page.mainFrame(), () =>
    page.locator(`input[type=submit][name=action][value="${button}"]`).click(),
  );
}
