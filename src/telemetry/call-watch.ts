import { SpanKind } from '@opentelemetry/api';
import type { Attributes } from '@opentelemetry/api';
import type { Metrics } from './metrics.ts';
import type { Spans, Timed } from './spans.ts';
import { contextOf, parentOf } from './trace-parent.ts';
import type { TraceParent } from './trace-parent.ts';

/** One call of a tool, from its arrival to its answer. */
export class CallWatch {
  readonly #labels: { mcp_method_name: string; gen_ai_tool_name: string };
  readonly #span: Timed;
  readonly #metrics: Metrics | undefined;
  readonly #began = performance.now();
  /** For the run that it asks for: the call itself, or who called where nothing is traced here. */
  readonly origin: TraceParent | undefined;

  /** `attributes`: what the transport knows. */
  constructor(
    tool: string,
    attributes: Attributes,
    parent: TraceParent | undefined,
    spans: Spans,
    metrics: Metrics | undefined,
  ) {
    const method = 'tools/call';
    this.#labels = { mcp_method_name: method, gen_ai_tool_name: tool };
    this.#metrics = metrics;
    // As OpenTelemetry's conventions for MCP have it.
    this.#span = spans.begin(`${method} ${tool}`, {
      within: contextOf(parent),
      kind: SpanKind.SERVER,
      attributes: {
        'mcp.method.name': method,
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': tool,
        ...attributes,
      },
    });
    this.origin = parentOf(this.#span.context) ?? parent;
  }

  ended(failure?: string): void {
    this.#span.end(failure);
    const seconds = (performance.now() - this.#began) / 1_000;
    this.#metrics?.calls.observe({ ...this.#labels, error_type: failure ?? '' }, seconds);
  }
}
