import type { Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { fieldsOf } from '../../harbor/web/fields.ts';
import type { Door } from '../gatekeeper.ts';
import { client } from '../world.ts';
import type { World } from '../world.ts';
import { advancedLogin, codePage, interstitial, portalLogin, secondLogin, tilesPage } from './pages.ts';

/** The application's cookie; the portal has one of its own, and so has who is asked for a code. */
export const sessionCookie = 'VoyagerSession';
const portalCookie = 'PortalUser';
const ticketCookie = 'MfaTicket';
const pages = `/${client}/pages`;

const says = {
  wrong_password: 'Invalid user name or incorrect password.',
  wrong_code: 'The verification code is invalid.',
  locked: 'Your account is locked. Please try again in 15 minutes.',
  ended: 'Your session has ended. You have been logged off.',
};

/** Everything before the application. */
export function addDoor(app: Hono, world: World): void {
  const { gatekeeper, sessions, switches } = world;
  const portalUsers = new Map<string, string>();
  const options = { path: '/', httpOnly: true };
  const databases = new Map<string, string>();

  const enter = (c: Context, user: string, door: Door) => {
    if (door === 'portal') {
      const key = crypto.randomUUID();
      portalUsers.set(key, user);
      setCookie(c, portalCookie, key, options);
      return c.redirect('/');
    }
    setCookie(c, sessionCookie, sessions.start(user, databases.get(user) ?? 'Live').token, options);
    return c.redirect(`${pages}/menu.aspx`);
  };

  const tryPassword = async (c: Context, door: Door) => {
    const form = await fieldsOf(c);
    const user = form('Username').trim();
    const show = (words: string) =>
      c.html(door === 'portal' ? portalLogin(switches, words) : advancedLogin(switches, words));
    if (door === 'advanced' && !form('Destination')) return show('Select a database.');
    if (door === 'advanced') databases.set(user, form('Destination') === 'LIVE' ? 'Live' : 'Test');
    const outcome = gatekeeper.password(user, form('Password'));
    if (outcome === 'passed') return enter(c, user, door);
    if (outcome !== 'code_asked') return show(says[outcome]);
    setCookie(c, ticketCookie, gatekeeper.ticket(user, door), options);
    return c.redirect(door === 'portal' ? '/Account/MfaAuthentication' : `${pages}/MfaAuthentication.aspx`);
  };

  const askCode = async (c: Context) => {
    const ticket = getCookie(c, ticketCookie) ?? '';
    const holder = gatekeeper.holderOf(ticket);
    if (!holder) return c.redirect(`${pages}/LoginAdvanced.aspx`);
    if (c.req.method === 'GET') return c.html(codePage(c.req.path, ''));
    const form = await fieldsOf(c);
    const outcome = gatekeeper.code(ticket, form('VerificationCode'));
    if (outcome === 'passed') return enter(c, holder.user, holder.door);
    return c.html(codePage(c.req.path, outcome === 'locked' ? says.locked : says.wrong_code));
  };

  const portalUser = (c: Context) => portalUsers.get(getCookie(c, portalCookie) ?? '');
  app.get('/Account/Login', (c) => c.html(portalLogin(switches, '')));
  app.post('/Account/Login', (c) => tryPassword(c, 'portal'));
  app.get('/Account/MfaAuthentication', askCode).post(askCode);
  app.get(`${pages}/MfaAuthentication.aspx`, askCode).post(askCode);
  app.get('/', (c) => {
    const user = portalUser(c);
    return user === undefined ? c.redirect('/Account/Login?ReturnUrl=%2F') : c.html(tilesPage(user));
  });
  app.get('/tile', (c) => {
    const title = c.req.query('name') ?? '';
    return title === 'Voyager 7S' ? c.redirect(`${pages}/SSOLogin.aspx`) : c.html(secondLogin(title));
  });
  app.get(`${pages}/LoginAdvanced.aspx`, (c) =>
    switches.entry === 'portal'
      ? c.redirect('/')
      : c.html(advancedLogin(switches, c.req.query('ended') ? says.ended : '')),
  );
  app.post(`${pages}/LoginAdvanced.aspx`, (c) => tryPassword(c, 'advanced'));
  app.get(`${pages}/SSOLogin.aspx`, (c) => c.html(interstitial(switches)));
  app.post(`${pages}/SSOLogin.aspx`, async (c) => {
    const user = portalUser(c);
    if (user === undefined) return c.redirect('/');
    const form = await fieldsOf(c);
    databases.set(user, form('loginAlias') === 'Live' ? 'Live' : 'Test');
    return enter(c, user, 'advanced');
  });
  app.get(`${pages}/SignOff.aspx`, (c) => {
    sessions.end(getCookie(c, sessionCookie) ?? '');
    return c.redirect(`${pages}/LoginAdvanced.aspx`);
  });
}
