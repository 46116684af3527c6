import { once } from 'node:events';
import { createServer } from 'node:http';
import { bearerToken } from './bearer.ts';
import { createHostGuard } from './host-guard.ts';
import { listen } from './listen.ts';
import { toNodeListener } from './node-listener.ts';
import { answerMetrics, answerProbe, metricsPath } from './probes.ts';
import type { Probes } from './probes.ts';
import { refuse } from './refusal.ts';

export interface ProbeServerOptions extends Probes {
  /** 0 takes a free one. */
  port: number;
  /** Address to listen on; 127.0.0.1 when not given. */
  host?: string;
  /** For `/metrics`. */
  token?: string;
  allowedHosts?: string[];
  onWarning: (message: string) => void;
}

/**
 * Serves the probes alone, for a process that serves no calls.
 *
 * @throws InvalidInput as `serveHttp` does.
 */
export async function serveProbes(
  options: ProbeServerOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const { port, host = '127.0.0.1', token, allowedHosts, metrics, onWarning } = options;
  const guard = createHostGuard(host, allowedHosts);
  const authenticate = bearerToken(token);
  let isClosing = false;
  const handle = async (request: Request): Promise<Response> => {
    const probe = await answerProbe(request, options, isClosing);
    if (probe) return probe;
    const refusal = guard(request);
    if (refusal) return refusal;
    if (!metrics || new URL(request.url).pathname !== metricsPath) return refuse(404, 'Not found');
    const caller = authenticate(request);
    return caller instanceof Response ? caller : answerMetrics(metrics);
  };
  const server = createServer(toNodeListener(handle, (error) => onWarning(error.message)));
  const url = await listen(server, host, port);
  return {
    url,
    async close() {
      isClosing = true;
      const closed = once(server.close(), 'close');
      server.closeAllConnections();
      await closed;
    },
  };
}
