import { acceptedContent, inputRequired, McpServer } from '@modelcontextprotocol/server';
import type { CallToolResult, McpServerFactory } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** A call of `wait` goes through `started`, then `aborted` or its answer; a server ends with `closed`. */
export type FixtureEvent = `started ${string}` | `aborted ${string}` | 'closed';

/** A tiny MCP server whose calls last exactly as long as a test wants. */
export interface Fixture {
  createServer: McpServerFactory;
  /** Resolves once the event has happened, also when it has already. */
  event(name: FixtureEvent): Promise<void>;
  /** Lets the call `wait { key }` answer. */
  release(key: string): void;
}

export function createFixture(onEvent?: (name: FixtureEvent) => void): Fixture {
  const events = new Map<string, Latch>();
  const latch = (name: string) => {
    const known = events.get(name) ?? createLatch();
    events.set(name, known);
    return known;
  };
  const report = (name: FixtureEvent) => {
    onEvent?.(name);
    latch(name).open();
  };

  const wait = async (key: string, signal: AbortSignal): Promise<CallToolResult> => {
    const aborted = createLatch();
    signal.addEventListener('abort', aborted.open, { once: true });
    report(`started ${key}`);
    await Promise.race([latch(`released ${key}`).promise, aborted.promise]);
    if (signal.aborted) report(`aborted ${key}`);
    return { content: [{ type: 'text', text: `waited for ${key}` }] };
  };

  const createServer: McpServerFactory = () => {
    const server = new McpServer({ name: 'fixture', version: '1.0.0' });
    server.server.onclose = () => report('closed');

    server.registerTool(
      'echo',
      { inputSchema: z.object({ text: z.string() }), outputSchema: z.object({ text: z.string() }) },
      ({ text }) => ({ content: [{ type: 'text', text }], structuredContent: { text } }),
    );
    server.registerTool('fail', {}, () => {
      throw new Error('It failed on purpose.');
    });
    // Holds on to nothing but the signal, so that nothing else keeps the request in memory.
    server.registerTool('wait', { inputSchema: z.object({ key: z.string() }) }, ({ key }, ctx) =>
      wait(key, ctx.mcpReq.signal),
    );
    const keys = z.object({ key: z.string(), after: z.string().optional() });
    server.registerTool('count', { inputSchema: keys }, async ({ key, after }, ctx) => {
      const progressToken = ctx.mcpReq._meta?.progressToken ?? 'none';
      if (after) await latch(`released ${after}`).promise;
      for (const progress of [1, 2, 3]) {
        const params = { progressToken, progress, total: 3 };
        await ctx.mcpReq.notify({ method: 'notifications/progress', params });
      }
      // Clients drop progress that reaches them together with the result.
      await latch(`released ${key}`).promise;
      return { content: [{ type: 'text', text: 'counted' }] };
    });
    server.registerTool('release', { inputSchema: z.object({ key: z.string() }) }, ({ key }) => {
      latch(`released ${key}`).open();
      return { content: [] };
    });
    server.registerTool('confirm', {}, (ctx) => {
      const answer = acceptedContent(ctx.mcpReq.inputResponses, 'sure', z.object({ yes: z.boolean() }));
      if (answer) return { content: [{ type: 'text', text: answer.yes ? 'confirmed' : 'refused' }] };
      const sure = inputRequired.elicit({
        message: 'Post the charge?',
        requestedSchema: { type: 'object', properties: { yes: { type: 'boolean' } }, required: ['yes'] },
      });
      return inputRequired({ inputRequests: { sure } });
    });
    server.registerResource('greeting', 'fixture://greeting', { mimeType: 'text/plain' }, ({ href }) => ({
      contents: [{ uri: href, mimeType: 'text/plain', text: 'Good morning' }],
    }));
    return server;
  };

  return {
    createServer,
    event: (name) => latch(name).promise,
    release: (key) => latch(`released ${key}`).open(),
  };
}

interface Latch {
  promise: Promise<void>;
  open: () => void;
}

function createLatch(): Latch {
  let open!: () => void;
  const promise = new Promise<void>((resolve) => (open = resolve));
  return { promise, open: () => open() };
}
