import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { once } from 'node:events';

/** A client that speaks SOCKS5 by hand, byte by byte as RFC 1928 has it. */
export async function rawClient(proxy: string): Promise<Socket> {
  const client = connect({ port: Number(new URL(proxy).port), host: '127.0.0.1', allowHalfOpen: true });
  client.on('error', () => undefined);
  await once(client, 'connect');
  return client;
}

export const greeting = Buffer.from([5, 1, 0]);

export function connectTo(host: string, port: number): Buffer {
  const name = Buffer.from(host, 'latin1');
  return Buffer.concat([Buffer.from([5, 1, 0, 3, name.length]), name, Buffer.from([port >> 8, port & 0xff])]);
}

/** Exactly so many bytes; fewer, if the other end has closed. */
export function take(client: Socket, count: number): Promise<Buffer> {
  return new Promise((resolve) => {
    let taken: Buffer = Buffer.alloc(0);
    const onData = (bytes: Buffer) => {
      taken = Buffer.concat([taken, bytes]);
      if (taken.length >= count) finish();
    };
    const finish = () => {
      client.off('data', onData).off('end', finish).off('close', finish).pause();
      if (taken.length > count) client.unshift(taken.subarray(count));
      resolve(taken.subarray(0, count));
    };
    if (client.readableEnded || client.destroyed) return resolve(taken);
    client.on('data', onData).on('end', finish).on('close', finish).resume();
  });
}

/** Everything until the other end closes. */
export async function takeAll(client: Socket): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const bytes of client.iterator({ destroyOnReturn: false })) parts.push(bytes as Buffer);
  return Buffer.concat(parts);
}

/** A client on its way to a target, and the code of the reply. */
export async function through(
  proxy: string,
  host: string,
  port: number,
): Promise<{ client: Socket; code: Promise<number> }> {
  const client = await rawClient(proxy);
  client.write(greeting);
  await take(client, 2);
  client.write(connectTo(host, port));
  const code = take(client, 10).then((reply) => reply[1] ?? -1);
  return { client, code };
}

/** @throws when the proxy does not connect. */
export async function connected(proxy: string, host: string, port: number): Promise<Socket> {
  const { client, code } = await through(proxy, host, port);
  if ((await code) !== 0) throw new Error(`refused with ${await code}`);
  return client;
}
