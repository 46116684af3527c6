import { Writable } from 'node:stream';
import type { McpServerFactory } from '@modelcontextprotocol/server';
import { serveStdio as serve, StdioServerTransport } from '@modelcontextprotocol/server/stdio';

export interface StdioOptions {
  /** Makes a fresh MCP server for the connection. */
  createServer: McpServerFactory;
  /** Ends serving, as the end of stdin does. */
  signal?: AbortSignal;
  onWarning?: (message: string) => void;
}

/**
 * Serves MCP on stdin and stdout to a client of either protocol generation.
 *
 * Resolves when stdin ends, stdout breaks or the signal aborts. Calls still running then have been aborted; the process
 * is left to its owner, who may have browsers to close.
 */
export async function serveStdio({ createServer, signal, onWarning }: StdioOptions): Promise<void> {
  const stdout = takeStdout();
  const transport = new StdioServerTransport(process.stdin, stdout.wire);
  const ended = new Promise<void>((resolve) => {
    const handle = serve(createServer, { transport, onerror: (error) => onWarning?.(error.message) });
    const closed = transport.onclose;
    transport.onclose = () => {
      closed?.();
      resolve();
    };
    const stop = () => void handle.close().then(resolve, resolve);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
  await ended;
  stdout.giveBack();
}

/**
 * One stray line on stdout breaks the protocol, and flows are other people's code: while MCP is served, everything that
 * others write to stdout goes to stderr.
 */
function takeStdout(): { wire: Writable; giveBack(): void } {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr) as typeof stdout.write;
  const wire = new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => void write(chunk, done),
  });
  const broken = (error: Error) => void wire.destroy(error);
  stdout.on('error', broken);
  return {
    wire,
    giveBack() {
      stdout.write = write;
    },
  };
}
