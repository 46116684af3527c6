import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect as connectSocket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { toNodeListener } from '../../../src/mcp/http/node-listener.ts';
import { open, send, sendHead } from './wire.ts';

async function listen(handle: (request: Request) => Promise<Response>) {
  const errors: string[] = [];
  const server = createServer(toNodeListener(handle, ({ message }) => void errors.push(message)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  };
  return { port, url: `http://127.0.0.1:${port}/`, errors, [Symbol.asyncDispose]: stop };
}

/** A stream that never says anything. */
const silence = () => new ReadableStream<Uint8Array>();
const eventStream = { headers: { 'content-type': 'text/event-stream' } };

test('the head of an event stream leaves before its first event', async () => {
  await using server = await listen(async () => new Response(silence(), eventStream));
  const { answer, leave } = open(server.url, {});
  const { statusCode } = await answer;
  expect(statusCode).toBe(200);
  leave();
});

test('the stream is cancelled and the signal fires when the client leaves', async () => {
  const left = { signal: false, stream: false };
  let done!: () => void;
  const both = new Promise<void>((resolve) => (done = resolve));
  const note = (what: keyof typeof left) => {
    left[what] = true;
    if (left.signal && left.stream) done();
  };
  await using server = await listen(async (request) => {
    request.signal.addEventListener('abort', () => note('signal'));
    return new Response(new ReadableStream({ cancel: () => note('stream') }), eventStream);
  });
  const { answer, leave } = open(server.url, {});
  (await answer).on('error', () => undefined);
  leave();
  await both;
});

test('the signal fires even when nobody held on to the request and memory was collected', async () => {
  let fired!: () => void;
  const abort = new Promise<void>((resolve) => (fired = resolve));
  await using server = await listen(async (request) => {
    request.signal.addEventListener('abort', () => fired());
    return new Response(silence(), eventStream);
  });
  const { answer, leave } = open(server.url, {});
  (await answer).on('error', () => undefined);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 5; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  leave();
  await abort;
});

test('an answer given without reading the body reaches the client', async () => {
  await using server = await listen(async () => new Response('no', { status: 413 }));
  const answer = await send(server.url, { body: 'x'.repeat(5_000_000) });
  expect(answer).toMatchObject({ status: 413, text: 'no' });
});

test('a refused upload that never ends is cut off', async () => {
  await using server = await listen(async () => new Response('no', { status: 413 }));
  const socket = connectSocket(server.port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000\r\n\r\nand then nothing');
  const [first] = (await once(socket, 'data')) as [Buffer];
  expect(first.toString()).toMatch(/^HTTP\/1.1 413 /);
  await once(socket, 'close');
});

test('a handler that throws is a 500 without its message, and the next request is served', async () => {
  await using server = await listen(async ({ url }) => {
    if (url.endsWith('/throw')) throw new Error('secret detail');
    return new Response('fine');
  });
  const failed = await send(`${server.url}throw`, {});
  expect(failed).toMatchObject({ status: 500, json: { error: { code: -32603 } } });
  expect(failed.text).not.toContain('secret');
  expect(server.errors).toEqual(['secret detail']);
  expect(await send(server.url, {})).toMatchObject({ status: 200, text: 'fine' });
});

test('a stream that breaks after its head closes the connection instead of pretending an end', async () => {
  await using server = await listen(async () => {
    const body = new ReadableStream<Uint8Array>({
      pull: (stream) => stream.error(new Error('broke')),
    });
    return new Response(body, eventStream);
  });
  await expect(send(server.url, {})).rejects.toThrow(/aborted|reset|hang up/i);
  expect(server.errors).toEqual(['broke']);
});

test.each(['TRACE / HTTP/1.1', 'OPTIONS * HTTP/1.1', 'GET http://elsewhere.example/ HTTP/1.1'])(
  '"%s" is a 400',
  async (line) => {
    await using server = await listen(async () => new Response('fine'));
    expect(await sendHead(server.url, line, 'Host: localhost')).toMatch(/^HTTP\/1.1 400 /);
  },
);

test('a client that leaves in the middle of its upload is no error', async () => {
  let failed!: (error: unknown) => void;
  const failure = new Promise<unknown>((resolve) => (failed = resolve));
  await using server = await listen(async (request) => {
    if (request.method === 'GET') return new Response('fine');
    await request.text().catch(failed);
    throw new Error('The upload broke off.');
  });
  const socket = connectSocket(server.port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf');
  socket.end();
  expect(await failure).toBeInstanceOf(Error);
  expect(await send(server.url, { method: 'GET' })).toMatchObject({ text: 'fine' });
  expect(server.errors).toEqual([]);
});
