import { randomUUID } from 'node:crypto';
import {
  isInitializeRequest,
  isJSONRPCNotification,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import type { AuthInfo, McpServerFactory } from '@modelcontextprotocol/server';
import { onBodyEnd } from './body-end.ts';
import type { HttpLimits } from './limits.ts';
import { refusalCode, refuse } from './refusal.ts';

interface Session {
  transport: WebStandardStreamableHTTPServerTransport;
  /** Who opened it; nobody else may use it. */
  owner: string | undefined;
  /** Answers and streams under way. While there is one, the session is not idle. */
  open: number;
  /** When the last one ended, in milliseconds of the epoch. */
  idleSince: number;
}

/** One request of a 2025-era client. `body` is undefined for GET and DELETE. */
export interface SessionRequest {
  request: Request;
  body?: unknown;
  caller: AuthInfo | undefined;
}

export interface SessionsOptions {
  createServer: McpServerFactory;
  limits: HttpLimits;
  onError: (error: Error) => void;
}

/**
 * The sessions of 2025-era clients. Without sessions their `notifications/cancelled` would reach a server that knows
 * nothing of the call, and a call that was stopped would run to its end.
 */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #table = new Map<string, Session>();
  readonly #sweeper: NodeJS.Timeout;
  #closed = false;

  constructor(options: SessionsOptions) {
    this.#options = options;
    const { sessionIdle } = options.limits;
    this.#sweeper = setInterval(() => this.#expire(), Math.min(sessionIdle / 2, 60_000)).unref();
  }

  async handle({ request, body, caller }: SessionRequest): Promise<Response> {
    const id = request.headers.get('mcp-session-id');
    if (id === null) {
      if (isInitializeRequest(body)) return this.#start({ request, body, caller });
      return refuse(400, 'Bad Request: Mcp-Session-Id header is required');
    }
    const session = this.#table.get(id);
    // A stranger learns no more about a session than that there is none for him.
    if (!session || session.owner !== caller?.clientId) {
      return refuse(404, 'Session not found', { code: refusalCode.unknownSession });
    }
    const response = await this.#exchange(session, { request, body, caller });
    endCancelledStream(session.transport, body);
    return response;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#sweeper);
    await Promise.allSettled([...this.#table.values()].map(({ transport }) => transport.close()));
  }

  async #start({ request, body, caller }: SessionRequest): Promise<Response> {
    if (this.#closed || !this.#makeRoom()) {
      return refuse(503, 'Too many sessions are open', { headers: { 'retry-after': '60' } });
    }
    const id = randomUUID();
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => id,
      keepAliveMs: this.#options.limits.keepAlive,
    });
    transport.onclose = () => this.#table.delete(id);
    transport.onerror = this.#options.onError;
    const session: Session = { transport, owner: caller?.clientId, open: 0, idleSince: Date.now() };
    this.#table.set(id, session);
    try {
      const authInfo = caller ? { authInfo: caller } : {};
      const server = await this.#options.createServer({ era: 'legacy', requestInfo: request, ...authInfo });
      await server.connect(transport);
      const response = await this.#exchange(session, { request, body, caller });
      if (transport.sessionId === undefined) await transport.close();
      return response;
    } catch (error) {
      await transport.close();
      throw error;
    }
  }

  async #exchange(session: Session, { request, body, caller }: SessionRequest): Promise<Response> {
    const ended = () => {
      session.open -= 1;
      session.idleSince = Date.now();
    };
    session.open += 1;
    try {
      const response = await session.transport.handleRequest(request, {
        ...(body === undefined ? {} : { parsedBody: body }),
        ...(caller ? { authInfo: caller } : {}),
      });
      return onBodyEnd(response, ended);
    } catch (error) {
      ended();
      throw error;
    }
  }

  /** Few clients say goodbye, so the session that has been idle longest makes way for a new one. */
  #makeRoom(): boolean {
    if (this.#table.size < this.#options.limits.sessions) return true;
    const idle = [...this.#table.values()].filter(({ open }) => open === 0);
    const oldest = idle.toSorted((a, b) => a.idleSince - b.idleSince)[0];
    if (oldest) void oldest.transport.close().catch(this.#options.onError);
    return oldest !== undefined;
  }

  #expire(): void {
    const deadline = Date.now() - this.#options.limits.sessionIdle;
    for (const { transport, open, idleSince } of this.#table.values()) {
      if (open === 0 && idleSince <= deadline) void transport.close().catch(this.#options.onError);
    }
  }
}

/**
 * A cancelled call is never answered, so nothing would end the stream that waits for its answer: it would stay open,
 * and keep the session from expiring, until the client goes away.
 */
function endCancelledStream(transport: WebStandardStreamableHTTPServerTransport, body: unknown): void {
  if (!isJSONRPCNotification(body) || body.method !== 'notifications/cancelled') return;
  const id = body.params?.['requestId'];
  if (typeof id === 'string' || typeof id === 'number') transport.closeSSEStream(id);
}
