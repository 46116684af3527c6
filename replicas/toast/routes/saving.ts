import type { Context } from 'hono';
import { errorPage } from '../pages/door.ts';
import type { Session } from '../sessions.ts';
import type { World } from '../world.ts';

/** What every save of a session has, whatever it saves. */
export function savingOf(world: World, c: Context, session: Session) {
  const { switches, saves: log, sessions, requests } = world;
  return {
    context: c,
    switches,
    log,
    isClosed: () => world.isClosed,
    arrived: {
      request: requests.length + 1,
      user: session.user.name,
      session: session.number,
      button: `${c.req.method} ${c.req.path}`,
    },
    signOff: () => {
      sessions.end(session.token);
      return c.redirect('/login?ended=1');
    },
    failed: (reason: string) => c.html(errorPage('Something went wrong', reason), 500),
  };
}
