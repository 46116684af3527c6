/** SQL-Ledger 3.2: accounts receivable and payable, run here for property managers (customer = tenant, project = building). */
import { AppUnavailable, defineApp } from 'sidedoor-mcp';
import { mutates } from './mutates.ts';
import { addressOf, signedInUser } from './pages/address.ts';
import { readScreen } from './pages/screen.ts';
import type { LedgerScreen } from './pages/screen.ts';

export const sqlLedger = defineApp({
  name: 'sql-ledger',
  title: 'SQL-Ledger',
  quirks: { latin1InUtf8: true },
  // The application has no page without a user in its address, so from here `classify` goes on to the user's own.
  home: 'login.pl',
  mutates,
  standing: { verified: 'live', notes: [] },

  async signIn({ page, username, password }) {
    await page.goto('login.pl');
    refuseIfClosed(await readScreen(page));
    await page.locator('input[name=login]').fill(username);
    await page.locator('input[name=password]').fill(password);
    await Promise.all([
      // The address stays login.pl, whatever comes.
      page.waitForEvent('domcontentloaded'),
      page.locator('input[type=submit][name=action]').click(),
    ]);
    const screen = await readScreen(page);
    refuseIfClosed(screen);
    if (screen.kind === 'frames') {
      const menu = page.frameLocator('frame[name=acc_menu]');
      await menu.locator('body.menu, input[type=password]').waitFor({ state: 'attached' });
    }
  },

  async classify(page) {
    let screen = await readScreen(page);
    const user = screen.kind === 'login form' ? await signedInUser(page) : undefined;
    if (user !== undefined) {
      await page.goto(addressOf(user, 'am.pl', { action: 'company_logo' }));
      screen = await readScreen(page);
    }
    // The frameset is handed out to anyone; what is in it is not.
    const menu = screen.kind === 'frames' ? page.frame('acc_menu') : null;
    if (menu) screen = await readScreen(menu);
    switch (screen.kind) {
      case 'inside':
        return { state: 'signed_in' };
      case 'login form':
        return { state: 'signed_out' };
      case 'ended':
      case 'refused':
        return { state: 'signed_out', says: screen.says };
      case 'code':
        return { state: 'challenge', says: 'SQL-Ledger sent a TAN by e-mail' };
      case 'choice':
        return { state: 'interstitial', says: screen.says };
      default:
        return screen.says ? { state: 'unknown', says: screen.says } : { state: 'unknown' };
    }
  },
});

/** Maintenance is nobody's wrong password. */
function refuseIfClosed({ kind, says }: LedgerScreen): void {
  if (kind === 'closed') throw new AppUnavailable(`SQL-Ledger says: "${says}"`);
}
