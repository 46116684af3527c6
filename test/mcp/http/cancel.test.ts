import { describe, expect, test } from 'vitest';
import { clientKinds, connect } from '../../support/clients.ts';
import { serve } from './serve.ts';
import { legacy, open, openSession, send } from './wire.ts';

describe.each(clientKinds)('%s', (kind) => {
  test('a call the client calls off is aborted in the handler', async () => {
    await using server = await serve();
    await using client = await connect(kind, server);
    const stop = new AbortController();
    const call = client.callTool('wait', { key: 'a' }, { signal: stop.signal });
    await server.fixture.event('started a');
    stop.abort(new Error('The user pressed stop.'));
    await expect(call).rejects.toThrow();
    await server.fixture.event('aborted a');
  });

  test('calling one off leaves the others running', async () => {
    await using server = await serve();
    await using client = await connect(kind, server);
    const stop = new AbortController();
    const stopped = client.callTool('wait', { key: 'a' }, { signal: stop.signal });
    const kept = client.callTool('wait', { key: 'b' });
    await Promise.all([server.fixture.event('started a'), server.fixture.event('started b')]);
    stop.abort();
    await expect(stopped).rejects.toThrow();
    await server.fixture.event('aborted a');
    server.fixture.release('b');
    expect(await kept).toMatchObject({ content: [{ text: 'waited for b' }] });
  });

  test('a call that already turned into a stream is aborted too', async () => {
    await using server = await serve({ limits: { quiet: 1, keepAlive: 5 } });
    await using client = await connect(kind, server);
    const stop = new AbortController();
    const call = client.callTool('wait', { key: 'a' }, { signal: stop.signal });
    await server.fixture.event('started a');
    await client.callTool('echo', { text: 'meanwhile' });
    stop.abort();
    await expect(call).rejects.toThrow();
    await server.fixture.event('aborted a');
  });
});

test('a 2025-era client that only loses its connection does not cancel the call', async () => {
  await using server = await serve();
  const session = await openSession(server.url);
  const call = legacy(session, 'tools/call', { name: 'wait', arguments: { key: 'a' } });
  const { answer, leave } = open(server.url, call);
  await server.fixture.event('started a');
  (await answer).on('error', () => undefined);
  leave();
  const other = await send(
    server.url,
    legacy(session, 'tools/call', { name: 'release', arguments: { key: 'a' } }),
  );
  expect(other.status).toBe(200);
  const aborted = server.fixture.event('aborted a').then(() => 'aborted');
  expect(await Promise.race([aborted, send(server.url, legacy(session, 'ping')).then(() => 'running')])).toBe(
    'running',
  );
});

test('the stream of a cancelled 2025-era call ends, though nothing will ever answer it', async () => {
  await using server = await serve();
  const session = await openSession(server.url);
  const call = legacy(session, 'tools/call', { name: 'wait', arguments: { key: 'a' } });
  const stream = send(server.url, call);
  await server.fixture.event('started a');
  const { body: request } = call as { body: { id: number } };
  const notification = {
    jsonrpc: '2.0',
    method: 'notifications/cancelled',
    params: { requestId: request.id },
  };
  const { status } = await send(server.url, { ...legacy(session, ''), body: notification });
  expect(status).toBe(202);
  expect(await stream).toMatchObject({ status: 200, json: undefined });
});
