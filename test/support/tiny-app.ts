import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import type { ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

export interface TinyState {
  /** Sign-ins with the right and with a wrong password. */
  signIns: number;
  wrongPasswords: number;
  /** Requests that came with a cookie of a session that a later sign-in ended. */
  kicked: number;
  /** Runs that were between /enter and /leave at the same time, at most. */
  mostInside: number;
  entered: number;
  /** Set to 503 and the like to have every page answer it. */
  status: number;
  /** The password that is right at the moment. */
  password: string;
  requests: string[];
}

/** The smallest legacy application that can go wrong: one login, one session at a time, counters for the tests. */
export async function startTinyApp() {
  const state: TinyState = {
    signIns: 0,
    wrongPasswords: 0,
    kicked: 0,
    mostInside: 0,
    entered: 0,
    status: 200,
    requests: [],
    password: 'sesame-42',
  };
  let session: string | undefined;
  let inside = 0;
  const dead = new Set<string>();
  const app = new Hono();
  const page = (body: string) => `<!doctype html><title>Tiny</title><body>${body}</body>`;
  const form = (says = '') =>
    page(`<p class="says">${says}</p><form method="post" action="/login">
      <input name="user"><input name="password" type="password"><button>Sign in</button></form>`);
  const inner = (body: string) => page(`<p class="who">Signed in as clerk</p>${body}`);

  app.use(async (c, next) => {
    state.requests.push(`${c.req.method} ${c.req.path}`);
    if (state.status !== 200) return c.html(page('Down for maintenance'), state.status as 503);
    const sid = getCookie(c, 'sid');
    if (sid !== undefined && dead.has(sid)) state.kicked += 1;
    if (c.req.path === '/login' || (sid !== undefined && sid === session)) return next();
    return c.req.path === '/shell' ? c.html(form('Please sign in')) : c.redirect('/login');
  });
  app.get('/login', (c) => c.html(form()));
  app.post('/login', async (c) => {
    const { password } = await c.req.parseBody();
    if (password !== state.password) {
      state.wrongPasswords += 1;
      return c.html(form('Wrong password'));
    }
    if (session) dead.add(session);
    session = randomUUID();
    state.signIns += 1;
    setCookie(c, 'sid', session, { httpOnly: true, maxAge: 3600 });
    return c.redirect('/home');
  });
  app.get('/home', (c) => c.html(inner('Home')));
  app.get('/shell', (c) => c.html(inner('Shell')));
  app.get('/rows', (c) => {
    const rows = Array.from(
      { length: Number(c.req.query('n') ?? 3) },
      (_, i) => `<tr class="row"><td>R-${i + 1}</td><td>${i + 1}.50</td></tr>`,
    );
    return c.html(inner(`<table><tr><th>No</th><th>Amount</th></tr>${rows.join('')}</table>`));
  });
  app.get('/slow', async (c) => {
    await new Promise((resolve) => setTimeout(resolve, Number(c.req.query('ms') ?? 500)));
    return c.html(inner('Slow'));
  });
  app.get('/enter', (c) => {
    inside += 1;
    state.entered += 1;
    state.mostInside = Math.max(state.mostInside, inside);
    return c.html(inner('Entered'));
  });
  app.get('/leave', (c) => {
    inside -= 1;
    return c.html(inner('Left'));
  });
  app.get('/echo', (c) =>
    c.html(
      inner(
        `<p id="echo">${c.req.query('text') ?? ''}</p><input id="field" value="${c.req.query('text') ?? ''}">`,
      ),
    ),
  );
  app.get('/sign-off', (c) => {
    session = undefined;
    deleteCookie(c, 'sid');
    return c.html(form('Your session has expired'));
  });

  const server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
  });
  const { port } = server.address() as { port: number };
  return {
    state,
    url: `http://127.0.0.1:${port}/`,
    /** Ends the session on the server's side, as its timeout does. */
    expire: () => (session = undefined),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        (server as Server).closeAllConnections();
      }),
  };
}

export type TinyApp = Awaited<ReturnType<typeof startTinyApp>>;
