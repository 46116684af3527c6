import { randomBytes } from 'node:crypto';
import { createRequestStateCodec, InMemoryServerEventBus, McpServer } from '@modelcontextprotocol/server';
import type { ServerEvent } from '@modelcontextprotocol/server';
import { serveHttp } from '../../../src/mcp/http/serve-http.ts';
import type { HttpServer } from '../../../src/mcp/http/serve-http.ts';
import { registerPrompts } from './prompts.ts';
import { registerQuestions } from './questions.ts';
import { registerResources } from './resources.ts';
import { registerRounds } from './rounds.ts';
import type { RoundState } from './rounds.ts';
import { text } from './samples.ts';
import { registerTools } from './tools.ts';

/**
 * The tools, resources and prompts that the MCP conformance suite calls by name, behind our own HTTP face with its
 * defaults: what the suite proves then is the transport that ships.
 */
export function serveConformanceFixture(onWarning?: (message: string) => void): Promise<HttpServer> {
  const codec = createRequestStateCodec<RoundState>({ key: randomBytes(32) });
  const changes = new InMemoryServerEventBus();
  // Servers live for one request, so what a change tool changes is kept here.
  const added = { tools: 0, prompts: 0 };

  function createServer(): McpServer {
    const server = new McpServer(
      { name: 'conformance-fixture', version: '1.0.0' },
      {
        capabilities: { logging: {}, resources: { subscribe: true } },
        requestState: { verify: (state, ctx) => codec.verify(state, ctx) },
      },
    );
    registerTools(server);
    registerQuestions(server);
    registerRounds(server, codec);
    registerPrompts(server);
    registerResources(server);

    const change = (what: keyof typeof added, kind: ServerEvent['kind'] & `${string}_list_changed`) => () => {
      added[what] += 1;
      changes.publish({ kind });
      return text(`Added one to the ${what}.`);
    };
    server.registerTool(
      'test_trigger_tool_change',
      { description: 'Adds a tool' },
      change('tools', 'tools_list_changed'),
    );
    server.registerTool(
      'test_trigger_prompt_change',
      { description: 'Adds a prompt' },
      change('prompts', 'prompts_list_changed'),
    );
    for (let n = 1; n <= added.tools; n++) {
      server.registerTool(`test_added_tool_${n}`, { description: 'Was added' }, () => text('Here.'));
    }
    for (let n = 1; n <= added.prompts; n++) {
      const message = { role: 'user', content: { type: 'text', text: 'Here.' } } as const;
      server.registerPrompt(`test_added_prompt_${n}`, { description: 'Was added' }, () => ({
        messages: [message],
      }));
    }
    return server;
  }

  return serveHttp({ createServer, port: 0, changes, ...(onWarning ? { onWarning } : {}) });
}
