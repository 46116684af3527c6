import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { botPage, codePage, identifierPage, passkeyPage, passwordPage } from '../pages/door.ts';
import type { SignInAttempt, Ticket } from '../sessions.ts';
import type { World } from '../world.ts';

export const sessionCookie = 'TOAST_SESSION';
const ticketCookie = 'auth0_state';
const deviceCookie = 'auth0_mfa_device';
const humanCookie = 'cf_clearance';
const cookie = { path: '/', httpOnly: true, sameSite: 'Lax' } as const;

const blocked = 'Your account has been blocked after multiple consecutive login attempts.';

export async function fieldOf(c: Context, name: string): Promise<string> {
  const value = (await c.req.parseBody())[name];
  return typeof value === 'string' ? value : '';
}

/** User name, password, code, passkey: each a page of its own. */
export function addDoor(app: Hono, world: World): void {
  const { sessions, switches, records } = world;
  const isWatched = (c: Context, place: 'before' | 'mid') =>
    switches.botCheck === place && getCookie(c, humanCookie) !== place;
  const ticketOf = (c: Context): [string, Ticket] | undefined => {
    const id = getCookie(c, ticketCookie);
    const ticket = sessions.ticket(id);
    return id && ticket ? [id, ticket] : undefined;
  };

  app.get('/', (c) => c.redirect('/restaurants/admin/home'));
  app.get('/login', (c) =>
    isWatched(c, 'before')
      ? c.html(botPage('/login'), 403)
      : c.redirect(`/u/login/identifier?state=hKFo2SA&ended=${c.req.query('ended') ?? ''}`),
  );
  app.get('/u/login/identifier', (c) =>
    c.html(
      identifierPage(
        c.req.query('ended') === '1' ? 'Session no longer valid. Please log in again.' : undefined,
      ),
    ),
  );
  app.post('/u/login/identifier', async (c) => {
    setCookie(c, ticketCookie, sessions.ticketFor(await fieldOf(c, 'username')), cookie);
    return c.redirect('/u/login/password');
  });
  app.post('/cdn-cgi/challenge', async (c) => {
    setCookie(c, humanCookie, switches.botCheck, cookie);
    return c.redirect(await fieldOf(c, 'returnTo'));
  });

  app.get('/u/login/password', (c) => {
    const [, ticket] = ticketOf(c) ?? [];
    if (!ticket) return c.redirect('/login');
    if (isWatched(c, 'mid')) return c.html(botPage('/u/login/password'));
    return c.html(passwordPage(ticket.userName));
  });
  app.post('/u/login/password', async (c) => {
    const [id, ticket] = ticketOf(c) ?? [];
    if (!id || !ticket) return c.redirect('/login');
    const outcome = sessions.password(ticket, await fieldOf(c, 'password'), getCookie(c, deviceCookie));
    if (outcome === 'code_asked') return c.redirect('/u/mfa-otp-challenge');
    return pass(c, id, outcome, () => passwordPage(ticket.userName, 'Wrong email or password'));
  });

  app.get('/u/mfa-otp-challenge', (c) => (ticketOf(c)?.[1].user ? c.html(codePage()) : c.redirect('/login')));
  app.post('/u/mfa-otp-challenge', async (c) => {
    const [id, ticket] = ticketOf(c) ?? [];
    if (!id || !ticket?.user) return c.redirect('/login');
    const outcome = sessions.code(ticket, await fieldOf(c, 'code'));
    if (outcome === 'signed_in')
      setCookie(c, deviceCookie, sessions.knownDevice(ticket), { ...cookie, maxAge: 30 * 86_400 });
    const says = outcome === 'used_code' ? 'This code was used already' : 'The code you entered is invalid';
    return pass(c, id, outcome, () => codePage(says));
  });

  app.get('/u/passkey-enrollment', (c) =>
    ticketOf(c)?.[1].checked ? c.html(passkeyPage()) : c.redirect('/login'),
  );
  app.post('/u/passkey-enrollment', (c) => {
    const [id, ticket] = ticketOf(c) ?? [];
    return id && ticket?.checked ? admit(c, id) : c.redirect('/login');
  });

  app.get('/logout', (c) => {
    sessions.end(getCookie(c, sessionCookie) ?? '');
    return c.redirect('/login');
  });

  function pass(
    c: Context,
    id: string,
    outcome: SignInAttempt['outcome'],
    refusal: () => ReturnType<typeof codePage>,
  ) {
    if (outcome === 'blocked') return c.html(identifierPage(blocked));
    if (outcome !== 'signed_in') return c.html(refusal());
    if (!switches.passkeyNag) return admit(c, id);
    sessions.ticket(id)!.checked = true;
    return c.redirect('/u/passkey-enrollment');
  }

  function admit(c: Context, id: string): Response {
    const session = sessions.start(id, records.restaurants[0]!.guid);
    if (!session) return c.redirect('/login');
    deleteCookie(c, ticketCookie, { path: '/' });
    setCookie(c, sessionCookie, session.token, cookie);
    return c.redirect('/restaurants/admin/home');
  }
}
