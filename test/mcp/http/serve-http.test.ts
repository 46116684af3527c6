import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { InMemoryServerEventBus } from '@modelcontextprotocol/server';
import { expect, test } from 'vitest';
import { serveHttp } from '../../../src/mcp/http/serve-http.ts';
import { clientKinds, connect } from '../../support/clients.ts';
import { createFixture } from './fixture.ts';
import { serve } from './serve.ts';
import { initialize, legacy, modern, open, openSession, send } from './wire.ts';

const { createServer: createMcpServer } = createFixture();
const attempt = (options: Partial<Parameters<typeof serveHttp>[0]>) =>
  serveHttp({ createServer: createMcpServer, port: 0, ...options });

test('a port in use is an InvalidInput that names the way out', async () => {
  const taken = createServer();
  await once(taken.listen(0, '127.0.0.1'), 'listening');
  const { port } = taken.address() as AddressInfo;
  await expect(attempt({ port })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: `Port ${port} on 127.0.0.1 is in use by another program.`,
    hint: expect.stringContaining('--port'),
  });
  taken.close();
});

test.each([
  ['a port that is none', { port: 70_000 }, /70000 is no port/],
  [
    'an address of another machine',
    { host: '192.0.2.1', allowedHosts: ['a.example'] },
    /no address of this machine/,
  ],
  ['all addresses without host names', { host: '0.0.0.0' }, /host names/],
  ['a host name that is none', { allowedHosts: ['https://a.example/'] }, /no host name/],
  ['a token that is empty', { token: '' }, /token is empty/],
])('%s is refused before anything listens', async (_what, options, message) => {
  await expect(attempt(options)).rejects.toThrow(message);
  await expect(attempt(options)).rejects.toMatchObject({ code: 'INVALID_INPUT', hint: expect.any(String) });
});

test('listening on all addresses without a token is warned about', async () => {
  await using server = await serve({ host: '0.0.0.0', allowedHosts: ['mcp.example.com'] });
  expect(server.warnings).toEqual([expect.stringContaining('without a token')]);
  expect(server.url).toMatch(/^http:\/\/localhost:\d+\/mcp$/);
  await using client = await connect('v2-modern', server);
  expect(await client.listTools()).toHaveLength(6);
});

test('close ends streams, sessions and running calls within a second', async () => {
  const server = await serve();
  const wait = (key: string) => ({ name: 'wait', arguments: { key } });
  const session = await openSession(server.url);
  const silent = [
    open(server.url, { ...legacy(session, ''), method: 'GET', body: undefined }),
    open(server.url, legacy(session, 'tools/call', wait('legacy'))),
    open(server.url, modern('tools/call', wait('modern'))),
    open(server.url, modern('subscriptions/listen', { notifications: { toolsListChanged: true } })),
  ];
  const over = silent.map(async ({ answer }) => {
    const incoming = await answer;
    await once(incoming.resume(), 'close');
  });
  await Promise.all([server.fixture.event('started legacy'), server.fixture.event('started modern')]);

  const begin = performance.now();
  await server.close();
  expect(performance.now() - begin).toBeLessThan(4_000);
  await Promise.allSettled(over);
  await Promise.all([server.fixture.event('aborted legacy'), server.fixture.event('aborted modern')]);
  await expect(send(server.url, initialize)).rejects.toThrow('ECONNREFUSED');
  await server.close();
});

test.each(clientKinds)('close does not wait for a connected %s client', async (kind) => {
  const server = await serve();
  await using client = await connect(kind, server);
  await client.callTool('echo', { text: 'hi' });
  const begin = performance.now();
  await server.close();
  expect(performance.now() - begin).toBeLessThan(4_000);
});

test('a factory that throws is a 500 and a warning; the server goes on', async () => {
  const fixture = createFixture();
  let broken = true;
  await using server = await serve({
    createServer: (context) => {
      if (broken) throw new Error('no store\n\u001b[31mtoday');
      return fixture.createServer(context);
    },
  });
  for (const request of [modern('tools/list'), initialize]) {
    const answer = await send(server.url, request);
    expect(answer).toMatchObject({ status: 500, json: { error: { code: -32603 } } });
    expect(answer.text).not.toContain('no store');
  }
  expect(server.warnings).toEqual(['no store [31mtoday', 'no store [31mtoday']);
  broken = false;
  await using client = await connect('v2-legacy', server);
  expect(await client.listTools()).toHaveLength(6);
});

test('a warning handler that throws harms nobody', async () => {
  await using server = await serve({
    onWarning: () => {
      throw new Error('the log is full');
    },
    createServer: () => {
      throw new Error('no store');
    },
  });
  expect(await send(server.url, initialize)).toMatchObject({ status: 500 });
  expect(await send(server.url, modern('tools/list'))).toMatchObject({ status: 500 });
});

test('a subscription hears of changed tools', async () => {
  const changes = new InMemoryServerEventBus();
  await using server = await serve({ changes });
  const { answer, leave } = open(
    server.url,
    modern('subscriptions/listen', { notifications: { toolsListChanged: true } }),
  );
  const incoming = await answer;
  let text = '';
  for await (const chunk of incoming) {
    text += String(chunk);
    if (text.includes('notifications/tools/list_changed')) break;
    if (text.includes('notifications/subscriptions/acknowledged'))
      changes.publish({ kind: 'tools_list_changed' });
  }
  leave();
});

test('a connection is kept for longer than proxies keep theirs, and says so', async () => {
  await using server = await serve();
  const { headers } = await fetch(server.url, { headers: { connection: 'keep-alive' } });
  expect(Number(/timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(60);
});
