import type { Page } from 'playwright';
import { LayoutChanged, NotFound, Refused, SessionLost } from 'sidedoor-mcp';
import { lookAt } from './sight.ts';

/** The title of a page, as its heading has it. */
export async function titleOf(page: Page): Promise<string> {
  const heading = page.getByRole('heading', { level: 1 }).first();
  return (await heading.count()) === 0 ? '' : ((await heading.textContent()) ?? '').trim();
}

/**
 * Opens a page by its address. AppFolio shows its dashboard instead, without a word, while a session's first page was not
 * opened yet, and for ever where the user may not see the page; both are vendor facts.
 *
 * @throws SessionLost, NotFound, LayoutChanged, and Refused for want of permission.
 */
export async function openPage(page: Page, path: string, title: string | RegExp): Promise<void> {
  for (const isWarm of [false, true]) {
    const answer = await page.goto(path);
    if (answer?.status() === 404) throw new NotFound(`AppFolio has no page "${path}".`);
    if (title === 'Dashboard' || !(await isDashboard(page))) return assertPage(page, title);
    if (!isWarm) await page.goto('.');
  }
  throw new Refused(`AppFolio shows its dashboard in place of "${path}".`, {
    hint: 'The user of this account has no permission for that page; ask its administrator.',
  });
}

/** @throws SessionLost or LayoutChanged when the page is another one. */
export async function assertPage(page: Page, title: string | RegExp): Promise<void> {
  const shown = await titleOf(page);
  const { kind } = await lookAt(page);
  const fits = typeof title === 'string' ? shown === title : title.test(shown);
  if (kind === 'inside' && fits) return;
  if (kind === 'sign_in') throw new SessionLost('AppFolio asks to sign in again.');
  throw new LayoutChanged(`AppFolio shows "${shown.slice(0, 60)}", not "${String(title)}".`);
}

/** After something on the page got no answer: @throws SessionLost when the session has gone, else the error given. */
export async function assertStillInside(page: Page, otherwise: Error): Promise<never> {
  await page.goto('.');
  if ((await lookAt(page)).kind !== 'inside') throw new SessionLost('The session at AppFolio ended.');
  throw otherwise;
}

async function isDashboard(page: Page): Promise<boolean> {
  return (await titleOf(page)) === 'Dashboard' && (await lookAt(page)).kind === 'inside';
}
