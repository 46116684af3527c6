import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

export interface WireRequest {
  method?: string;
  headers?: OutgoingHttpHeaders;
  /** A string goes out as it is, anything else as JSON. */
  body?: unknown;
}

export interface WireAnswer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
  json: unknown;
}

/** Opens an exchange with nothing added or corrected on the way, as `fetch` would (it owns the Host header). */
export function open(url: string, { method = 'POST', headers = {}, body }: WireRequest) {
  const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const json = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  const outgoing = request(url, { method, headers: { ...json, ...headers }, agent: false });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).on('error', reject);
  });
  outgoing.end(payload);
  return { answer, leave: () => outgoing.destroy() };
}

export async function send(url: string, options: WireRequest): Promise<WireAnswer> {
  const incoming = await open(url, options).answer;
  let text = '';
  for await (const chunk of incoming) text += String(chunk);
  const payload = /^data: (.*)$/m.exec(text)?.[1] ?? text;
  const isJson = /^[{[]/.test(payload);
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    text,
    json: isJson ? JSON.parse(payload) : undefined,
  };
}

/** Sends a head that no client library would send, and answers the beginning of what comes back. */
export async function sendHead(url: string, ...lines: string[]): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write([...lines, '', ''].join('\r\n'));
  const [first] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return first.toString();
}

/** A request of protocol 2026-07-28 with the headers that belong to it. */
export function modern(method: string, params: Record<string, unknown> = {}): Required<WireRequest> {
  const name = typeof params['name'] === 'string' ? { 'mcp-name': params['name'] } : {};
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'wire', version: '0' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  return {
    method: 'POST',
    headers: { 'mcp-protocol-version': '2026-07-28', 'mcp-method': method, ...name },
    body: { jsonrpc: '2.0', id: 1, method, params: { ...params, _meta } },
  };
}

/** The handshake of protocol 2025-11-25. */
export const initialize: WireRequest = {
  body: {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'wire', version: '0' },
    },
  },
};

/** A request inside a 2025-11-25 session. */
export function legacy(session: string, method: string, params: Record<string, unknown> = {}): WireRequest {
  return {
    headers: { 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' },
    body: { jsonrpc: '2.0', id: 2, method, params },
  };
}

/** Opens a session and answers its id. */
export async function openSession(url: string, headers: OutgoingHttpHeaders = {}): Promise<string> {
  const { headers: answered } = await send(url, { ...initialize, headers });
  return String(answered['mcp-session-id']);
}
