import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { refusalCode, refuse } from './refusal.ts';

/** How long the unread rest of a refused request is drained. Milliseconds. */
const lingerTime = 1_000;

/**
 * Puts a fetch-style function behind Node's HTTP server. The body is a stream that nobody has to read, so a refusal
 * costs no memory; the head of a stream leaves at once, not with its first event; the request's signal fires when the
 * client goes away.
 */
export function toNodeListener(
  handle: (request: Request) => Promise<Response>,
  onError: (error: Error) => void,
): RequestListener {
  return (incoming, outgoing) => {
    answer(handle, incoming, outgoing).catch((error: unknown) => {
      if (outgoing.destroyed) return;
      onError(error instanceof Error ? error : new Error(String(error)));
      if (outgoing.headersSent) outgoing.destroy();
      else send(refuse(500, 'Internal error', { code: refusalCode.internal }), outgoing).catch(onError);
    });
  };
}

async function answer(
  handle: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  const request = toRequest(incoming, gone.signal);
  if (!request) return send(refuse(400, 'Bad request'), outgoing);
  outgoing.once('close', () => {
    // Naming the request here keeps it in memory: when a Request is collected, its signal never fires again.
    if (!outgoing.writableFinished) gone.abort(new Error(`The client left its ${request.method} request.`));
  });
  await send(await handle(request), outgoing);
  if (!incoming.complete) linger(incoming);
}

/** @returns undefined when a fetch `Request` cannot express it, e.g. method TRACE or a target that is no path. */
function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request | undefined {
  const { method = 'GET', url = '' } = incoming;
  if (!url.startsWith('/')) return undefined;
  const headers = new Headers();
  try {
    for (const [name, values] of Object.entries(incoming.headersDistinct)) {
      for (const value of values ?? []) headers.append(name, value);
    }
    // The authority is a constant: who was addressed is for the guard to read from `Host`, not for a URL parser.
    const address = `http://localhost${url}`;
    if (method === 'GET' || method === 'HEAD') return new Request(address, { method, headers, signal });
    const init = { method, headers, signal, body: bodyOf(incoming), duplex: 'half' };
    return new Request(address, init);
  } catch {
    return undefined;
  }
}

/** Unlike `Readable.toWeb`, cancelling this does not destroy the socket that the answer still has to take. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming.iterator({ destroyOnReturn: false });
  return new ReadableStream<Uint8Array>({
    async pull(stream) {
      const { done, value } = (await chunks.next()) as IteratorResult<Uint8Array, undefined>;
      if (done) stream.close();
      else stream.enqueue(value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  if (outgoing.destroyed) return response.body?.cancel();
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) outgoing.flushHeaders();
  const reader = response.body?.getReader();
  if (reader) {
    const left = once(outgoing, 'close').then(() => reader.cancel());
    left.catch(() => undefined);
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (!outgoing.write(value)) await Promise.race([once(outgoing, 'drain'), left]);
    }
  }
  outgoing.end();
}

/** Closing a connection with unread bytes resets it, and the client would see the reset instead of the answer. */
function linger(incoming: IncomingMessage): void {
  const timer = setTimeout(() => incoming.destroy(), lingerTime).unref();
  incoming.once('close', () => clearTimeout(timer)).resume();
}
