import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { z } from 'zod';
import { act } from './act.ts';
import type { Desk } from './desk.ts';
import { deskPage } from './page.ts';

export interface Door {
  /** E.g. "http://127.0.0.1:40123". */
  origin: string;
  /** Stops listening. What is being answered has a moment to arrive. */
  close(): void;
}

/** Milliseconds. */
const lastMoment = 1_000;

const code = z.strictObject({ code: z.string().trim().min(1).max(64) });

/** Serves the pages of desks on a free port of 127.0.0.1. A token is looked up with each request. */
export async function serveDesks(deskOf: (token: string) => Desk | undefined): Promise<Door> {
  let origin = '';
  const app = new Hono<{ Variables: { desk: Desk } }>();

  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        imgSrc: ["'self'", 'blob:', 'data:'],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: 'DENY',
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: false,
    }),
  );
  // Before anything is looked up, so that a refusal tells nothing about an address. A name that was bound to 127.0.0.1
  // shows in `Host`, another site in `Origin`; both of them lack ours.
  app.use(async (c, next) => {
    c.header('cache-control', 'no-store');
    const isOurs = c.req.header('host') === new URL(origin).host;
    const isRead = c.req.method === 'GET';
    if (!isOurs || (!isRead && c.req.header('origin') !== origin)) return c.text('Forbidden', 403);
    return next();
  });
  app.use('/:token/*', async (c, next) => {
    const desk = deskOf(c.req.param('token'));
    if (!desk?.view) return c.notFound();
    c.set('desk', desk);
    return next();
  });
  app.use(bodyLimit({ maxSize: 16_384, onError: (c) => c.body(null, 413) }));

  for (const [name, { type, text }] of Object.entries(deskPage)) {
    app.get(`/:token/${name}`, (c) => c.body(text, 200, { 'content-type': `${type}; charset=utf-8` }));
  }
  app.get('/:token/view', (c) => c.json(c.var.desk.view));
  app.get('/:token/picture', async (c) => {
    // A page that is being drawn anew, or has just gone, has no picture; the next one will do.
    const picture = await c.var.desk.picture().catch(() => undefined);
    if (!picture) return c.body(null, 204);
    return c.body(new Uint8Array(picture), 200, { 'content-type': 'image/jpeg' });
  });
  app.post('/:token/act', async (c) => {
    const doing = act.safeParse(await json(c.req.raw));
    if (!doing.success) return c.body(null, 400);
    await c.var.desk.act(doing.data).catch(() => undefined);
    return c.body(null, 204);
  });
  app.post('/:token/code', async (c) => {
    const typed = code.safeParse(await json(c.req.raw));
    if (!typed.success) return c.body(null, 400);
    if (!(await c.var.desk.enterCode(typed.data.code))) return c.body(null, 409);
    return c.json(await c.var.desk.settledView());
  });
  app.post('/:token/done', async (c) => {
    c.var.desk.done();
    return c.json(await c.var.desk.settledView());
  });
  app.notFound((c) => c.text('Not found', 404));
  app.onError((_error, c) => c.text('Failed', 500));

  const listener = getRequestListener(app.fetch);
  const server = createServer((request, response) => void listener(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    close() {
      server.close();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), lastMoment).unref();
    },
  };
}

/** The body, where it says that it is JSON: no form of another site can say so without being asked first. */
async function json(request: Request): Promise<unknown> {
  if (!request.headers.get('content-type')?.startsWith('application/json')) return undefined;
  return request.json().catch(() => undefined) as Promise<unknown>;
}
