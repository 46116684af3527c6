/** Request Tracker 5: tickets in queues, run here as the work-order desk of a field service. */
import { defineApp } from 'sidedoor-mcp';
import { mutates } from './mutates.ts';
import { readScreen } from './pages/screen.ts';

export const requestTracker = defineApp({
  name: 'request-tracker',
  title: 'Request Tracker',
  // A form and the menu: the start page would search for tickets first.
  home: 'Search/Simple.html',
  mutates,
  standing: { verified: 'live', notes: [] },

  async signIn({ page, username, password }) {
    // RT goes on to the page that was asked for.
    await page.goto(requestTracker.home);
    await page.locator('#login input[name=user]').fill(username);
    await page.locator('#login input[name=pass]').fill(password);
    await Promise.all([
      page.waitForEvent('domcontentloaded'),
      page.locator('#login input[type=submit]').click(),
    ]);
  },

  async classify(page) {
    const { kind, says } = await readScreen(page);
    const quote = says === '' ? {} : { says };
    switch (kind) {
      case 'inside':
      case 'error':
      // RT asks only somebody signed in whether a request was meant.
      case 'csrf':
        return { state: 'signed_in', ...quote };
      case 'login form':
        return { state: 'signed_out', ...quote };
      case 'self-service':
        return {
          state: 'interstitial',
          says: "The login is a requestor's, for the self-service pages; the flows need a privileged one",
        };
      case 'other':
        return { state: 'unknown', ...quote };
    }
  },
});
