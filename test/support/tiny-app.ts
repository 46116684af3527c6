import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import type { ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

interface TinyState {
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
  /** The password that is right at the moment, for every user. */
  password: string;
  requests: string[];
  /** When each of `requests` came, epoch milliseconds. */
  times: number[];
  /** Says so to whoever was thrown out by a later sign-in. */
  tellsKicked: boolean;
  /** What somebody without a session is answered: the way to the login, the login at the page's address, or a refusal. */
  outside: 'redirect' | 'login' | 401 | 403;
  /** The next request for this path comes after the session's end. */
  expireAt: string | undefined;
  /** A path that nobody may open. */
  forbidden: string | undefined;
  /** Answers every page with one that shows neither the inside nor a login. */
  waits: boolean;
  /** What is chosen for the session, and whether it lets itself be chosen. */
  company: string;
  companySticks: boolean;
  /** A sign-in ends no other session of its user. */
  manySessions: boolean;
}

/** The smallest legacy application that can go wrong: one session a user at a time, counters for the tests. */
export async function startTinyApp(more: Partial<TinyState> = {}) {
  const state: TinyState = {
    signIns: 0,
    wrongPasswords: 0,
    kicked: 0,
    mostInside: 0,
    entered: 0,
    status: 200,
    requests: [],
    times: [],
    password: 'sesame-42',
    tellsKicked: false,
    outside: 'redirect',
    expireAt: undefined,
    forbidden: undefined,
    waits: false,
    company: 'North',
    companySticks: true,
    manySessions: false,
    ...more,
  };
  /** Session by user. */
  const sessions = new Map<string, string>();
  let inside = 0;
  const dead = new Set<string>();
  const app = new Hono();
  const page = (body: string) => `<!doctype html><title>Tiny</title><body>${body}</body>`;
  const form = (says = '') =>
    page(`<p class="says">${says}</p><form method="post" action="/login">
      <input name="user"><input name="password" type="password"><button>Sign in</button></form>`);
  const inner = (body: string) => page(`<p class="who">Signed in as clerk</p>${body}`);
  const isOpen = (sid: string | undefined) => sid !== undefined && [...sessions.values()].includes(sid);
  const begin = (user: string) => {
    const sid = randomUUID();
    const key = state.manySessions ? sid : user;
    const old = sessions.get(key);
    if (old) dead.add(old);
    sessions.set(key, sid);
    return sid;
  };

  app.use(async (c, next) => {
    state.requests.push(`${c.req.method} ${c.req.path}`);
    state.times.push(Date.now());
    if (state.status !== 200) return c.html(page('Down for maintenance'), state.status as 503);
    if (state.waits) return c.html(page('Please wait …'));
    if (c.req.path === state.expireAt) {
      sessions.clear();
      state.expireAt = undefined;
    }
    const sid = getCookie(c, 'sid');
    const isKicked = sid !== undefined && dead.has(sid);
    if (isKicked) state.kicked += 1;
    if (c.req.path === state.forbidden) return c.html(inner('Not for you'), 403);
    if (c.req.path === '/login' || isOpen(sid)) return next();
    if (isKicked && state.tellsKicked) return c.html(form('You signed in at another workstation'));
    if (typeof state.outside === 'number') return c.html(page('<table></table>'), state.outside);
    const isAsked = state.outside === 'login' || c.req.path === '/shell';
    return isAsked ? c.html(form('Please sign in')) : c.redirect('/login');
  });
  app.get('/login', (c) => c.html(form()));
  app.post('/login', async (c) => {
    const { user, password } = await c.req.parseBody();
    if (password !== state.password) {
      state.wrongPasswords += 1;
      return c.html(form('Wrong password'));
    }
    state.signIns += 1;
    setCookie(c, 'sid', begin(typeof user === 'string' ? user : ''), { httpOnly: true, maxAge: 3600 });
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
  app.get('/frames', (c) =>
    c.html(inner('<iframe src="/rows"></iframe><iframe src="/echo"></iframe><img src="/picture">')),
  );
  app.get('/company', (c) => c.html(inner(`<p id="company">${state.company}</p>`)));
  app.get('/choose', (c) => {
    if (state.companySticks) state.company = c.req.query('company') ?? '';
    return c.redirect('/company');
  });
  app.get('/sign-off', (c) => {
    sessions.clear();
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
    /** Ends all sessions on the server's side, as its timeout does. */
    expire: () => sessions.clear(),
    /** A person signs in somewhere else as the same user, which ends the session there was. */
    signInElsewhere: (user = 'clerk') => void begin(user),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        (server as Server).closeAllConnections();
      }),
  };
}

export type TinyApp = Awaited<ReturnType<typeof startTinyApp>>;
