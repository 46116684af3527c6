import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Attributes, Context, Span, Tracer } from '@opentelemetry/api';

export interface SpanOptions {
  within: Context;
  kind?: SpanKind;
  attributes?: Attributes;
  /** When it began, epoch milliseconds; now when not given. */
  at?: number | undefined;
}

/** Makes spans. Every text in them is scrubbed; none holds an input value or what an application said. */
export class Spans {
  readonly #tracer: Tracer;
  readonly #scrub: (text: string) => string;

  constructor(tracer: Tracer, scrub: (text: string) => string) {
    this.#tracer = tracer;
    this.#scrub = scrub;
  }

  begin(name: string, { within, kind = SpanKind.INTERNAL, attributes = {}, at }: SpanOptions): Timed {
    const scrubbed = Object.entries(attributes).map(([key, value]) => [
      key,
      typeof value === 'string' ? this.#scrub(value) : value,
    ]);
    const options = {
      kind,
      attributes: Object.fromEntries(scrubbed) as Attributes,
      ...(at !== undefined && { startTime: at }),
    };
    const span = this.#tracer.startSpan(this.#scrub(name), options, within);
    return new Timed(span, trace.setSpan(within, span));
  }
}

/** A span that has begun. */
export class Timed {
  readonly #span: Span;
  /** For what happens within it. */
  readonly context: Context;

  constructor(span: Span, context: Context) {
    this.#span = span;
    this.context = context;
  }

  /** `failure`: an error code, never a message: those quote inputs and screens. A second end changes nothing. */
  end(failure?: string): void {
    if (!this.#span.isRecording()) return;
    if (failure !== undefined) {
      this.#span.setAttribute('error.type', failure);
      this.#span.setStatus({ code: SpanStatusCode.ERROR });
    }
    this.#span.end();
  }
}
