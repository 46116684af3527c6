import { InvalidInput } from '../errors.ts';
import type { Tracer } from '@opentelemetry/api';

/** Of this name are our spans, whoever exports them. */
export const scope = 'sidedoor-mcp';

export interface Exporter {
  tracer: Tracer;
  flush(): void;
  /** Sends what is left, in a second or two. */
  close(): Promise<void>;
}

/** A collector that does not answer does not hold the end of the process for longer. Milliseconds. */
const lastSend = 2_000;

const install =
  'npm install @opentelemetry/sdk-trace-base@2 @opentelemetry/resources@2 @opentelemetry/exporter-trace-otlp-http@0.223';

/**
 * Whether OpenTelemetry's standard variables ask for spans to be exported.
 *
 * @throws InvalidInput for what is not there: other exporters than OTLP, other protocols than HTTP.
 */
export function isWanted(env: NodeJS.ProcessEnv): boolean {
  const wanted = env['OTEL_TRACES_EXPORTER'] || undefined;
  const endpoint = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || wanted === 'none') return false;
  if (wanted !== undefined && wanted !== 'otlp')
    throw new InvalidInput(`OTEL_TRACES_EXPORTER is "${wanted.slice(0, 40)}"; spans go out as "otlp".`, {
      hint: 'Set it to otlp, or to none.',
    });
  if (wanted === undefined && !endpoint) return false;
  const protocol = env['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] || env['OTEL_EXPORTER_OTLP_PROTOCOL'] || '';
  if (protocol === 'grpc')
    throw new InvalidInput('OTEL_EXPORTER_OTLP_PROTOCOL is "grpc"; spans go out over HTTP, as JSON.', {
      hint: 'Set it to http/json, and the endpoint to the port for HTTP (4318 by default).',
    });
  return true;
}

/**
 * Sends spans to a collector. Where to, how and how many, the standard variables say: OTEL_EXPORTER_OTLP_*,
 * OTEL_TRACES_SAMPLER, OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES, OTEL_BSP_*.
 *
 * @throws InvalidInput with the command that installs it, where the SDK is not installed.
 */
export async function startExporter(
  version: string,
  onTrouble: (message: string) => void,
): Promise<Exporter> {
  const { trace, resources, otlp } = await sdk();
  const own = resources.resourceFromAttributes({ 'service.name': 'sidedoor', 'service.version': version });
  const named = resources.detectResources({ detectors: [resources.envDetector] });
  const exporter = new otlp.OTLPTraceExporter();
  const send = exporter.export.bind(exporter);
  let isTroubled = false;
  exporter.export = (spans, done) =>
    send(spans, (result) => {
      // Once for each time that it goes away.
      if (result.error && !isTroubled) onTrouble(`Spans cannot be exported: ${result.error.message}`);
      isTroubled = result.error !== undefined;
      done(result);
    });
  const provider = new trace.BasicTracerProvider({
    resource: resources.defaultResource().merge(own).merge(named),
    spanProcessors: [new trace.BatchSpanProcessor(exporter)],
  });
  return {
    tracer: provider.getTracer(scope, version),
    flush: () => void provider.forceFlush().catch(() => undefined),
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, lastSend)));
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      clearTimeout(timer);
    },
  };
}

/** Only who exports needs it: 200 ms and some megabytes. */
async function sdk() {
  try {
    const [trace, resources, otlp] = await Promise.all([
      import('@opentelemetry/sdk-trace-base'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/exporter-trace-otlp-http'),
    ]);
    return { trace, resources, otlp };
  } catch (error) {
    throw new InvalidInput(
      'The environment asks for OpenTelemetry spans, and the packages that send them are missing.',
      {
        hint: `Run: ${install}\nOr set OTEL_TRACES_EXPORTER=none.`,
        cause: error,
      },
    );
  }
}
