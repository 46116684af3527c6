/** Times in milliseconds. */
export interface LazySseTiming {
  /** Silence after which the answer becomes an event stream. */
  quiet: number;
  /** Distance between two keep-alive comments from then on. */
  keepAlive: number;
}

/**
 * Hands a quick answer through untouched (with the HTTP status that errors have on this protocol) and turns a slow one
 * into an event stream with keep-alive comments, so that proxies and hosts with an idle timeout do not give up on a
 * call that reports no progress.
 *
 * A stream that is closed from outside only stops the comments: the call itself is cancelled by the request's signal.
 */
export async function lazySse(pending: Promise<Response>, timing: LazySseTiming): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, timing.quiet, undefined);
  });
  const quick = await Promise.race([pending, silence]).finally(() => clearTimeout(timer));
  if (quick) return quick;

  return new Response(eventStream(pending, timing.keepAlive), {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

function eventStream(pending: Promise<Response>, keepAlive: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let comments: NodeJS.Timeout | undefined;
  let events: ReadableStreamDefaultReader<Uint8Array> | undefined;

  return new ReadableStream<Uint8Array>({
    start(stream) {
      const comment = () => stream.enqueue(encoder.encode(': keepalive\n\n'));
      comment();
      comments = setInterval(comment, keepAlive);
    },
    async pull(stream) {
      if (!events) {
        const answer = await pending.finally(() => clearInterval(comments));
        if (isEventStream(answer)) {
          // The handler began to stream itself, with keep-alives of its own.
          events = answer.body?.getReader();
        } else {
          const message = await answer.text();
          if (message) stream.enqueue(encoder.encode(`event: message\ndata: ${message}\n\n`));
          stream.close();
          return;
        }
      }
      const next = await events?.read();
      if (!next || next.done) stream.close();
      else stream.enqueue(next.value);
    },
    async cancel(reason) {
      clearInterval(comments);
      await events?.cancel(reason);
    },
  });
}

const isEventStream = (answer: Response): boolean =>
  answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
