import type { Frame } from 'playwright';
import { LayoutChanged } from '../errors.ts';

/**
 * Does something that makes the app draw a frame anew, and answers, with what the act answered, when the new document is
 * there. It knows it from the old one by a stamp, because a postback changes neither the address nor, often, anything that
 * can be seen.
 *
 * An app that also posts itself back may have drawn the new document for another reason: check what it shows.
 */
export async function redraw<T>(frame: Frame, act: () => Promise<T>): Promise<T> {
  await frame.locator(':root').evaluate((root) => root.setAttribute('data-sidedoor-old', ''));
  const answer = await act();
  await frame.locator(':root:not([data-sidedoor-old])').waitFor({ state: 'attached' });
  await frame.waitForLoadState('domcontentloaded');
  return answer;
}

const attempts = 5;
/** What Playwright says when the app's own navigation got in between; ERR_ABORTED is a `goto` that was overtaken. */
const drawnAnew =
  /Execution context was destroyed|Cannot find context|Frame was detached|because of a navigation|interrupted by another navigation|net::ERR_ABORTED/;

/**
 * Tries something harmless up to five times, until its answer is not `false`. For apps that draw the page anew under the
 * script, and so undo what was filled in, overtake a click, or take away what was being read.
 *
 * @throws LayoutChanged when the app does not do it; `what` completes "The app did not …".
 */
export async function insist<T>(what: string, attempt: () => Promise<T>): Promise<Exclude<T, false>> {
  let cause: unknown;
  for (let n = 0; n < attempts; n++) {
    try {
      const answer = await attempt();
      if (answer !== false) return answer as Exclude<T, false>;
    } catch (error) {
      if (!(error instanceof Error && drawnAnew.test(error.message))) throw error;
      cause = error;
    }
  }
  throw new LayoutChanged(`The app did not ${what}, in ${attempts} attempts.`, { cause });
}
