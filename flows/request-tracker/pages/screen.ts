import type { Page } from 'playwright';
import { LayoutChanged, SessionLost } from 'sidedoor-mcp';

/** What stands on a page, told by what only that screen has. */
export interface TrackerScreen {
  kind:
    | 'inside' /* any page with its menu, for a privileged user */
    | 'error' /* RT would not: no such ticket, no right */
    | 'csrf' /* RT takes the request for a forged one, and offers to go on with it */
    | 'self-service' /* the pages of somebody who is not privileged */
    | 'login form'
    | 'other';
  /** RT's own words, where it says something. */
  says: string;
}

export async function readScreen(page: Page): Promise<TrackerScreen> {
  const seen = await page.evaluate(lookAround);
  if (seen.isLoginForm) return { kind: 'login form', says: seen.results };
  if (!seen.isSignedIn) return { kind: 'other', says: '' };
  if (seen.isSelfService) return { kind: 'self-service', says: '' };
  if (seen.resumes) return { kind: 'csrf', says: seen.heading };
  if (seen.error !== '') return { kind: 'error', says: seen.error };
  return { kind: 'inside', says: '' };
}

/**
 * Opens a page of RT and looks at what came. Pages that take parameters want to be come to from a page of RT, so whoever
 * has been on none yet names none.
 *
 * @throws SessionLost when the login form came, LayoutChanged when RT took the request for a forged one.
 */
export async function open(page: Page, address: string): Promise<TrackerScreen> {
  const from = page.url();
  await page.goto(address, {
    // Nothing that is read comes later than the document.
    waitUntil: 'domcontentloaded',
    ...(from.startsWith('http') && { referer: from }),
  });
  const screen = await readScreen(page);
  if (screen.kind === 'login form') throw new SessionLost(screen.says || 'The login page came.');
  if (screen.kind === 'inside' || screen.kind === 'error') return screen;
  throw new LayoutChanged(`No page of tickets came${screen.says ? `; RT says: "${screen.says}"` : ''}.`);
}

/** Runs in the page. */
function lookAround() {
  const words = (selector: string) =>
    (document.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 300);
  return {
    isLoginForm:
      document.querySelector('form#login input[name=user]') !== null &&
      document.querySelector('form#login input[name=pass]') !== null,
    isSignedIn: document.querySelector('#app-nav .current-user, #preferences .current-user') !== null,
    isSelfService: (document.body?.id ?? '').startsWith('comp-SelfService'),
    resumes: document.querySelector('#body p strong > a[href*="CSRF_Token="]') !== null,
    heading: words('#body h1'),
    error: words('#body > .error'),
    results: words('.results .action-results'),
  };
}
