import type { Page } from 'playwright';
import { pause } from './pause.ts';

export interface Sight {
  kind: 'inside' | 'sign_in' | 'captcha' | 'send_code' | 'code' | 'unknown';
  /** An alert that stands on it. */
  says: string;
}

/** What a page is, by what only it has: labels and headings that are vendor facts. */
export async function lookAt(page: Page): Promise<Sight> {
  return page.locator(':root').evaluate((root): Sight => {
    const text = (selector: string) => root.querySelector(selector)?.textContent.trim() ?? '';
    const button = (words: RegExp) =>
      [...root.querySelectorAll('button, input[type=submit]')].some((one) =>
        words.test(one.textContent.trim() || (one as HTMLInputElement).value),
      );
    const says = text('[role=alert], .alert');
    const hasToken = root.querySelector('meta[name=csrf-token]') !== null;
    if (hasToken && root.querySelector('input[placeholder="Search"]')) return { kind: 'inside', says };
    if (root.querySelector('[class*=captcha], iframe[src*=captcha]')) return { kind: 'captcha', says };
    if (button(/^Send a New Code$/)) return { kind: 'code', says };
    if (button(/^Send Verification Code$/)) return { kind: 'send_code', says };
    if (root.querySelector('input[type=password]') && button(/^(sign|log) in$/i))
      return { kind: 'sign_in', says };
    return { kind: 'unknown', says: '' };
  });
}

const patience = 15_000;

/** Waits until the session's cookie is there; its name is a vendor fact. */
export async function cookieWritten(page: Page): Promise<boolean> {
  const until = Date.now() + patience;
  while (Date.now() < until) {
    const cookies = await page.context().cookies(page.url());
    if (cookies.some(({ name }) => name === '_property_session')) return true;
    await pause(100);
  }
  return false;
}
