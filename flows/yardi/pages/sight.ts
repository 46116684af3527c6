import type { Frame } from 'playwright';
import { AppUnavailable, insist, LayoutChanged, SessionLost } from 'sidedoor-mcp';

/** What a document is, by what only that kind of page has. Tried in this order. All are vendor facts. */
const evidence = {
  code: '#VerificationCode',
  sign_in: '#Username',
  tiles: '.dashboard-tile',
  interstitial: '#loginAlias',
  shell: '#top-menu-wrap',
  page: '#MessageTableContainer',
} as const;

export interface Sight {
  kind: keyof typeof evidence | 'ended' | 'maintenance' | 'error' | 'unknown';
  /** What it says, of the pages that say something. */
  says: string;
}

/** The words of pages that are none of the application's own; vendor facts. */
const words = {
  ended: /session has ended|logged off/i,
  maintenance: /scheduled maintenance/i,
  error:
    /exception has occurred|exception messages:|request did not complete|page does not exist|too many requests/i,
};

/** That a session has ended is no word about a password. */
export const saysEnded = (says: string) => words.ended.test(says);

/** A frame that has nothing in it yet is `unknown`. */
export async function lookAt(frame: Frame): Promise<Sight> {
  if (frame.url().startsWith('chrome-error:')) return { kind: 'error', says: 'The connection broke off.' };
  const { kind, text, says } = await insist('show a page', () =>
    frame.locator(':root').evaluate(recognize, evidence),
  );
  if (kind !== undefined) return { kind, says };
  for (const [name, pattern] of Object.entries(words))
    if (pattern.test(text)) return { kind: name as keyof typeof words, says: text.slice(0, 160) };
  return { kind: 'unknown', says: '' };
}

/** Runs in the page. */
function recognize(root: Element, selectors: typeof evidence) {
  const tidy = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const kinds = Object.keys(selectors) as (keyof typeof evidence)[];
  const kind = kinds.find((one) => root.querySelector(selectors[one]));
  const text = tidy(root.querySelector('body'));
  const lines = (root.querySelector('body') as HTMLElement | null)?.innerText.split('\n') ?? [];
  const remark = /invalid|incorrect|locked|session has ended|logged off/i;
  const says = lines.find((line) => remark.test(line))?.trim() ?? '';
  return { kind, text, says };
}

/** What is wrong with a frame in which a page of the application should be. */
export function insteadOfPage({ kind, says }: Sight): Error {
  switch (kind) {
    case 'ended':
    case 'sign_in':
    case 'tiles':
    case 'interstitial':
    case 'code':
      return new SessionLost('Yardi says that the session has ended.');
    case 'maintenance':
    case 'error':
      return new AppUnavailable(`Yardi says: "${says}"`);
    case 'shell':
    case 'page':
    case 'unknown':
      return new LayoutChanged('Yardi shows a page that this script does not know.');
  }
}
