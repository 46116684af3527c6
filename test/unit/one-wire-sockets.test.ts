import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OneWire } from '../../src/browser/wire/one-wire.ts';
import { connected, connectTo, greeting, rawClient, take, takeAll, through } from '../support/raw-socks.ts';

let wire: OneWire;
const closers: (() => void)[] = [];

beforeEach(async () => {
  wire = await OneWire.open();
});

afterEach(async () => {
  await wire.close();
  for (const close of closers.splice(0)) close();
});

/** A server that answers in its own way; `sockets` are the connections it has got. */
async function listen(answer: (socket: Socket) => void, host = '127.0.0.1') {
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    sockets.push(socket);
    answer(socket);
  });
  server.listen(0, host);
  await once(server, 'listening');
  closers.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { port: (server.address() as AddressInfo).port, sockets };
}

const echo = (socket: Socket) => void socket.pipe(socket);

async function says(client: Socket, words: string): Promise<string> {
  client.write(words);
  return (await take(client, words.length)).toString();
}

describe('while sealed', () => {
  test('the second of two new connections is not dialled, and goes when the seal is lifted', async () => {
    const { port, sockets } = await listen(echo);
    wire.seal('127.0.0.1', port);
    const first = await connected(wire.url, '127.0.0.1', port);
    const second = await through(wire.url, '127.0.0.1', port);
    expect(await says(first, 'one')).toBe('one');
    expect(await says(first, 'two')).toBe('two');
    expect(sockets).toHaveLength(1);
    wire.lift();
    expect(await second.code).toBe(0);
    expect(await says(second.client, 'three')).toBe('three');
    expect(sockets).toHaveLength(2);
  });

  test.each(['browser', 'server'])('none follows the only one that was ended by the %s', async (side) => {
    const { port, sockets } = await listen(echo);
    wire.seal('127.0.0.1', port);
    const only = await connected(wire.url, '127.0.0.1', port);
    const waiting = await through(wire.url, '127.0.0.1', port);
    await says(only, 'request');
    only.on('end', () => only.end());
    (side === 'browser' ? only : sockets[0])?.destroy();
    expect(await waiting.code).toBe(2);
    expect(await (await through(wire.url, '127.0.0.1', port)).code).toBe(2);
    expect(sockets).toHaveLength(1);
    wire.lift();
    expect(await says(await connected(wire.url, '127.0.0.1', port), 'again')).toBe('again');
  });

  test('one follows the only one that ended before it carried a byte', async () => {
    const { port } = await listen(echo);
    wire.seal('127.0.0.1', port);
    const unused = await connected(wire.url, '127.0.0.1', port);
    const waiting = await through(wire.url, '127.0.0.1', port);
    unused.destroy();
    expect(await waiting.code).toBe(0);
    expect(await says(waiting.client, 'request')).toBe('request');
  });

  test('what an older connection sends is not passed on, what it is sent is', async () => {
    const heard: string[] = [];
    const { port, sockets } = await listen(
      (socket) => void socket.on('data', (bytes) => heard.push(String(bytes))),
    );
    const older = await connected(wire.url, '127.0.0.1', port);
    older.write('before');
    await expect.poll(() => heard).toEqual(['before']);
    wire.seal('127.0.0.1', port);
    sockets[0]?.write('answer');
    expect(String(await take(older, 6))).toBe('answer');
    older.write('after');
    expect(await takeAll(older).catch(String)).toHaveLength(0);
    await once(sockets[0] as Socket, 'end');
    expect(heard).toEqual(['before']);
  });

  test('of unused older connections one may be the only one', async () => {
    const { port } = await listen(echo);
    const one = await connected(wire.url, '127.0.0.1', port);
    const other = await connected(wire.url, '127.0.0.1', port);
    wire.seal('127.0.0.1', port);
    expect(await says(one, 'one')).toBe('one');
    expect(await says(other, 'other')).toBe('');
    expect(await says(one, 'two')).toBe('two');
  });

  test('other targets are free', async () => {
    const [sealed, free] = [await listen(echo), await listen(echo)];
    const older = await connected(wire.url, '127.0.0.1', free.port);
    await says(older, 'used');
    wire.seal('127.0.0.1', sealed.port);
    expect(await says(older, 'older')).toBe('older');
    expect(await says(await connected(wire.url, '127.0.0.1', free.port), 'newer')).toBe('newer');
  });

  test('a second seal takes nothing back from the first', async () => {
    const [one, other] = [await listen(echo), await listen(echo)];
    wire.seal('127.0.0.1', one.port);
    const only = await connected(wire.url, '127.0.0.1', one.port);
    await says(only, 'request');
    wire.seal('127.0.0.1', one.port);
    wire.seal('127.0.0.1', other.port);
    expect(await says(only, 'request')).toBe('request');
    expect(await says(await connected(wire.url, '127.0.0.1', other.port), 'request')).toBe('request');
    only.destroy();
    expect(await (await through(wire.url, '127.0.0.1', one.port)).code).toBe(2);
    wire.lift();
    expect(wire.sealed).toBe(false);
    await connected(wire.url, '127.0.0.1', one.port);
  });

  test.each([
    ['[::1]', '::1'],
    ['[::1]', '0:0:0:0:0:0:0:1'],
    ['localhost', 'LocalHost'],
  ])('%s is also known as %s', async (asUrl, asAsked) => {
    const { port, sockets } = await listen(echo, asUrl === 'localhost' ? '127.0.0.1' : '::1');
    wire.seal(asUrl, port);
    const only = await connected(wire.url, asAsked, port);
    await says(only, 'request');
    only.destroy();
    expect(await (await through(wire.url, asAsked, port)).code).toBe(2);
    expect(sockets).toHaveLength(1);
  });
});

describe('bytes', () => {
  test('pass unchanged, ten million of them each way at once', async () => {
    const { port } = await listen(echo);
    const client = await connected(wire.url, 'localhost', port);
    const sent = randomBytes(10_000_000);
    client.end(sent);
    expect((await takeAll(client)).equals(sent)).toBe(true);
  });

  test('wait in the browser when the server does not read', async () => {
    const { port, sockets } = await listen((socket) => void socket.pause());
    const client = await connected(wire.url, '127.0.0.1', port);
    const million = Buffer.alloc(1_000_000, 'x');
    let written = 0;
    for (let i = 0; i < 128; i++) client.write(million, () => written++);
    let last = -1;
    const standsStill = () => {
      const still = written === last;
      last = written;
      return still;
    };
    await expect.poll(standsStill, { interval: 300, timeout: 30_000 }).toBe(true);
    expect(written).toBeLessThan(128);
    client.end();
    let read = 0;
    for await (const bytes of sockets[0] as Socket) read += (bytes as Buffer).length;
    expect(read).toBe(128_000_000);
  });

  test('still come when one side has said its last', async () => {
    const late = await listen(
      (socket) => void takeAll(socket).then((all) => socket.end(`heard ${String(all)}`)),
    );
    const client = await connected(wire.url, '127.0.0.1', late.port);
    client.end('all');
    expect(String(await takeAll(client))).toBe('heard all');

    const heard: string[] = [];
    const early = await listen((socket) => {
      socket.end('bye');
      socket.on('data', (bytes) => heard.push(String(bytes)));
    });
    const other = await connected(wire.url, '127.0.0.1', early.port);
    expect(String(await takeAll(other))).toBe('bye');
    other.end('late');
    await expect.poll(() => heard.join('')).toBe('late');
  });

  test('that break off, break off: a reset is not a regular end', async () => {
    const { port, sockets } = await listen((socket) => void socket.write('half'));
    const client = await connected(wire.url, '127.0.0.1', port);
    await take(client, 4);
    sockets[0]?.resetAndDestroy();
    await expect(takeAll(client)).rejects.toThrow('ECONNRESET');
  });
});

describe('a client', () => {
  test('may speak byte by byte, or all at once', async () => {
    const { port } = await listen(echo);
    const words = Buffer.concat([greeting, connectTo('127.0.0.1', port), Buffer.from('early')]);
    const whole = await rawClient(wire.url);
    whole.write(words);
    expect(String((await take(whole, 17)).subarray(12))).toBe('early');
    const slow = await rawClient(wire.url);
    slow.setNoDelay(true);
    for (const byte of words) await new Promise((resolve) => slow.write(Buffer.of(byte), resolve));
    expect(String((await take(slow, 17)).subarray(12))).toBe('early');
  });

  test('may name addresses as bytes', async () => {
    const [four, six] = [await listen(echo), await listen(echo, '::1')];
    const asks = async (type: number, address: Buffer, port: number) => {
      const client = await rawClient(wire.url);
      client.write(
        Buffer.concat([greeting, Buffer.of(5, 1, 0, type), address, Buffer.of(port >> 8, port & 0xff)]),
      );
      await take(client, 12);
      return says(client, 'here');
    };
    expect(await asks(1, Buffer.of(127, 0, 0, 1), four.port)).toBe('here');
    expect(await asks(4, Buffer.concat([Buffer.alloc(15), Buffer.of(1)]), six.port)).toBe('here');
  });

  test('is told why there is no connection', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    gone.close();
    const code = async (host: string) => (await through(wire.url, host, port)).code;
    expect(await code('127.0.0.1')).toBe(5);
    expect(await code('no-such-host.invalid')).toBe(4);
    const answer = async (...words: Buffer[]) => {
      const client = await rawClient(wire.url);
      client.write(Buffer.concat(words));
      return [...(await takeAll(client).catch(() => Buffer.of()))];
    };
    expect(await answer(greeting, Buffer.of(5, 2, 0, 1, 127, 0, 0, 1, 0, 80))).toMatchObject({ 3: 7 });
    expect(await answer(greeting, Buffer.of(5, 1, 0, 9, 127, 0, 0, 1, 0, 80))).toMatchObject({ 3: 8 });
    expect(await answer(Buffer.of(5, 1, 2))).toEqual([5, 255]);
    expect(await answer(Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toEqual([]);
  });

  // Only root can be somebody else.
  test.runIf(process.getuid?.() === 0 && process.platform === 'linux')(
    'of another user is not heard',
    async () => {
      const hears = async (uid: number) => {
        const script = `const c = require('node:net').connect(${new URL(wire.url).port}, '127.0.0.1', () => c.write(Buffer.of(5, 1, 0)));
        c.on('error', () => {}).on('data', (d) => { process.stdout.write(d.toString('hex')); c.destroy(); });`;
        const child = spawn(process.execPath, ['-e', script], {
          uid,
          stdio: ['ignore', 'pipe', 'inherit'],
          cwd: '/',
        });
        return (await child.stdout.toArray()).join('');
      };
      expect(await hears(0)).toBe('0500');
      expect(await hears(65_534)).toBe('');
    },
  );
});

const sockets = () => process.getActiveResourcesInfo().filter((each) => each.startsWith('TCP')).length;

test('nothing is left of 200 connections, however they ended, nor of those that a closed wire had', async () => {
  const { port, sockets: served } = await listen(echo);
  const before = sockets();
  const clients = await Promise.all(
    Array.from({ length: 200 }, () => connected(wire.url, '127.0.0.1', port)),
  );
  await Promise.all(clients.map((client) => says(client, 'here')));
  clients.forEach((client, i) =>
    [() => client.destroy(), () => client.end(), () => client.resetAndDestroy()][i % 3]?.(),
  );
  for (const client of clients) client.resume();
  await expect.poll(sockets, { timeout: 20_000 }).toBe(before);
  expect(served).toHaveLength(200);

  wire.seal('127.0.0.1', port);
  const only = await connected(wire.url, '127.0.0.1', port);
  const { client: waiting } = await through(wire.url, '127.0.0.1', port);
  const silent = await rawClient(wire.url);
  await wire.close();
  for (const client of [only, waiting, silent]) client.destroy();
  await expect.poll(sockets, { timeout: 20_000 }).toBe(before);
  await wire.close();
});
