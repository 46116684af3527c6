/**
 * Calls back once when an answer is over: handed on to its last byte, broken, or left by its reader. An answer without
 * a body is over at once.
 */
export function onBodyEnd(response: Response, ended: () => void): Response {
  const reader = response.body?.getReader();
  if (!reader) {
    ended();
    return response;
  }
  reader.closed.then(ended, ended);
  const body = new ReadableStream<Uint8Array>({
    async pull(stream) {
      const { done, value } = await reader.read();
      if (done) stream.close();
      else stream.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(body, { status: response.status, headers: response.headers });
}
