import type { Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { World } from '../world.ts';
import type { Outcome, Visitor } from './gatekeeper.ts';
import * as pages from './pages.ts';

export const sessionCookie = '.AspNetCore.AUTH';
const csrfCookie = 'X-CSRF-Token';
const visitorCookie = 'login-state';
const cookie = { path: '/', httpOnly: true, sameSite: 'Lax' } as const;

type Words = Exclude<Outcome, 'signed_in' | 'code_asked'>;
const refusals: Record<Words, string> = {
  wrong_password: 'The username or password is incorrect.',
  wrong_code: 'The code is incorrect or was already used.',
  locked: 'Your account is locked.',
};

/** The check that one is human, marked as a browser's own scripts would know it. */
export function challenge(c: Context, world: World, back: string): Response | Promise<Response> {
  world.gatekeeper.challenges.shown++;
  c.header('cf-mitigated', 'challenge');
  return c.html(pages.challengePage(back), 403);
}

/** Name, password, code, and what stands between them. */
export function addDoor(app: Hono, world: World): void {
  const { gatekeeper, sessions, switches } = world;
  const who = (c: Context): Visitor | undefined => gatekeeper.visitor(getCookie(c, visitorCookie));
  const field = async (c: Context, name: string) => {
    const value = (await c.req.parseBody())[name];
    return typeof value === 'string' ? value : '';
  };

  app.get('/auth/login', (c) => {
    const former = who(c);
    const id = gatekeeper.welcome();
    const visitor = gatekeeper.visitor(id);
    if (visitor && former) visitor.isHuman = former.isHuman;
    setCookie(c, visitorCookie, id, cookie);
    if (switches.challenge === 'before_login' && !visitor?.isHuman) return challenge(c, world, '/auth/login');
    const kicked = sessions.wasKicked(getCookie(c, sessionCookie));
    return c.html(
      pages.usernamePage(kicked ? 'You were signed out: this user signed in on another device.' : ''),
    );
  });

  app.post('/auth/login', async (c) => {
    const visitor = who(c);
    if (!visitor) return c.redirect('/auth/login');
    Object.assign(visitor, { name: (await field(c, 'username')).trim().toLowerCase(), at: 'password' });
    return c.redirect('/auth/password');
  });

  app.get('/auth/password', (c) => {
    const visitor = who(c);
    if (visitor?.at !== 'password') return c.redirect('/auth/login');
    if (switches.challenge === 'before_password' && !visitor.isHuman) {
      return challenge(c, world, '/auth/password');
    }
    return c.html(pages.passwordPage(visitor.name));
  });

  app.post('/auth/password', async (c) => {
    const visitor = who(c);
    if (visitor?.at !== 'password') return c.redirect('/auth/login');
    const outcome = gatekeeper.password(visitor, await field(c, 'password'));
    if (outcome === 'signed_in') return c.redirect('/authorize');
    if (outcome === 'code_asked') return c.redirect('/auth/code');
    return c.html(pages.passwordPage(visitor.name, refusal(visitor, outcome)));
  });

  app.get('/auth/code', (c) =>
    who(c)?.at === 'code' ? c.html(pages.codePage()) : c.redirect('/auth/login'),
  );
  app.post('/auth/code', async (c) => {
    const visitor = who(c);
    if (visitor?.at !== 'code') return c.redirect('/auth/login');
    if (Date.now() - visitor.since > switches.codePageSeconds * 1000) {
      visitor.at = 'username';
      return c.html(pages.timeoutPage());
    }
    visitor.since = Date.now();
    const outcome = gatekeeper.code(visitor, await field(c, 'Code'));
    return outcome === 'signed_in'
      ? c.redirect('/authorize')
      : c.html(pages.codePage(refusal(visitor, outcome as Words)));
  });

  app.get('/authorize', (c) => {
    const visitor = who(c);
    if (!visitor?.session) return c.redirect('/auth/login');
    if (switches.challenge === 'after_password' && !visitor.isHuman) return challenge(c, world, '/authorize');
    if (switches.passwordNotice && visitor.at === 'notice') return c.html(pages.noticePage());
    setCookie(c, sessionCookie, visitor.session.token, cookie);
    // As browsers keep it: encoded. The header of a write wants it decoded.
    setCookie(c, csrfCookie, visitor.session.csrf, { path: '/', sameSite: 'Lax' });
    return c.redirect('/');
  });
  app.post('/auth/notice', (c) => {
    const visitor = who(c);
    if (visitor) visitor.at = 'username';
    return c.redirect('/authorize');
  });

  app.post('/auth/challenge', async (c) => {
    const back = await field(c, 'back');
    const visitor = who(c);
    if (visitor) visitor.isHuman = true;
    gatekeeper.challenges.cleared++;
    return c.redirect(/^\/(auth\/\w+|authorize)?$/.test(back) ? back : '/');
  });

  function refusal({ name }: Visitor, outcome: Words): string {
    const minutes = Math.ceil(gatekeeper.lockedFor(name) / 60);
    return minutes > 0
      ? `Your account is locked after too many failed attempts. Try again in ${minutes} minutes.`
      : refusals[outcome];
  }
}
