import { setTimeout as sleep } from 'node:timers/promises';
import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { serverTime } from '../clock.ts';
import { sessionCookie } from '../door/routes.ts';
import type { World } from '../world.ts';
import { encode } from './bytes.ts';
import { echoed, secretsOf, tellingAddress } from './echo.ts';
import { maintenancePage } from './layout.ts';

/** Under this name a request knows its number. */
export const requestNumber = 'requestNumber';

/** Goes around every page: keeps the log, and does what is switched wrong for the application as a whole. */
export function handleFaults(world: World): MiddlewareHandler {
  return async (c, next) => {
    const { switches, sessions, log } = world;
    const token = getCookie(c, sessionCookie);
    const session = sessions.find(token);
    const { number, end } = log.begin({
      method: c.req.method,
      path: c.req.path,
      user: session?.user ?? null,
      session: session?.number ?? null,
      formerUser: sessions.formerUserOf(token) ?? null,
      agent: c.req.header('user-agent') ?? '',
      startedAt: Date.now(),
    });
    c.set(requestNumber, number);
    if (session && switches.logoutAtRequest > 0 && --switches.logoutAtRequest === 0) {
      sessions.end(session.token, 'expired');
    }
    if (switches.slowMs > 0) await sleep(switches.slowMs, undefined, { ref: false });

    if (switches.maintenance) c.res = await c.html(maintenancePage(), 503, { 'retry-after': '1800' });
    else if (switches.echoSecrets === 'off') await next();
    else {
      const known = await secretsOf(c, world);
      const address = known && session && tellingAddress(c, known);
      if (address) c.res = c.redirect(address);
      else await next();
      if (known) c.res = await echoed(c.res, known, switches.echoSecrets === 'everywhere');
    }

    if (switches.latin1 && c.res.headers.get('content-type')?.startsWith('text/html')) {
      c.res = new Response(encode(await c.res.text(), switches), c.res);
    }
    c.header('date', new Date(serverTime(switches)).toUTCString());
    end(c.res.status);
  };
}
