import type { Readiness } from '../../telemetry/readiness.ts';

/** What those are told that run the process. */
export interface Probes {
  readiness: () => Promise<Readiness>;
  /** Undefined where nobody asked for them. */
  metrics?: (() => Promise<{ text: string; contentType: string }>) | undefined;
}

export const metricsPath = '/metrics';

/**
 * Answers what a probe asks. Probes come by address, from anywhere, and without a token: so `/healthz` says nothing and
 * `/readyz` only fixed words. Undefined for other paths.
 */
export async function answerProbe(
  request: Request,
  { readiness }: Pick<Probes, 'readiness'>,
  isClosing: boolean,
): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  if (pathname === '/healthz') return new Response('ok\n', { headers: { 'content-type': 'text/plain' } });
  if (pathname !== '/readyz') return undefined;
  const { ready, reasons } = isClosing
    ? { ready: false, reasons: ['shutting down'] }
    : await readiness().catch(() => ({ ready: false, reasons: ['the store does not answer'] }));
  return Response.json({ ready, reasons }, { status: ready ? 200 : 503 });
}

/** Names of accounts and tools are in it: so it is behind the same guard and token as all else. */
export async function answerMetrics(metrics: NonNullable<Probes['metrics']>): Promise<Response> {
  const { text, contentType } = await metrics();
  return new Response(text, { headers: { 'content-type': contentType } });
}
