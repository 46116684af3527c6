/** JSON-RPC codes that no class of the SDK carries. Both come from its own HTTP transport, so clients know them. */
export const refusalCode = {
  transport: -32000,
  unknownSession: -32001,
  parse: -32700,
  internal: -32603,
} as const;

/** An answer given before any MCP server saw the request, so it carries no request id. */
export function refuse(
  status: number,
  message: string,
  options: { code?: number; headers?: Record<string, string> } = {},
): Response {
  const error = { code: options.code ?? refusalCode.transport, message };
  return Response.json({ jsonrpc: '2.0', id: null, error }, { status, headers: options.headers ?? {} });
}
