import type { Frame } from 'playwright';
import { AppUnavailable, insist, LayoutChanged, NeedsHuman, SessionLost } from 'sidedoor-mcp';

/** What a document of Harbor is, by what only that kind of page has. Tried in this order. */
const evidence = {
  sign_in: '#frmLogin #txtPassword',
  code: '#frmCode #btnVerify',
  notice: '#frmNotice',
  reminder: '#frmExpiry #btnLater',
  maintenance: '#pnlMaintenance',
  server_error: '.yellow-screen #lblError',
  shell: '#titlebar a[href$="signoff.aspx"]',
  page: '#aspnetForm #lblUser',
} as const;

export interface Sight {
  kind: keyof typeof evidence | 'unknown';
  /** Its message; empty if it has none. */
  says: string;
  title: string;
}

/** Says what a document shows. A frame that has nothing in it yet is `unknown`. */
export function lookAt(frame: Frame): Promise<Sight> {
  return insist('show a page', () => frame.locator(':root').evaluate(recognize, evidence));
}

/** Runs in the page. */
function recognize(root: Element, selectors: typeof evidence): Sight {
  const kinds = Object.keys(selectors) as (keyof typeof evidence)[];
  const kind = kinds.find((one) => root.querySelector(selectors[one])) ?? 'unknown';
  const text = (selector: string) =>
    (root.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const says = ['#lblMessage', '#lblNotice', '#lblError', '#pnlMaintenance b']
    .map(text)
    .find((words) => words !== '');
  return { kind, says: says ?? '', title: text('#lblPageTitle') };
}

const { shell, sign_in, code, notice, reminder, maintenance, server_error } = evidence;
/** Selects whatever Harbor shows where one of its pages was expected. */
export const closed = [sign_in, code, notice, reminder, maintenance, server_error].join(', ');

/**
 * Waits until a frame shows one of the application's pages, and answers its title.
 *
 * @throws SessionLost, NeedsHuman or AppUnavailable at once, by what it shows instead.
 */
export async function titleOf(frame: Frame): Promise<string> {
  const heading = frame.locator('#lblPageTitle');
  // The browser's own page for a connection that broke.
  if (frame.url().startsWith('chrome-error:')) throw new AppUnavailable('Harbor broke the connection off.');
  await heading.or(frame.locator(closed)).first().waitFor({ state: 'attached' });
  const sight = await lookAt(frame);
  if (sight.kind !== 'page') throw insteadOfPage(sight);
  return sight.title;
}

/** Waits until a window shows the shell; throws as `titleOf`. */
export async function arriveAtShell(window: Frame): Promise<void> {
  await window.locator(shell).or(window.locator(closed)).first().waitFor({ state: 'attached' });
  const sight = await lookAt(window);
  if (sight.kind !== 'shell') throw insteadOfPage(sight);
}

function insteadOfPage({ kind, says }: Sight): Error {
  switch (kind) {
    case 'sign_in':
      return new SessionLost(`Harbor shows its sign-in page${says && `: "${says}"`}.`);
    case 'code':
    case 'notice':
    case 'reminder':
      return new NeedsHuman(`Harbor wants a person: "${says}"`);
    case 'maintenance':
    case 'server_error':
      return new AppUnavailable(`Harbor says: "${says}"`);
    case 'shell':
    case 'page':
    case 'unknown':
      return new LayoutChanged('Harbor shows a page that this script does not know.');
  }
}
