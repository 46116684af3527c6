import { PROTOCOL_VERSION_META_KEY } from '@modelcontextprotocol/server';

const header = 'mcp-protocol-version';

/**
 * Some hosts were seen to send the header of one protocol version with the body of another, which the specification
 * wants refused (-32020). Where the operator chose to serve them all the same, the body decides: it is what the
 * server will interpret.
 *
 * @returns what was changed, for the log, or undefined.
 */
export function alignVersionHeader(request: Request, body: unknown): string | undefined {
  const stated = request.headers.get(header);
  const claimed = (body as Envelope | null)?.params?._meta?.[PROTOCOL_VERSION_META_KEY];
  if (stated === null || typeof claimed !== 'string' || claimed === stated) return undefined;
  if (!/^[\w.-]{1,32}$/.test(claimed)) return undefined;
  request.headers.set(header, claimed);
  return `A client sent protocol version ${stated} in the header and ${claimed} in the body; the body was believed.`;
}

interface Envelope {
  params?: { _meta?: Record<string, unknown> };
}
