import { PROTOCOL_VERSION_META_KEY } from '@modelcontextprotocol/server';
import type { CallToolResult, InputRequiredResult, ServerContext } from '@modelcontextprotocol/server';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { toTraceParent } from '../telemetry/trace-parent.ts';
import type { TraceParent } from '../telemetry/trace-parent.ts';

type Answer = CallToolResult | InputRequiredResult;

/** Times a call of a tool, and tells its work what span to name as its parent. */
export async function watched<Result extends Answer>(
  telemetry: Pick<Telemetry, 'call'> | undefined,
  tool: string,
  context: ServerContext,
  work: (origin: TraceParent | undefined) => Promise<Result>,
): Promise<Result> {
  if (!telemetry) return work(undefined);
  const call = telemetry.call(tool, attributesOf(context), callerOf(context));
  let failure: string | undefined = '_OTHER';
  try {
    const answer = await work(call.origin);
    failure = 'isError' in answer && answer.isError === true ? 'tool_error' : undefined;
    return answer;
  } finally {
    call.ended(failure);
  }
}

/** Who calls: `_meta` says it for any transport (SEP-414), the header only of the HTTP request around it. */
function callerOf({ mcpReq, http }: ServerContext): TraceParent | undefined {
  const meta: Record<string, unknown> = mcpReq._meta ?? {};
  const header = (name: string) => http?.req?.headers.get(name) ?? undefined;
  return (
    toTraceParent(meta['traceparent'], meta['tracestate']) ??
    toTraceParent(header('traceparent'), header('tracestate'))
  );
}

/** The id of a session is left out: with it alone one may take part in it. */
function attributesOf({ mcpReq, http }: ServerContext) {
  const envelope = mcpReq.envelope as Record<string, unknown> | undefined;
  const version = envelope?.[PROTOCOL_VERSION_META_KEY];
  return {
    'jsonrpc.request.id': String(mcpReq.id).slice(0, 64),
    'network.transport': http ? 'tcp' : 'pipe',
    ...(http && { 'network.protocol.name': 'http' }),
    ...(typeof version === 'string' && { 'mcp.protocol.version': version }),
  };
}
