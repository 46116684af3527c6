import { expect, test } from 'vitest';
import type { AuthInfo } from '@modelcontextprotocol/server';
import { createEndpoint } from '../../../src/mcp/http/endpoint.ts';
import { defaultLimits } from '../../../src/mcp/http/limits.ts';
import { createFixture } from './fixture.ts';
import { serve } from './serve.ts';
import { initialize, legacy, open, openSession, send } from './wire.ts';

const unknown = { status: 404, json: { error: { code: -32001 } } };

test('a session serves its requests and ends with DELETE', async () => {
  await using server = await serve();
  const session = await openSession(server.url);
  expect(await send(server.url, legacy(session, 'tools/list'))).toMatchObject({ status: 200 });
  expect(await send(server.url, { ...legacy(session, ''), method: 'DELETE', body: undefined })).toMatchObject(
    {
      status: 200,
    },
  );
  await server.fixture.event('closed');
  expect(await send(server.url, legacy(session, 'tools/list'))).toMatchObject(unknown);
});

test('a request without a session, or with one nobody opened, is told so', async () => {
  await using server = await serve();
  const body = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
  expect(await send(server.url, { body })).toMatchObject({ status: 400 });
  expect(await send(server.url, { method: 'GET' })).toMatchObject({ status: 400 });
  expect(await send(server.url, legacy('3f0c', 'tools/list'))).toMatchObject(unknown);
});

test("nobody uses another caller's session, not even to end it", async () => {
  const fixture = createFixture();
  const endpoint = createEndpoint({
    createServer: fixture.createServer,
    guard: () => undefined,
    authenticate: ({ headers }): AuthInfo => ({
      token: '',
      clientId: headers.get('x-user') ?? '',
      scopes: [],
    }),
    limits: defaultLimits,
    trustBodyVersion: false,
    onError: () => undefined,
  });
  const ask = (user: string, method: string, session?: string, body?: unknown) => {
    const headers = {
      'x-user': user,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(session ? { 'mcp-session-id': session } : {}),
    };
    const payload = body === undefined ? {} : { body: JSON.stringify(body) };
    return endpoint.handle(new Request('http://localhost/mcp', { method, headers, ...payload }));
  };
  const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' };

  const opened = await ask('ann', 'POST', undefined, initialize.body);
  const session = opened.headers.get('mcp-session-id') ?? '';
  expect((await ask('bob', 'POST', session, list)).status).toBe(404);
  expect((await ask('bob', 'GET', session)).status).toBe(404);
  expect((await ask('bob', 'DELETE', session)).status).toBe(404);
  expect((await ask('ann', 'POST', session, list)).status).toBe(200);
  await endpoint.close();
});

test('an idle session expires, one with an open stream does not', async () => {
  await using server = await serve({ limits: { sessionIdle: 60 } });
  const watched = await openSession(server.url);
  const { answer, leave } = open(server.url, { ...legacy(watched, ''), method: 'GET', body: undefined });
  expect((await answer).statusCode).toBe(200);
  const idle = await openSession(server.url);

  await server.fixture.event('closed');
  expect(await send(server.url, legacy(idle, 'tools/list'))).toMatchObject(unknown);
  expect(await send(server.url, legacy(watched, 'tools/list'))).toMatchObject({ status: 200 });
  leave();
});

test('a session whose only stream was left expires', async () => {
  await using server = await serve({ limits: { sessionIdle: 60 } });
  const session = await openSession(server.url);
  const { answer, leave } = open(server.url, { ...legacy(session, ''), method: 'GET', body: undefined });
  (await answer).on('error', () => undefined);
  leave();
  await server.fixture.event('closed');
  expect(await send(server.url, legacy(session, 'ping'))).toMatchObject(unknown);
});

test('a call that takes longer than the idle time keeps its session', async () => {
  await using server = await serve({ limits: { sessionIdle: 60 } });
  const busy = await openSession(server.url);
  const call = send(server.url, legacy(busy, 'tools/call', { name: 'wait', arguments: { key: 'a' } }));
  await server.fixture.event('started a');
  await openSession(server.url);
  await server.fixture.event('closed');
  server.fixture.release('a');
  expect(await call).toMatchObject({ json: { result: { content: [{ text: 'waited for a' }] } } });
});

test('when all places are taken the longest idle session makes way', async () => {
  await using server = await serve({ limits: { sessions: 2 } });
  const first = await openSession(server.url);
  const second = await openSession(server.url);
  await send(server.url, legacy(first, 'ping'));
  const third = await openSession(server.url);
  expect(await send(server.url, legacy(second, 'ping'))).toMatchObject(unknown);
  expect(await send(server.url, legacy(first, 'ping'))).toMatchObject({ status: 200 });
  expect(await send(server.url, legacy(third, 'ping'))).toMatchObject({ status: 200 });
});

test('a session at work makes way for nobody', async () => {
  await using server = await serve({ limits: { sessions: 1 } });
  const busy = await openSession(server.url);
  const call = send(server.url, legacy(busy, 'tools/call', { name: 'wait', arguments: { key: 'a' } }));
  await server.fixture.event('started a');
  expect(await send(server.url, initialize)).toMatchObject({ status: 503, headers: { 'retry-after': '60' } });
  server.fixture.release('a');
  expect(await call).toMatchObject({ status: 200 });
  expect(await send(server.url, initialize)).toMatchObject({ status: 200 });
});

test('a refused handshake leaves no session behind', async () => {
  await using server = await serve();
  const refused = await send(server.url, { ...initialize, headers: { accept: 'application/json' } });
  expect(refused).toMatchObject({ status: 406 });
  await server.fixture.event('closed');
});
