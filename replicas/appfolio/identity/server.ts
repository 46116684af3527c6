import { Hono } from 'hono';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from '../world.ts';
import { codePage, identityStyles, sendCodePage, signInPage } from './pages.ts';

const cookie = 'KC_AUTH_SESSION';

const words = {
  wrong_password: 'Invalid username or password.',
  wrong_code: 'The code you entered is not valid.',
  expired_code: 'This code has expired. Send a new code.',
  locked: 'Your account is locked after too many failed attempts. Please try again later.',
};

/** The host where every user of every company signs in. It sends them back with a ticket. */
export function createIdentityServer(world: World): Hono {
  const app = new Hono();
  const { door, switches } = world;

  app.use(async (c, next) => {
    const entry = {
      number: world.requests.length + 1,
      host: 'identity' as const,
      method: c.req.method,
      path: c.req.path,
      status: 0,
      session: null,
    };
    world.requests.push(entry);
    if (switches.slowMs > 0) await sleep(switches.slowMs, undefined, { ref: false });
    await next();
    entry.status = c.res.status;
  });
  app.get('/assets/identity.css', (c) => c.body(identityStyles, 200, { 'content-type': 'text/css' }));

  const admit = (c: Context, user: string) => {
    deleteCookie(c, cookie);
    return c.redirect(`${world.urls.company}?session_state=${world.sessions.ticketFor(user)}`);
  };
  app.get('/realms/unified/protocol/openid-connect/auth', (c) => c.html(signInPage('', switches.captcha)));

  app.post('/realms/unified/login-actions/authenticate', async (c) => {
    const { username = '', password = '', human } = (await c.req.parseBody()) as Record<string, string>;
    if (switches.captcha && human !== 'yes')
      return c.html(signInPage("Confirm that you're not a robot.", true));
    const { outcome, handle } = door.password(username, password);
    if (outcome === 'signed_in') return admit(c, username.trim().toLowerCase());
    if (handle !== undefined) {
      setCookie(c, cookie, handle, { httpOnly: true, path: '/' });
      return c.redirect('/realms/unified/two-step');
    }
    return c.html(signInPage(words[outcome as keyof typeof words], switches.captcha));
  });

  const begun = (c: Context) => {
    const handle = getCookie(c, cookie);
    return { handle: handle ?? '', user: door.holderOf(handle) };
  };
  const restart = (c: Context) => c.redirect('/realms/unified/protocol/openid-connect/auth');
  app.get('/realms/unified/two-step', (c) => (begun(c).user ? c.html(sendCodePage()) : restart(c)));
  app.post('/realms/unified/two-step/send', (c) => {
    const { user } = begun(c);
    if (user === undefined) return restart(c);
    door.send(user);
    return c.redirect('/realms/unified/two-step/code');
  });
  app.get('/realms/unified/two-step/code', (c) => (begun(c).user ? c.html(codePage('')) : restart(c)));
  app.post('/realms/unified/two-step/verify', async (c) => {
    const { handle, user } = begun(c);
    if (user === undefined) return restart(c);
    const { code = '' } = (await c.req.parseBody()) as Record<string, string>;
    const { outcome } = door.code(handle, code);
    return outcome === 'signed_in' ? admit(c, user) : c.html(codePage(words[outcome as keyof typeof words]));
  });
  return app;
}
