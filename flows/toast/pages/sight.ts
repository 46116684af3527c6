import type { Page } from 'playwright';
import { AppUnavailable, insist, LayoutChanged, NeedsHuman, NotFound, SessionLost } from 'sidedoor-mcp';

/** What a page is, by what only that kind of page has. Tried in this order. Vendor facts, but for the last four. */
const evidence = {
  bot: '#challenge-stage',
  passkey: 'button._link-refuse-add-device',
  step_up: 'form#step-up',
  password: 'input[name=password]',
  code: 'input[inputmode=numeric]',
  identifier: 'input[name=username]',
  error: 'main.error-page',
  new_page: '[data-toast-track-id="nav-layout--restaurant-picker"]',
  old_page: '#legacy-restaurant',
} as const;

export interface Sight {
  kind: keyof typeof evidence | 'unknown';
  /** Its message; empty if it has none. */
  says: string;
  /** Of a page inside. */
  title: string;
  /** The restaurant that the page was made for; empty on other pages. */
  restaurant: string;
}

export function lookAt(page: Page): Promise<Sight> {
  return insist('show a page', () => page.locator(':root').evaluate(recognize, evidence));
}

/** Runs in the page. */
function recognize(root: Element, selectors: typeof evidence): Sight {
  const kinds = Object.keys(selectors) as (keyof typeof evidence)[];
  const kind = kinds.find((one) => root.querySelector(selectors[one])) ?? 'unknown';
  const first = (among: string[]) =>
    among
      .map((selector) => (root.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim())
      .find((words) => words !== '') ?? '';
  const messages = ['#error-element-password', '#error-element-code', 'p#message', '#challenge-says'];
  return {
    kind,
    says: first([...messages, '#step-up-says', '#error-says']),
    title: first(['[data-testid="page-title"]', '#report-title']),
    restaurant: first([selectors.new_page, selectors.old_page]),
  };
}

/** Selects what every page has by which it is known, whichever it is. */
const anything = Object.values(evidence).join(', ');
/** Selects whatever stands where a page of the application was expected. */
export const closed = [
  evidence.bot,
  evidence.passkey,
  evidence.step_up,
  evidence.password,
  evidence.identifier,
  evidence.error,
].join(', ');

/**
 * Waits until a page of the application is there.
 *
 * @throws SessionLost, NeedsHuman, AppUnavailable or LayoutChanged at once, by what is there instead.
 */
export async function arrive(page: Page, title: string): Promise<Sight> {
  if (page.url().startsWith('chrome-error:')) throw new AppUnavailable('Toast broke the connection off.');
  await page.locator(anything).first().waitFor({ state: 'attached' });
  const sight = await lookAt(page);
  if (sight.kind !== 'new_page' && sight.kind !== 'old_page') throw insteadOfPage(sight);
  if (sight.title !== title)
    throw new LayoutChanged(`Toast shows "${sight.title}" where "${title}" was asked for.`);
  return sight;
}

/** As `arrive`, where a page may be called by one title or another, as by the old or the new name of what it shows. */
export async function arriveAtOne(page: Page, titles: string[]): Promise<Sight> {
  const { title } = await lookAt(page);
  return arrive(page, titles.find((one) => one === title) ?? titles[0]!);
}

function insteadOfPage({ kind, says }: Sight): Error {
  const quote = says ? `: "${says}"` : '';
  switch (kind) {
    case 'identifier':
    case 'password':
    case 'code':
    case 'passkey':
      return new SessionLost(`Toast asks to sign in again${quote}.`);
    case 'bot':
      return new NeedsHuman(`Toast wants to see that a person is there${quote}.`);
    case 'step_up':
      return new NeedsHuman(`Toast wants a code from the account holder's telephone${quote}.`, {
        hint: 'Ask the user to make this one change in Toast; it is asked once in a session.',
      });
    case 'error':
      return says.includes('does not exist')
        ? new NotFound(`Toast says${quote}.`)
        : new AppUnavailable(`Toast says${quote}.`);
    default:
      return new LayoutChanged('Toast shows a page that this pack does not know.');
  }
}
