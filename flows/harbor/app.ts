/** Harbor Property Manager 6.2, the demo application: a shell at a constant address, and pages in its frame. */
import type { Frame } from 'playwright';
import { AppUnavailable, defineApp, enterCode, redraw } from 'sidedoor-mcp';
import type { Screen } from 'sidedoor-mcp';
import { mutates } from './mutates.ts';
import { lookAt } from './pages/sight.ts';
import type { Sight } from './pages/sight.ts';

export const harbor = defineApp({
  name: 'harbor',
  title: 'Harbor Property Manager',
  home: 'app/pages/Dashboard.aspx',
  mutates,
  standing: {
    verified: 'live',
    notes: [
      'Harbor is the demonstration that comes with Sidedoor: no product, and its people and money are made up.',
    ],
  },

  async signIn({ page, username, password }) {
    const window = page.mainFrame();
    await page.goto('login.aspx');
    const { kind, says } = await lookAt(window);
    if (kind === 'maintenance') throw new AppUnavailable(`Harbor says: "${says}"`);
    await page.locator('#txtUserName').fill(username);
    await page.locator('#txtPassword').fill(password);
    await redraw(window, () => page.locator('#btnSignOn').click());
  },

  async enterCode({ page, code }) {
    await enterCode(page.locator('#frmCode :is(#txtCode, .digit)'), code);
    await redraw(page.mainFrame(), () => page.locator('#btnVerify').click());
  },

  /** A frame that was signed off says so while the shell around it still looks signed in, so the frames count as well. */
  async classify(page) {
    const sights = await Promise.all(
      page.frames().map(async (frame) => ({ frame, ...(await lookAt(frame)) })),
    );
    const closed = sights.find(({ kind }) => !inside.includes(kind) && kind !== 'unknown');
    if (closed) return screenOf(closed, closed.frame);
    return sights.some(({ kind }) => inside.includes(kind)) ? { state: 'signed_in' } : { state: 'unknown' };
  },
});

const inside: Sight['kind'][] = ['shell', 'page'];

function screenOf({ kind, says }: Sight, frame: Frame): Screen {
  const quote = says === '' ? {} : { says };
  switch (kind) {
    case 'sign_in':
      if (/ locked /.test(says)) return { state: 'locked', ...quote, ...opening(says) };
      return {
        state: 'signed_out',
        ...quote,
        ...(says.includes('another workstation') && { kicked: true }),
        ...(says.includes('session has expired') && { ended: true }),
      };
    case 'code':
      return {
        state: 'challenge',
        takesCode: true,
        says: says || 'Harbor asks for a code of the authenticator app',
      };
    // To acknowledge something is a person's business; to put a reminder off is what every clerk does.
    case 'notice':
      return { state: 'interstitial', ...quote };
    case 'reminder':
      return { state: 'interstitial', ...quote, goOn: () => later(frame) };
    default:
      return { state: 'unknown', ...quote };
  }
}

/** "Try again in 15 minutes." */
function opening(says: string): { until?: Date } {
  const [, count, unit] = / in (\d+) (minute|second)/.exec(says) ?? [];
  if (count === undefined) return {};
  return { until: new Date(Date.now() + Number(count) * (unit === 'minute' ? 60_000 : 1_000)) };
}

async function later(frame: Frame): Promise<void> {
  await redraw(frame, () => frame.locator('#btnLater').click());
}
