import { expect, test } from 'vitest';
import { serve } from './serve.ts';
import { initialize, modern, send, sendHead } from './wire.ts';
import type { WireRequest } from './wire.ts';

const call = (text: string) => modern('tools/call', { name: 'echo', arguments: { text } });

const amended = (request: WireRequest, headers: Record<string, string>): WireRequest => ({
  ...request,
  headers: { ...request.headers, ...headers },
});

test('a body of 5 MB is refused, whether its length is announced or not', async () => {
  await using server = await serve();
  const large = call('x'.repeat(5_000_000));
  expect(await send(server.url, large)).toMatchObject({ status: 413 });
  expect(await send(server.url, amended(large, { 'transfer-encoding': 'chunked' }))).toMatchObject({
    status: 413,
  });
  expect(await send(server.url, call('small'))).toMatchObject({ status: 200 });
});

test('a body that is announced as too large is refused before any of it was sent', async () => {
  await using server = await serve();
  const type = 'Content-Type: application/json';
  const answer = await sendHead(
    server.url,
    'POST /mcp HTTP/1.1',
    'Host: localhost',
    type,
    'Content-Length: 5000000',
  );
  expect(answer).toMatch(/^HTTP\/1.1 413 /);
});

test('a body of 3 MB is served', async () => {
  await using server = await serve();
  const text = 'x'.repeat(3_000_000);
  const { json } = await send(server.url, call(text));
  expect(json).toMatchObject({ result: { structuredContent: { text } } });
});

test('malformed JSON is a parse error of either generation', async () => {
  await using server = await serve();
  for (const request of [call('x'), initialize]) {
    for (const body of ['{"jsonrpc": "2.0",', '', 'not json']) {
      expect(await send(server.url, { ...request, body })).toMatchObject({
        status: 400,
        json: { id: null, error: { code: -32700 } },
      });
    }
  }
});

test('JSON that is no message is refused, and the server lives on', async () => {
  await using server = await serve();
  for (const body of ['null', '7', '"text"', '[]', '{}', '[[]]', '{"jsonrpc":"2.0"}', '{"params":null}']) {
    const { status } = await send(server.url, { body });
    expect([body, status]).toEqual([body, 400]);
  }
  expect(await send(server.url, call('alive'))).toMatchObject({ status: 200 });
});

test('another content type is a 415', async () => {
  await using server = await serve();
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/json']) {
    const request = amended(call('x'), { 'content-type': type });
    expect(await send(server.url, request)).toMatchObject({ status: 415 });
  }
  const utf8 = amended(call('x'), { 'content-type': 'application/json; charset=utf-8' });
  expect(await send(server.url, utf8)).toMatchObject({ status: 200 });
});

test.each([
  ['another method', { 'mcp-method': 'tools/list' }],
  ['another tool', { 'mcp-name': 'fail' }],
  ['another protocol version', { 'mcp-protocol-version': '2025-11-25' }],
])('headers that name %s than the body are a -32020', async (_what, headers) => {
  await using server = await serve();
  const answer = await send(server.url, amended(call('x'), headers));
  expect(answer).toMatchObject({ status: 400, json: { id: 1, error: { code: -32020 } } });
});

test('by choice the body decides over the version header, with a warning', async () => {
  await using server = await serve({ trustBodyVersion: true });
  const request = amended(call('x'), { 'mcp-protocol-version': '2025-11-25' });
  const answer = await send(server.url, request);
  expect(answer).toMatchObject({ status: 200, json: { result: { structuredContent: { text: 'x' } } } });
  expect(server.warnings).toEqual([
    expect.stringContaining('2025-11-25 in the header and 2026-07-28 in the body'),
  ]);

  const other = amended(call('x'), { 'mcp-name': 'fail' });
  expect(await send(server.url, other)).toMatchObject({ status: 400, json: { error: { code: -32020 } } });
});

test('a version nobody speaks is named in a -32022', async () => {
  await using server = await serve();
  const request = JSON.stringify(call('x')).replaceAll('2026-07-28', '2031-01-01');
  expect(await send(server.url, JSON.parse(request) as WireRequest)).toMatchObject({
    status: 400,
    json: { error: { code: -32022, data: { supported: ['2026-07-28'], requested: '2031-01-01' } } },
  });
});
