import { expect, test } from 'vitest';
import { clientKinds, connect } from '../../support/clients.ts';
import { serve } from './serve.ts';
import { legacy, modern, open, openSession, send } from './wire.ts';
import type { WireRequest } from './wire.ts';

const quick = { quiet: 20, keepAlive: 10 };
const wait = { name: 'wait', arguments: { key: 'slow' } };

test('a modern answer that is quick stays plain JSON', async () => {
  await using server = await serve();
  const answer = await send(server.url, modern('tools/list'));
  expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
});

test.each([
  ['modern', async () => modern('tools/call', wait)],
  ['2025-era', async (url: string) => legacy(await openSession(url), 'tools/call', wait)],
])('a silent %s call sends bytes before it ends, and then the right answer', async (_era, request) => {
  await using server = await serve({ limits: quick });
  const call: WireRequest = await request(server.url);
  const incoming = await open(server.url, call).answer;
  expect(incoming.headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': expect.stringContaining('no-cache'),
    'x-accel-buffering': 'no',
  });
  let text = '';
  for await (const chunk of incoming) {
    text += String(chunk);
    if (text.split(': keepalive\n\n').length > 3) server.fixture.release('slow');
  }
  const [data, ...more] = [...text.matchAll(/^data: (.*)$/gm)].map(
    ([, json]) => JSON.parse(json ?? '') as object,
  );
  expect(more).toEqual([]);
  expect(data).toMatchObject({ result: { content: [{ text: 'waited for slow' }] } });
});

test.each(clientKinds)('%s reads an answer that came late over the stream', async (kind) => {
  await using server = await serve({ limits: quick });
  await using client = await connect(kind, server);
  const call = client.callTool('wait', { key: 'slow' });
  await server.fixture.event('started slow');
  const { answer, leave } = open(server.url, modern('tools/call', { ...wait, arguments: { key: 'other' } }));
  // Once a later call has become a stream, the earlier one has too.
  await answer;
  server.fixture.release('slow');
  expect(await call).toMatchObject({ content: [{ text: 'waited for slow' }] });
  leave();
});

test('progress that begins after the switch arrives on the stream', async () => {
  await using server = await serve({ limits: quick });
  const request = modern('tools/call', { name: 'count', arguments: { key: 'end', after: 'begin' } });
  const params = (request.body as { params: { _meta: Record<string, unknown> } }).params;
  params._meta['progressToken'] = 'token';
  const incoming = await open(server.url, request).answer;
  let text = '';
  for await (const chunk of incoming) {
    text += String(chunk);
    if (text.includes(': keepalive')) server.fixture.release('begin');
    if (text.includes('"progress":3')) server.fixture.release('end');
  }
  expect(text.match(/"progress":\d/g)).toEqual(['"progress":1', '"progress":2', '"progress":3']);
  expect(text.match(/^data: .*/gm)).toHaveLength(4);
  expect(text).toMatch(/^data: .*counted/m);
});
