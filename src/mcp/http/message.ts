import { isJsonContentType } from '@modelcontextprotocol/server';
import { refusalCode, refuse } from './refusal.ts';

/**
 * Reads the JSON body of a POST, once, for both protocol generations.
 *
 * @returns the parsed body, or the refusal: 415 (not JSON), 413 (more than `limit` bytes), 400 (malformed).
 */
export async function readMessage(request: Request, limit: number): Promise<{ body: unknown } | Response> {
  if (!isJsonContentType(request.headers.get('content-type'))) {
    return refuse(415, 'Unsupported Media Type: Content-Type must be application/json');
  }
  const text = await readText(request, limit);
  if (text === undefined) return refuse(413, `The request body must not exceed ${limit} bytes`);
  try {
    return { body: JSON.parse(text) as unknown };
  } catch {
    return refuse(400, 'Parse error: the request body is not valid JSON', { code: refusalCode.parse });
  }
}

/** @returns undefined when the body is larger than the limit; nothing beyond it is kept. */
async function readText(request: Request, limit: number): Promise<string | undefined> {
  if (Number(request.headers.get('content-length')) > limit) return undefined;
  const decoder = new TextDecoder();
  const reader = request.body?.getReader();
  let text = '';
  for (let received = 0; reader;) {
    const { done, value } = await reader.read();
    if (done) break;
    received += value.byteLength;
    if (received > limit) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}
