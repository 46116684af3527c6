import type { McpServerFactory } from '@modelcontextprotocol/server';
import type { Sidedoor } from '../compose.ts';
import type { Log } from '../log.ts';
import { openEngine, readConfig } from './engine.ts';
import type { CommonOptions } from './options.ts';
import { version } from './program.ts';

/** An engine with its MCP face, for either transport. */
export interface Served {
  createServer: McpServerFactory;
  log: Log;
  /** Calls off what runs, cleans the sessions, ends the browser and, in the demo, the application. */
  close(): Promise<void>;
}

export async function openServed(options: CommonOptions & { demo?: boolean }): Promise<Served> {
  const opened = options.demo ? await openDemo(options) : await openConfigured(options);
  const { createMcpFactory } = await import('../mcp/create-server.ts');
  const { catalog, accounts, runs, evidence, log, config } = opened.engine;
  const createServer = createMcpFactory({
    version: version(),
    catalog,
    accounts,
    runs,
    evidence,
    log,
    waitLimit: config.wait * 1_000,
  });
  return { createServer, log, close: () => opened.close() };
}

async function openConfigured(options: CommonOptions): Promise<{ engine: Sidedoor; close(): Promise<void> }> {
  const engine = await openEngine(await readConfig(options, 'server'));
  return { engine, close: () => engine.close() };
}

async function openDemo(options: CommonOptions): Promise<{ engine: Sidedoor; close(): Promise<void> }> {
  const { startDemoHarbor } = await import('./demo/harbor.ts');
  const harbor = await startDemoHarbor(options);
  const engine = await openEngine(harbor.config).catch(async (error: unknown) => {
    await harbor.close();
    throw error;
  });
  return {
    engine,
    async close() {
      await engine.close();
      await harbor.close();
    },
  };
}
