import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { McpServerFactory, ServerEventBus } from '@modelcontextprotocol/server';
import { bearerToken } from './bearer.ts';
import { createEndpoint, mcpPath } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { createHostGuard, isLoopback } from './host-guard.ts';
import { defaultLimits } from './limits.ts';
import type { HttpLimits } from './limits.ts';
import { listen } from './listen.ts';
import { toNodeListener } from './node-listener.ts';
import type { Probes } from './probes.ts';

export interface HttpOptions {
  /** Makes a fresh MCP server: one for each modern request, one for each 2025-era session. */
  createServer: McpServerFactory;
  /** Address to listen on; 127.0.0.1 when not given. */
  host?: string;
  /** 0 takes a free one. */
  port: number;
  /** Static bearer token. Without one, whoever reaches the port may call. */
  token?: string;
  /** Host names clients use besides localhost. Required when `host` is not a loopback address. */
  allowedHosts?: string[];
  /** Serves clients whose version header contradicts the body, by the body. Off unless chosen. */
  trustBodyVersion?: boolean;
  /** Where the caller announces changed lists to modern clients that subscribed. */
  changes?: ServerEventBus;
  limits?: Partial<HttpLimits>;
  /** Without them it is always ready, and counts nothing. */
  probes?: Probes;
  /** One line on something an operator may want to know. Text from clients in it is cut short. */
  onWarning?: (message: string) => void;
}

export interface HttpServer {
  /** The MCP address, e.g. "http://127.0.0.1:3000/mcp". */
  url: string;
  /** Stops listening, aborts running calls and ends all streams; done within a second. */
  close(): Promise<void>;
}

/** Time that answers under way have to reach their clients at `close`. Milliseconds. */
const closingTime = 500;

/**
 * Serves MCP over Streamable HTTP to clients of both protocol generations, plus `/healthz`, `/readyz` and
 * `/metrics`.
 *
 * @throws InvalidInput when it cannot listen there, when another address than loopback comes without `allowedHosts`,
 * or when the token is empty.
 */
export async function serveHttp(options: HttpOptions): Promise<HttpServer> {
  const { createServer: createMcpServer, host = '127.0.0.1', port, token, allowedHosts, changes } = options;
  const warn = (message: string) => {
    try {
      options.onWarning?.(oneLine(message));
    } catch {
      // A log that fails must not take the request with it.
    }
  };
  const onError = (error: Error) => warn(error.message);
  const limits = { ...defaultLimits, ...options.limits };
  const endpoint = createEndpoint({
    createServer: createMcpServer,
    guard: createHostGuard(host, allowedHosts),
    authenticate: bearerToken(token),
    limits,
    trustBodyVersion: options.trustBodyVersion ?? false,
    probes: options.probes,
    ...(changes ? { changes } : {}),
    onError,
  });
  const server = createServer(
    { requestTimeout: 60_000, keepAliveTimeout: limits.idleConnection },
    toNodeListener(endpoint.handle, onError),
  );
  const answers = trackAnswers(server);
  const address = await listen(server, host, port).catch(async (error: unknown) => {
    await endpoint.close();
    throw error;
  });
  server.on('error', onError);
  if (!isLoopback(host) && token === undefined) {
    warn(`Listening on ${host} without a token: whoever reaches this port can use every account.`);
  }
  let closing: Promise<void> | undefined;
  return { url: `${address}${mcpPath}`, close: () => (closing ??= close(server, endpoint, answers)) };
}

/** Answers under way. */
function trackAnswers(server: Server): ReadonlySet<ServerResponse> {
  const answers = new Set<ServerResponse>();
  server.on('request', (_request, answer) => {
    answers.add(answer);
    answer.once('close', () => answers.delete(answer));
  });
  return answers;
}

async function close(
  server: Server,
  endpoint: Endpoint,
  answers: ReadonlySet<ServerResponse>,
): Promise<void> {
  const closed = once(server.close(), 'close');
  await endpoint.close();
  const answered = Promise.all([...answers].map((answer) => once(answer, 'close')));
  await Promise.race([answered, delay(closingTime, undefined, { ref: false })]);
  // Not only idle ones: a connection on which nothing was asked yet does not count as idle.
  server.closeAllConnections();
  await closed;
}

/** Messages may quote what a client sent: no line breaks, nothing a terminal would obey, and not all of it. */
function oneLine(message: string): string {
  return message.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').slice(0, 300);
}
