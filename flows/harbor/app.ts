/** Harbor Property Manager 6.2, the demo application: a shell at a constant address, and pages in its frame. */
import { AppUnavailable, defineApp, redraw } from 'sidedoor-mcp';
import type { Screen } from 'sidedoor-mcp';
import { lookAt } from './pages/sight.ts';
import type { Sight } from './pages/sight.ts';

export const harbor = defineApp({
  name: 'harbor',
  title: 'Harbor Property Manager',
  home: 'app/pages/Dashboard.aspx',

  async signIn({ page, username, password }) {
    const window = page.mainFrame();
    await page.goto('login.aspx');
    const { kind, says } = await lookAt(window);
    if (kind === 'maintenance') throw new AppUnavailable(`Harbor says: "${says}"`);
    await page.locator('#txtUserName').fill(username);
    await page.locator('#txtPassword').fill(password);
    await redraw(window, () => page.locator('#btnSignOn').click());
    // A reminder that the password expires is put off, as a clerk does. A notice to acknowledge is a person's business.
    const later = page.locator('#btnLater');
    if (await later.isVisible()) await redraw(window, () => later.click());
  },

  /** A frame that was signed off says so while the shell around it still looks signed in, so the frames count as well. */
  async classify(page) {
    const sights = await Promise.all(page.frames().map(lookAt));
    const closed = sights.find(({ kind }) => !inside.includes(kind) && kind !== 'unknown');
    if (closed) return screenOf(closed);
    return sights.some(({ kind }) => inside.includes(kind)) ? { state: 'signed_in' } : { state: 'unknown' };
  },
});

const inside: Sight['kind'][] = ['shell', 'page'];

function screenOf({ kind, says }: Sight): Screen {
  const quote = says === '' ? {} : { says };
  switch (kind) {
    case 'sign_in':
      if (/ locked /.test(says)) return { state: 'locked', ...quote };
      return { state: 'signed_out', ...(says.includes('another workstation') && { kicked: true }), ...quote };
    case 'code':
      return { state: 'challenge', says: says || 'Harbor asks for a code of the authenticator app' };
    case 'notice':
      return { state: 'interstitial', ...quote };
    default:
      return { state: 'unknown', ...quote };
  }
}
