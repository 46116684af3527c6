/** ServiceTitan: one page whose address after the "#" says what it shows, old and new parts side by side. */
import type { Page } from 'playwright';
import { defineApp, enterCode, NeedsHuman, redraw } from 'sidedoor-mcp';
import type { Screen } from 'sidedoor-mcp';
import { mutates } from './mutates.ts';
import { look } from './pages/sight.ts';
import type { Sight } from './pages/sight.ts';
import { down } from './pages/screen.ts';
import { standing } from './standing.ts';

export const servicetitan = defineApp({
  name: 'servicetitan',
  title: 'ServiceTitan',
  standing,
  home: './',
  mutates,

  /** Name first, then password (a vendor fact). A check that one is human may stand before, between or after them. */
  async signIn({ page, username, password }) {
    const document = await page.goto('./');
    if ((document?.status() ?? 0) >= 500) throw down(document?.status());
    const first = await look(page);
    if (first.kind === 'challenge') throw wantsPerson(first);
    await page.locator('input[name=username]').fill(username);
    await redraw(page.mainFrame(), () => page.locator('form:has([name=username]) [type=submit]').click());
    if ((await look(page)).kind !== 'password') return;
    await page.locator('input[name=password]').fill(password);
    await redraw(page.mainFrame(), () => page.getByRole('button', { name: 'Sign In' }).click());
  },

  async enterCode({ page, code }) {
    const field = page.locator('input:is([name=Code], [name=code], [name=passcode])');
    await enterCode(field, code);
    await redraw(page.mainFrame(), () => page.locator('form [type=submit]').click());
  },

  async classify(page) {
    return screenOf(await look(page), page);
  },
});

function screenOf({ kind, says }: Sight, page: Page): Screen {
  const quote = says === '' ? {} : { says };
  switch (kind) {
    case 'shell':
      return { state: 'signed_in' };
    case 'challenge':
      return { state: 'challenge', says: says || 'It wants to know that a human is there' };
    case 'code':
      if (/locked/i.test(says)) return { state: 'locked', ...quote, ...opening(says) };
      return { state: 'challenge', takesCode: true, says: says || 'It asks for a code' };
    case 'password':
      if (/locked/i.test(says)) return { state: 'locked', ...quote, ...opening(says) };
      // Reached after a person passed a check; whoever did that signs in as well.
      if (says === '') return { state: 'challenge', says: 'It asks for the password' };
      return { state: 'signed_out', ...quote };
    case 'username':
      return { state: 'signed_out', ...quote, ...(says.includes('another device') && { kicked: true }) };
    case 'timeout':
      return { state: 'interstitial', says: 'Session Timeout: the code page was left open for too long' };
    case 'reminder':
      return { state: 'interstitial', ...quote, goOn: () => later(page) };
    case 'other':
      return { state: 'unknown', ...quote };
  }
}

const later = async (page: Page): Promise<void> => {
  await redraw(page.mainFrame(), () => page.getByRole('button', { name: 'Later' }).click());
};

const wantsPerson = ({ says }: Sight) =>
  new NeedsHuman(`ServiceTitan wants a person before the sign-in${says && `: "${says}"`}.`);

/** "Try again in 15 minutes." */
function opening(says: string): { until?: Date } {
  const [, count] = / in (\d+) minute/.exec(says) ?? [];
  return count === undefined ? {} : { until: new Date(Date.now() + Number(count) * 60_000) };
}
