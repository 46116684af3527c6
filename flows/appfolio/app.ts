/** AppFolio Property Manager: a host of one's own company, and an identity host for everybody. Facts are published ones. */
import type { Page } from 'playwright';
import { AppUnavailable, defineApp, enterCode, NeedsHuman, redraw } from 'sidedoor-mcp';
import { mutates } from './mutates.ts';
import { cookieWritten, lookAt, sessionCookie } from './pages/sight.ts';
import { standing } from './standing.ts';

export const appfolio = defineApp({
  name: 'appfolio',
  title: 'AppFolio Property Manager',
  standing,
  // The first page, which every session must open before any other: a vendor fact.
  home: '.',
  mutates,

  async signIn({ page, username, password }) {
    // The one of a session that ended must not be taken for the one that is still to come.
    await page.context().clearCookies({ name: sessionCookie });
    const answer = await page.goto('users/sign_in');
    const status = answer?.status() ?? 0;
    if (status >= 500) throw new AppUnavailable(`AppFolio answers with HTTP ${status}.`);
    const { kind, says } = await lookAt(page);
    if (kind === 'captcha') throw new NeedsHuman(`AppFolio asks for a CAPTCHA. ${says}`.trim());
    await page.getByLabel('Email', { exact: true }).fill(username);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await redraw(page.mainFrame(), () => page.getByRole('button', { name: /^(sign|log) in$/i }).click());
  },

  async enterCode({ page, code }) {
    await enterCode(page.locator('input[autocomplete="one-time-code"], input[name="user[otp_code]"]'), code);
    await redraw(page.mainFrame(), () => page.getByRole('button', { name: 'Verify', exact: true }).click());
  },

  /** The first page inside stands there some seconds before its cookie does: only both are signed in, a vendor fact. */
  async classify(page) {
    const { kind, says } = await lookAt(page);
    const quote = says === '' ? {} : { says };
    switch (kind) {
      case 'inside':
        return { state: (await cookieWritten(page)) ? 'signed_in' : 'unknown' };
      case 'sign_in':
        return { state: /\block/i.test(says) ? 'locked' : 'signed_out', ...quote };
      case 'captcha':
        return { state: 'challenge', says: says || 'AppFolio asks for a CAPTCHA' };
      case 'send_code':
        return { state: 'interstitial', ...quote, goOn: () => sendCode(page) };
      case 'code':
        return {
          state: 'challenge',
          takesCode: true,
          says: says || 'AppFolio asks for the code that it sent by SMS',
        };
      case 'unknown':
        return { state: 'unknown', ...quote };
    }
  },
});

/** Once for each sign-in; the message goes to the telephone of the person who is asked for it next. */
async function sendCode(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Send Verification Code', exact: true });
  await redraw(page.mainFrame(), () => button.click());
}
