import type { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Context } from 'hono';
import type { Answer } from '../gatekeeper.ts';
import type { Ending } from '../sessions.ts';
import { fieldsOf } from '../web/fields.ts';
import type { World } from '../world.ts';
import { codePage, noticePage, passwordExpiryPage, signInPage } from './pages.ts';

export const sessionCookie = 'HarborSession';
const ticketCookie = 'HarborTicket';

const farewells: Record<Ending, string> = {
  kicked: 'You have been signed off because this user signed on from another workstation.',
  expired: 'Your session has expired. Please sign on again.',
  signed_off: 'You have signed off.',
};

/** The sign-in page as somebody sees it whose session is over. */
export function signedOutPage(world: World, token: string | undefined) {
  const ending = world.sessions.endingOf(token);
  return signInPage(ending && farewells[ending]);
}

/** Sign-in, one-time code, the pages between, and signing off. */
export function addDoor(app: Hono, world: World): void {
  const { gatekeeper, sessions } = world;

  app.get('/', (c) => c.redirect('/app/default.aspx'));
  app.get('/login.aspx', (c) => c.html(signedOutPage(world, getCookie(c, sessionCookie))));

  app.post('/login.aspx', async (c) => {
    const field = await fieldsOf(c);
    const user = field('txtUserName');
    return passThrough(c, world, gatekeeper.password(user, field('txtPassword')), user);
  });

  app.get('/code.aspx', (c) =>
    gatekeeper.holderOf(getCookie(c, ticketCookie))
      ? c.html(codePage(world.switches))
      : c.redirect('/login.aspx'),
  );
  app.post('/code.aspx', async (c) => {
    const ticket = getCookie(c, ticketCookie) ?? '';
    const field = await fieldsOf(c);
    if (!gatekeeper.holderOf(ticket)) return c.redirect('/login.aspx');
    const boxes = [1, 2, 3, 4, 5, 6].map((n) => field(`txtDigit${n}`)).join('');
    return passThrough(c, world, gatekeeper.code(ticket, boxes || field('txtCode')), '');
  });

  app.get('/notice.aspx', (c) => {
    const session = sessions.find(getCookie(c, sessionCookie));
    if (!session?.heldBy) return c.redirect('/app/default.aspx');
    return c.html(session.heldBy === 'notice' ? noticePage() : passwordExpiryPage());
  });
  app.post('/notice.aspx', (c) => {
    const session = sessions.find(getCookie(c, sessionCookie));
    if (session) gatekeeper.release(session);
    return c.redirect('/app/default.aspx');
  });

  app.get('/signoff.aspx', (c) => {
    sessions.end(getCookie(c, sessionCookie) ?? '', 'signed_off');
    return c.redirect('/login.aspx');
  });
}

/** What the browser gets to see of an answer. A refusal is an ordinary page, status 200. */
function passThrough(
  c: Context,
  world: World,
  answer: Answer,
  userName: string,
): Response | Promise<Response> {
  const cookie = { path: '/', httpOnly: true, sameSite: 'Lax' } as const;
  if (answer.outcome === 'signed_in') {
    deleteCookie(c, ticketCookie, { path: '/' });
    setCookie(c, sessionCookie, answer.session.token, cookie);
    return c.redirect(answer.session.heldBy ? '/notice.aspx' : '/app/default.aspx');
  }
  if (answer.outcome === 'code_asked') {
    setCookie(c, ticketCookie, answer.ticket, cookie);
    return c.redirect('/code.aspx');
  }
  const seconds = answer.lockedForSeconds ?? 0;
  if (seconds > 0) deleteCookie(c, ticketCookie, { path: '/' });
  else if (answer.outcome === 'wrong_code' || answer.outcome === 'used_code') {
    const refusal =
      answer.outcome === 'used_code' ? 'This code was already used.' : 'The code is not correct.';
    return c.html(codePage(world.switches, refusal));
  }
  const wait = seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds)} seconds`;
  return c.html(
    signInPage(
      seconds > 0
        ? `This user is locked after too many failed attempts. Try again in ${wait}.`
        : 'Sign on failed. The user name or password is not correct.',
      userName,
    ),
  );
}
