import { describe, expect, test } from 'vitest';
import { clientKinds, connect } from '../../support/clients.ts';
import { serve } from './serve.ts';
import { initialize, modern, send, sendHead } from './wire.ts';
import type { WireRequest } from './wire.ts';

const opening: [string, WireRequest][] = [
  ['a modern call', modern('server/discover')],
  ['a 2025-era handshake', initialize],
];

const withHeaders = (request: WireRequest, headers: Record<string, string>): WireRequest => ({
  ...request,
  headers: { ...request.headers, ...headers },
});

describe.each(opening)('%s', (_name, request) => {
  test('passes with the names of this machine', async () => {
    await using server = await serve();
    const { port } = new URL(server.url);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'LOCALHOST', `[::1]:${port}`]) {
      expect(await send(server.url, withHeaders(request, { host }))).toMatchObject({ status: 200 });
    }
    const local = withHeaders(request, { origin: 'http://localhost:5173' });
    expect(await send(server.url, local)).toMatchObject({ status: 200 });
  });

  test.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', '127.0.0.1@evil.example'])(
    'is refused for Host "%s"',
    async (host) => {
      await using server = await serve();
      const answer = await send(server.url, withHeaders(request, { host }));
      expect(answer).toMatchObject({ status: 403, json: { error: { code: -32000 } } });
    },
  );

  test.each(['https://evil.example', 'http://localhost.evil.example', 'null', 'file://'])(
    'is refused for Origin "%s"',
    async (origin) => {
      await using server = await serve();
      const answer = await send(server.url, withHeaders(request, { origin }));
      expect(answer).toMatchObject({ status: 403, json: { error: { code: -32000 } } });
    },
  );

  test('passes a named host and its pages, and no other', async () => {
    await using server = await serve({ allowedHosts: ['MCP.example.com:443'] });
    const named = withHeaders(request, { host: 'mcp.example.com', origin: 'https://mcp.example.com' });
    expect(await send(server.url, named)).toMatchObject({ status: 200 });
    const other = withHeaders(request, { host: 'other.example.com' });
    expect(await send(server.url, other)).toMatchObject({ status: 403 });
  });

  test('needs the right token where one is set', async () => {
    await using server = await serve({ token: 's3cret-token' });
    const bare = await send(server.url, request);
    expect(bare).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer realm="sidedoor"' } });
    for (const authorization of [
      'Bearer s3cret-toke',
      'Bearer s3cret-token2',
      'Basic s3cret-token',
      's3cret-token',
    ]) {
      const wrong = await send(server.url, withHeaders(request, { authorization }));
      expect(wrong).toMatchObject({ status: 401 });
      expect(wrong.headers['www-authenticate']).toMatch(/^Bearer realm="sidedoor"/);
    }
    const right = withHeaders(request, { authorization: 'bearer s3cret-token' });
    expect(await send(server.url, right)).toMatchObject({ status: 200 });
    expect(server.warnings.join()).not.toContain('s3cret');
  });
});

test.each(clientKinds)('%s with the token calls a tool, and without it cannot connect', async (kind) => {
  await using server = await serve({ token: 's3cret-token' });
  await using client = await connect(kind, { url: server.url, token: 's3cret-token' });
  expect(await client.callTool('echo', { text: 'hi' })).toMatchObject({ structuredContent: { text: 'hi' } });
  await expect(connect(kind, { url: server.url })).rejects.toThrow();
});

test('the token does not reach the MCP server', async () => {
  const seen: unknown[] = [];
  await using server = await serve({
    token: 's3cret-token',
    createServer: (context) => {
      seen.push(context.authInfo);
      throw new Error('enough seen');
    },
  });
  const authorization = 'Bearer s3cret-token';
  for (const [, request] of opening) {
    expect(await send(server.url, withHeaders(request, { authorization }))).toMatchObject({ status: 500 });
  }
  expect(seen).toEqual([
    { token: '', clientId: 'bearer', scopes: [] },
    { token: '', clientId: 'bearer', scopes: [] },
  ]);
});

test('liveness is plain, needs no token and no known host', async () => {
  await using server = await serve({ token: 's3cret-token' });
  const health = new URL('/healthz', server.url).href;
  const answer = await send(health, { method: 'GET', headers: { host: '10.0.0.7' } });
  expect(answer).toMatchObject({ status: 200, text: 'ok\n' });
});

test('a request without Host is refused', async () => {
  await using server = await serve();
  expect(await sendHead(server.url, 'GET /mcp HTTP/1.0')).toMatch(/^HTTP\/1.1 403 /);
});

test('another path is a 404, another method a 405', async () => {
  await using server = await serve();
  for (const path of ['/', '/mcp/', '/MCP', '/.well-known/oauth-protected-resource', '//mcp']) {
    const answer = await send(new URL(server.url).origin + path, modern('server/discover'));
    expect(answer).toMatchObject({ status: 404 });
  }
  for (const method of ['PUT', 'PATCH', 'OPTIONS', 'HEAD']) {
    expect(await send(server.url, { method })).toMatchObject({
      status: 405,
      headers: { allow: 'GET, POST, DELETE' },
    });
  }
});
