import { createTraceState, isSpanContextValid, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import type { Context, SpanContext } from '@opentelemetry/api';

/** The span that asked for something, as W3C Trace Context writes it down for another process. */
export interface TraceParent {
  traceparent: string;
  tracestate?: string;
}

/** Longer than this no `tracestate` has to be passed on, says the standard. Characters. */
const longestState = 512;

const form = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/;

/** What a message says about its caller; undefined where it says nothing, or nothing that the standard knows. */
export function toTraceParent(traceparent: unknown, tracestate: unknown): TraceParent | undefined {
  if (typeof traceparent !== 'string' || !toSpanContext({ traceparent })) return undefined;
  const isState = typeof tracestate === 'string' && tracestate !== '' && tracestate.length <= longestState;
  return isState ? { traceparent, tracestate } : { traceparent };
}

/** As it was kept with a run. */
export function kept(origin: string | null): TraceParent | undefined {
  const { traceparent, tracestate } = (origin === null ? {} : JSON.parse(origin)) as Partial<TraceParent>;
  return toTraceParent(traceparent, tracestate);
}

/** The parent of a span that begins here. */
export function contextOf(parent: TraceParent | undefined): Context {
  const context = parent && toSpanContext(parent);
  return context ? trace.setSpanContext(ROOT_CONTEXT, context) : ROOT_CONTEXT;
}

/** How a span is named to another process; undefined where nothing is traced. */
export function parentOf(context: Context): TraceParent | undefined {
  const span = trace.getSpanContext(context);
  if (!span || !isSpanContextValid(span)) return undefined;
  const flags = (span.traceFlags & 0xff).toString(16).padStart(2, '0');
  return toTraceParent(`00-${span.traceId}-${span.spanId}-${flags}`, span.traceState?.serialize());
}

function toSpanContext({ traceparent, tracestate }: TraceParent): SpanContext | undefined {
  const [, version, traceId = '', spanId = '', flags = '', more] = form.exec(traceparent) ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  const context = {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
    ...(tracestate !== undefined && { traceState: createTraceState(tracestate) }),
  };
  return isSpanContextValid(context) ? context : undefined;
}
