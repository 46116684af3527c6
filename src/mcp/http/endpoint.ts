import { createMcpHandler, isLegacyRequest } from '@modelcontextprotocol/server';
import type { McpServerFactory, ServerEventBus } from '@modelcontextprotocol/server';
import type { Authenticate } from './bearer.ts';
import type { HostGuard } from './host-guard.ts';
import { lazySse } from './lazy-sse.ts';
import type { HttpLimits } from './limits.ts';
import { readMessage } from './message.ts';
import { answerMetrics, answerProbe, metricsPath } from './probes.ts';
import type { Probes } from './probes.ts';
import { refuse } from './refusal.ts';
import { Sessions } from './sessions.ts';
import { alignVersionHeader } from './version-header.ts';

export interface EndpointOptions {
  createServer: McpServerFactory;
  guard: HostGuard;
  authenticate: Authenticate;
  limits: HttpLimits;
  /** See `alignVersionHeader`. */
  trustBodyVersion: boolean;
  /** Without them it is always ready, and counts nothing. */
  probes?: Probes | undefined;
  /** Source of the list changes that modern clients subscribe to. */
  changes?: ServerEventBus;
  onError: (error: Error) => void;
}

/** The whole HTTP face as one fetch-style function. */
export interface Endpoint {
  handle: (request: Request) => Promise<Response>;
  /** Ends every stream, aborts every call, forgets every session. */
  close: () => Promise<void>;
}

export const mcpPath = '/mcp';

const alwaysReady: Probes = { readiness: async () => ({ ready: true, reasons: [] }) };

/**
 * The order is the security: nothing of a request is looked at before its Host and Origin, no body is read before its
 * token, and no MCP server is made before all of them.
 */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const { createServer, guard, authenticate, limits, probes = alwaysReady, onError } = options;
  const modern = createMcpHandler(createServer, {
    legacy: 'reject',
    keepAliveMs: limits.keepAlive,
    onerror: onError,
    ...(options.changes ? { bus: options.changes } : {}),
  });
  const sessions = new Sessions({ createServer, limits, onError });
  let closed = false;

  async function mcp(request: Request): Promise<Response> {
    const caller = authenticate(request);
    if (caller instanceof Response) return caller;
    if (request.method === 'GET' || request.method === 'DELETE') return sessions.handle({ request, caller });
    if (request.method !== 'POST') {
      return refuse(405, 'Method not allowed', { headers: { allow: 'GET, POST, DELETE' } });
    }
    const message = await readMessage(request, limits.bodyBytes);
    if (message instanceof Response) return message;
    const { body } = message;
    if (options.trustBodyVersion) {
      const changed = alignVersionHeader(request, body);
      if (changed) onError(new Error(changed));
    }
    if (await isLegacyRequest(request, body)) return sessions.handle({ request, body, caller });
    const authInfo = caller ? { authInfo: caller } : {};
    return lazySse(modern.fetch(request, { parsedBody: body, ...authInfo }), limits);
  }

  return {
    async handle(request) {
      const { pathname } = new URL(request.url);
      const probe = await answerProbe(request, probes, closed);
      if (probe) return probe;
      const refusal = guard(request);
      if (refusal) return refusal;
      if (pathname === metricsPath && probes.metrics) {
        const caller = authenticate(request);
        return caller instanceof Response ? caller : answerMetrics(probes.metrics);
      }
      if (pathname !== mcpPath) return refuse(404, `Not found; MCP is at ${mcpPath}`);
      return closed ? refuse(503, 'Shutting down') : mcp(request);
    },
    async close() {
      closed = true;
      await Promise.allSettled([modern.close(), sessions.close()]);
    },
  };
}
