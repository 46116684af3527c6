/** Yardi Voyager 7S, reached by its own sign-in page or through the portal: written from published facts. */
import type { Locator, Page } from 'playwright';
import { AppUnavailable, defineApp, enterCode, inPopup, insist, LayoutChanged } from 'sidedoor-mcp';
import type { Screen } from 'sidedoor-mcp';
import { mutates } from './mutates.ts';
import { lookAt, saysEnded } from './pages/sight.ts';
import type { Sight } from './pages/sight.ts';
import { standing } from './standing.ts';

/** The tile's exact title: others contain it. */
const tile = 'Voyager 7S';

export const yardi = defineApp({
  name: 'yardi',
  title: 'Yardi Voyager',
  standing,
  home: 'pages/menu.aspx',
  mutates,

  /** A page that is drawn anew wipes what was typed, so nothing is sent before the fields hold it. */
  async signIn({ page, username, password }) {
    await page.goto('pages/LoginAdvanced.aspx');
    const { kind, says } = await lookAt(page.mainFrame());
    if (kind === 'maintenance') throw new AppUnavailable(`Yardi says: "${says}"`);
    await insist('keep the name and the password', async () => {
      const secret = await passwordField(page);
      await page.locator('#Username').fill(username);
      await secret.fill('');
      await secret.pressSequentially(password);
      const destination = page.locator('#Destination');
      if ((await destination.count()) > 0) await destination.selectOption({ label: 'Live' });
      await settled(page);
      const typed = await page.locator('#Username').inputValue();
      return typed === username && (await secret.inputValue()).length === password.length;
    });
    await leave(page, () => page.locator('#cmdLogin1, .btn-login').first().click());
  },

  async enterCode({ page, code }) {
    await enterCode(page.locator('#VerificationCode'), code);
    await leave(page, () => page.locator('form:has(#VerificationCode) [type=submit]').click());
  },

  /** A frame whose session has ended says so while the shell around it still looks signed in, so the frames count as well. */
  async classify(page) {
    const sights = await Promise.all(page.frames().map((frame) => lookAt(frame)));
    const outside = sights.find(({ kind }) => !['shell', 'page', 'unknown', 'error'].includes(kind));
    if (outside) return screenOf(outside, page);
    return sights.some(({ kind }) => kind === 'shell') ? { state: 'signed_in' } : { state: 'unknown' };
  },
});

function screenOf({ kind, says }: Sight, page: Page): Screen {
  const quote = says === '' ? {} : { says };
  if (/ locked/i.test(says)) return { state: 'locked', ...quote, ...opening(says) };
  switch (kind) {
    case 'sign_in':
      return { state: 'signed_out', ...quote, ...(saysEnded(says) && { ended: true }) };
    case 'ended':
      return { state: 'signed_out', ...quote, ended: true };
    case 'code':
      return { state: 'challenge', takesCode: true, says: says || 'Yardi asks for a verification code' };
    case 'tiles':
      return { state: 'interstitial', goOn: () => openTile(page) };
    case 'interstitial':
      return { state: 'interstitial', goOn: () => proceed(page) };
    default:
      return { state: 'unknown', ...quote };
  }
}

/** "Please try again in 15 minutes." */
function opening(says: string): { until?: Date } {
  const minutes = /in (\d+) minute/.exec(says)?.[1];
  return minutes === undefined ? {} : { until: new Date(Date.now() + Number(minutes) * 60_000) };
}

/** The field that is seen first may be a decoy, which gives way to the real one when it gets the cursor. */
async function passwordField(page: Page): Promise<Locator> {
  const decoy = page.locator('#Password_Text');
  if (await decoy.isVisible()) await decoy.focus();
  const field = page.locator('#Password, #txtPassword').first();
  await field.waitFor();
  return field;
}

/** The tile opens a new tab; what it leads to is finished there, and gone on with in this one. */
async function openTile(page: Page): Promise<void> {
  const title = page.locator('.dashboard-tile').filter({ has: page.getByText(tile, { exact: true }) });
  if ((await title.count()) !== 1) throw new LayoutChanged(`The portal has not the one tile "${tile}".`);
  await inPopup(
    page,
    () => title.click(),
    async (tab) => {
      await tab.locator('#loginAlias, #top-menu-wrap').first().waitFor();
      if ((await tab.locator('#loginAlias').count()) > 0) await proceed(tab);
    },
  );
  await page.goto('pages/menu.aspx');
}

async function proceed(page: Page): Promise<void> {
  const options = page.locator('#loginAlias option');
  const live = (await options.allTextContents()).find((text) => /\bLive$/.test(text.trim()));
  if (live === undefined) throw new LayoutChanged('The interstitial has no choice "Live".');
  await page.locator('#loginAlias').selectOption({ label: live });
  await leave(page, () => page.locator('#cmdLogin').click());
}

/** A page that draws its fields anew does so within the first second. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.now() > 1_000);
}

/** Clicks, and waits until another document is there. */
async function leave(page: Page, act: () => Promise<unknown>): Promise<void> {
  await page.locator(':root').evaluate((root) => root.setAttribute('data-sidedoor-old', ''));
  await act();
  await page.locator(':root:not([data-sidedoor-old])').waitFor({ state: 'attached' });
  await page.waitForLoadState('domcontentloaded');
}
