import type { Frame, Page } from 'playwright';

/** What stands on a page or in a frame, told by what only that screen has. The title tells nothing: all have it. */
export interface LedgerScreen {
  kind:
    | 'frames' /* menu on the left, work on the right */
    | 'inside' /* a report, a form, the menu or the first page of somebody signed in */
    | 'login form'
    | 'refused' /* wrong name or password */
    | 'ended' /* the session is over */
    | 'code' /* a TAN is asked for */
    | 'choice' /* one name in several companies, or an upgrade to confirm */
    | 'closed' /* maintenance */
    | 'other';
  /** The application's own words, where it says something. */
  says: string;
}

export async function readScreen(root: Page | Frame): Promise<LedgerScreen> {
  const seen = await root.evaluate(lookAround);
  // After a failing statement the application prints the whole of it, and only then what is wrong with it.
  const says = /^(SELECT|INSERT|UPDATE|DELETE)\b/.test(seen.error)
    ? 'a database error'
    : seen.error || seen.text;
  if (seen.hasFrames) return { kind: 'frames', says: '' };
  if (seen.isLoginForm) return { kind: 'login form', says: '' };
  if (seen.asksCode) return { kind: 'code', says };
  if (seen.asksCompany) {
    return {
      kind: 'choice',
      says: 'The login belongs to several companies; name one in the account, as in clerk@company',
    };
  }
  if (seen.text.startsWith('Upgrading to Version')) {
    return {
      kind: 'choice',
      says: 'The books were brought to a new version; an administrator has to confirm that',
    };
  }
  if (seen.asksPasswordOnly)
    return { kind: 'ended', says: /Session expired!/.exec(seen.text)?.[0] ?? 'Password' };
  if (seen.text.startsWith('You are logged out!')) return { kind: 'ended', says: 'You are logged out!' };
  if (/^Incorrect (Username|Password)!|^You did not enter a name!|^Invalid TAN/.test(seen.error)) {
    return { kind: 'refused', says };
  }
  if (closed.test(seen.error) || closed.test(seen.text)) return { kind: 'closed', says };
  if (seen.isInside && seen.error === '') return { kind: 'inside', says: '' };
  return { kind: 'other', says };
}

const closed = /^(Login disabled!|System currently down|Dataset currently down|Dataset locked!)/;

/** Runs in the page. */
function lookAround() {
  const has = (selector: string) => document.querySelector(selector) !== null;
  const words = (element: Element | null | undefined) =>
    // The body may be a report of a hundred kilobytes; what it is stands at its head.
    (element?.textContent ?? '').slice(0, 2_000).replace(/\s+/g, ' ').trim().slice(0, 200);
  const error = document.querySelector('h2.error');
  return {
    hasFrames: has('frame[name=main_window]'),
    isLoginForm: has('input[name=login]:not([type=radio], [type=hidden])') && has('input[name=password]'),
    asksCompany: has('input[type=radio][name=login]'),
    asksCode: has('input[name=nextsub][value=tan_login]'),
    asksPasswordOnly:
      has('input[type=password][name=password]') && !has('input[name=login]:not([type=hidden])'),
    // Heading of every report and form; body of the menu; the table on the first page.
    isInside:
      has('th.listtop') ||
      has('body.menu') ||
      (has('h1.login') && !has('form') && /Licensed to/.test(words(document.body))),
    error: error ? words(error.nextElementSibling) : '',
    text: words(document.body),
  };
}
