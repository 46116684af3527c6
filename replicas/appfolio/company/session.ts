import type { Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Session } from '../sessions.ts';
import { dashboard } from '../pages/residents.ts';
import { layout, plainPage } from '../web/layout.ts';
import type { World } from '../world.ts';

/** A name that is a vendor fact. */
const cookie = '_property_session';

export interface Env {
  Variables: { session: Session; request: number };
}

export function sessionOf({ sessions }: World, c: Context): Session | undefined {
  return sessions.find(getCookie(c, cookie));
}

/** What a request without a session gets. */
export function shutOut({ switches, urls }: World, c: Context): Response | Promise<Response> {
  const isHome = c.req.path === '/';
  if (switches.expiredAs === 'forbidden' && !isHome) {
    return c.html(plainPage('403 Forbidden', 'You do not have access to this page.'), 403);
  }
  if (switches.expiredAs === 'unauthorized' && !isHome) {
    return c.json({ error: 'unauthorized', login_url: `${urls.company}users/log_in` }, 401);
  }
  return c.redirect('/users/log_in');
}

/**
 * The way in: a ticket of the identity host shows the first page, whose script fetches the cookie some time later. Until
 * that page was opened with the cookie, all others lead to it.
 */
export function addSession(app: Hono<Env>, world: World): void {
  const { sessions, switches } = world;
  const toIdentity = (c: Context) =>
    c.redirect(`${world.urls.identity}realms/unified/protocol/openid-connect/auth?client_id=property`);
  app.get('/users/sign_in', toIdentity);
  app.get('/users/log_in', toIdentity);
  app.get('/session.json', (c) => {
    const session = sessions.redeem(c.req.query('session_state') ?? '');
    if (!session) return c.json({ error: 'unknown ticket' }, 401);
    setCookie(c, cookie, session.token, { httpOnly: true, path: '/', sameSite: 'Lax' });
    return c.json({ ok: true });
  });

  const home = (session: Pick<Session, 'user' | 'csrf'>, ticket = '') =>
    layout(world, session, { title: 'Dashboard', menu: 'Dashboard', body: dashboard(world), ticket });
  app.get('/', (c, next) => {
    const ticket = c.req.query('session_state') ?? '';
    const user = sessions.holderOf(ticket);
    return user === undefined ? next() : c.html(home({ user, csrf: '' }, ticket));
  });

  app.use(async (c, next) => {
    const session = sessionOf(world, c);
    if (!session) {
      // A save that comes too late has arrived all the same; exports change nothing.
      if (c.req.method === 'POST' && !c.req.path.startsWith('/buffered_reports/')) {
        const arrived = { request: c.get('request'), user: '', session: 0, button: `POST ${c.req.path}` };
        world.saves.arrived(arrived).outcome = 'signed_off';
      }
      return shutOut(world, c);
    }
    session.lastSeenAt = Date.now();
    c.set('session', session);
    if (c.req.path === '/') {
      session.isWarm = true;
      return c.html(home(session));
    }
    const isPage = c.req.method === 'GET' && c.req.header('x-requested-with') === undefined;
    if (isPage && switches.deepLinksNeedWarming && !session.isWarm) return c.redirect('/');
    if (switches.noPermission && /^\/(reports|buffered_reports|accounting)\b/.test(c.req.path))
      return c.redirect('/');
    return next();
  });
}
