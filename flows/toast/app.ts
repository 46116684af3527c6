/** Toast Web, the back office of a restaurant system. Written from published facts; see the README beside this file. */
import { AppUnavailable, defineApp, enterCode, NeedsHuman, redraw } from 'sidedoor-mcp';
import type { Screen } from 'sidedoor-mcp';
import type { Page } from 'playwright';
import { mutates } from './mutates.ts';
import { press } from './pages/press.ts';
import { lookAt } from './pages/sight.ts';
import { restaurantChoice } from './restaurant.ts';
import { standing } from './standing.ts';

export const toast = defineApp({
  name: 'toast',
  title: 'Toast Web',
  standing,
  home: 'restaurants/admin/home',
  mutates,
  choice: restaurantChoice,

  /** User name, then password, each on a page of its own; a check for bots may stand before either (vendor facts). */
  async signIn({ page, username, password }) {
    await page.goto('login');
    const { kind, says } = await lookAt(page);
    if (kind === 'bot') throw new NeedsHuman(`Toast wants to see a person before the login: "${says}"`);
    if (kind === 'error') throw new AppUnavailable(`Toast says: "${says}"`);
    await page.locator('input[name=username]').fill(username);
    await goOn(page);
    // Whatever else came instead, `classify` names it.
    if ((await lookAt(page)).kind !== 'password') return;
    await page.locator('input[name=password]').fill(password);
    await goOn(page);
  },

  async enterCode({ page, code }) {
    await enterCode(page.locator('input[inputmode=numeric]'), code);
    await goOn(page);
  },

  async classify(page): Promise<Screen> {
    const { kind, says } = await lookAt(page);
    const quote = says === '' ? {} : { says };
    switch (kind) {
      case 'new_page':
      case 'old_page':
        return { state: 'signed_in' };
      case 'identifier':
        // Blocked for one hour after five failures in one hour (a vendor fact).
        if (/has been blocked/.test(says))
          return { state: 'locked', ...quote, until: new Date(Date.now() + 3_600_000) };
        return { state: 'signed_out', ...quote };
      case 'password':
        // Without a complaint nobody refused anything: a check for bots came in between.
        return says === ''
          ? { state: 'challenge', says: 'Toast waits for the password after its check' }
          : { state: 'signed_out', says };
      case 'code':
        return { state: 'challenge', takesCode: true, says: says || 'Toast asks for a code' };
      case 'passkey':
        return { state: 'interstitial', says: 'Toast offers a passkey', goOn: () => refusePasskey(page) };
      case 'bot':
      case 'step_up':
        return { state: 'challenge', ...quote };
      default:
        return { state: 'unknown', ...quote };
    }
  },
});

/** Until there is another page than this one: an event of loading might be that of the page before. */
async function goOn(page: Page): Promise<void> {
  await redraw(page.mainFrame(), () => page.locator('form[data-form-primary] button[type=submit]').click());
}

/** Puts the offer off, as a clerk at a computer that is not his own does. */
async function refusePasskey(page: Page): Promise<void> {
  await redraw(page.mainFrame(), () => press(page.locator('button._link-refuse-add-device')));
}
