import type { Socket } from 'node:net';

/** Where a client wants to go. `host` is a name or an address, without brackets. */
export interface Target {
  host: string;
  port: number;
}

/** The replies of RFC 1928, section 6. */
export const reply = {
  succeeded: 0,
  failed: 1,
  notAllowed: 2,
  networkUnreachable: 3,
  hostUnreachable: 4,
  refused: 5,
  commandNotSupported: 7,
  addressTypeNotSupported: 8,
} as const;

export type Reply = (typeof reply)[keyof typeof reply];

/** A reply in bytes. The address it names is not the real one: no client of CONNECT needs it. */
export function replyBytes(code: Reply): Buffer {
  return Buffer.from([version, code, 0, ipv4, 0, 0, 0, 0, 0, 0]);
}

/**
 * The client's half of SOCKS5 (RFC 1928): its greeting, without authentication, and a CONNECT. Calls `asked` once, with
 * nothing read beyond the request; a client that speaks otherwise, or says nothing for a while, gets the fitting reply and is
 * let go. Web pages cannot get here: what HTTP and TLS begin with is no SOCKS5.
 */
export function hearRequest(client: Socket, asked: (target: Target) => void): void {
  let heard: Buffer = Buffer.alloc(0);
  let greeted = false;
  const tooSlow = () => client.destroy();
  const onData = (bytes: Buffer) => {
    heard = Buffer.concat([heard, bytes]);
    if (!greeted) {
      const greeting = parseGreeting(heard);
      if (greeting === 'more') return;
      if (greeting === 'no') return leave();
      if (!greeting.openly) return leave(Buffer.from([version, nothingAcceptable]));
      greeted = true;
      heard = heard.subarray(greeting.length);
      client.write(Buffer.from([version, openly]));
    }
    const request = parseRequest(heard);
    if (request === 'more') return;
    if (request === 'no') return leave();
    if ('refused' in request) return leave(replyBytes(request.refused));
    stop();
    client.pause();
    if (request.length < heard.length) client.unshift(heard.subarray(request.length));
    asked(request.target);
  };
  const stop = () => {
    client.off('data', onData).off('timeout', tooSlow).off('end', tooSlow);
    client.setTimeout(0);
  };
  const leave = (words?: Buffer) => {
    stop();
    if (!words) return void client.destroy();
    client.end(words, () => client.destroy());
  };
  client.setTimeout(patience);
  client.on('data', onData).on('timeout', tooSlow).on('end', tooSlow);
}

/** `no`: this is not SOCKS5. */
function parseGreeting(bytes: Buffer): { length: number; openly: boolean } | 'more' | 'no' {
  const [said, methods] = bytes;
  if (said !== undefined && said !== version) return 'no';
  if (methods === undefined || bytes.length < 2 + methods) return 'more';
  return { length: 2 + methods, openly: bytes.subarray(2, 2 + methods).includes(openly) };
}

function parseRequest(
  bytes: Buffer,
): { length: number; target: Target } | { refused: Reply } | 'more' | 'no' {
  const [said, command, , type, nameLength] = bytes;
  if (said !== undefined && said !== version) return 'no';
  if (type === undefined || nameLength === undefined) return 'more';
  if (command !== connect) return { refused: reply.commandNotSupported };
  const [from, to] = type === ipv4 ? [4, 8] : type === ipv6 ? [4, 20] : [5, 5 + nameLength];
  if (type !== ipv4 && type !== ipv6 && type !== name) return { refused: reply.addressTypeNotSupported };
  if (bytes.length < to + 2) return 'more';
  const host = hostOf(type, bytes.subarray(from, to));
  if (!printable.test(host)) return { refused: reply.failed };
  return { length: to + 2, target: { host, port: bytes.readUInt16BE(to) } };
}

function hostOf(type: number, bytes: Buffer): string {
  if (type === name) return bytes.toString('latin1');
  if (type === ipv4) return bytes.join('.');
  return [0, 2, 4, 6, 8, 10, 12, 14].map((at) => bytes.readUInt16BE(at).toString(16)).join(':');
}

const version = 5;
const openly = 0;
const nothingAcceptable = 0xff;
const connect = 1;
const ipv4 = 1;
const name = 3;
const ipv6 = 4;

const printable = /^[!-~]+$/;

/** How long a client may take to say where it wants to go. Milliseconds. */
const patience = 30_000;
