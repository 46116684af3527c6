import { ProxyTracerProvider, trace } from '@opentelemetry/api';
import type { Attributes } from '@opentelemetry/api';
import { CallWatch } from './call-watch.ts';
import { isWanted, scope, startExporter } from './exporter.ts';
import type { Metrics } from './metrics.ts';
import { RunWatch } from './run-watch.ts';
import type { WatchedRun } from './run-watch.ts';
import { Spans } from './spans.ts';
import type { TraceParent } from './trace-parent.ts';

/** What can be seen of a process from outside. */
export interface Telemetry {
  run(run: WatchedRun): RunWatch;
  call(tool: string, attributes: Attributes, parent: TraceParent | undefined): CallWatch;
  /** Undefined where nobody asked for them. */
  metrics: Metrics | undefined;
  /** Sends the spans that have ended; never throws. */
  flush(): void;
  close(): Promise<void>;
}

export interface TelemetryOptions {
  version: string;
  scrub: (text: string) => string;
  /** One line on what an operator may want to know. */
  onTrouble: (message: string) => void;
  metrics?: boolean | undefined;
  env?: NodeJS.ProcessEnv;
}

/**
 * Spans go to the SDK that somebody loaded before us (`node --import`), else to a collector where the environment names
 * one, else nowhere, at no cost.
 *
 * @throws InvalidInput when the environment asks for what is not installed, or not there.
 */
export async function openTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const { version, scrub, onTrouble, env = process.env } = options;
  const isOwn = !isLoadedBefore() && isWanted(env);
  const exporter = isOwn ? await startExporter(version, onTrouble) : undefined;
  const spans = new Spans(exporter?.tracer ?? trace.getTracer(scope, version), scrub);
  const metrics = options.metrics ? new (await import('./metrics.ts')).Metrics() : undefined;
  return {
    run: (run) => new RunWatch(run, spans, metrics),
    call: (tool, attributes, parent) => new CallWatch(tool, attributes, parent, spans, metrics),
    metrics,
    flush: () => exporter?.flush(),
    close: async () => exporter?.close(),
  };
}

function isLoadedBefore(): boolean {
  const provider = trace.getTracerProvider();
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegateTracer(scope) !== undefined;
}

/** For whoever serves them. */
export function toText(metrics: Metrics | undefined) {
  return metrics && (async () => ({ text: await metrics.text(), contentType: metrics.contentType }));
}
