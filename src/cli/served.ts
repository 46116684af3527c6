import type { McpServerFactory } from '@modelcontextprotocol/server';
import type { Sidedoor } from '../sidedoor.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { Probes } from '../mcp/http/probes.ts';
import { readConfig } from './engine.ts';
import { guardStderr } from './guard-stderr.ts';
import type { CommonOptions } from './options.ts';
import { toText } from '../telemetry/telemetry.ts';
import { version } from '../version.ts';

/** The MCP face of an engine, for either transport. */
export interface Served {
  createServer: McpServerFactory;
  probes: Probes;
  warn: (message: string) => void;
  /** Calls off what runs, cleans the sessions, ends the browser and, in the demo, the application. */
  close(): Promise<void>;
}

interface ServedOptions extends CommonOptions {
  demo?: boolean;
  /** Whether it counts for Prometheus. */
  metrics?: boolean;
}

/** The engine is opened at the first call, or this long after the start if none comes. Milliseconds. */
const head = 1_000;

/**
 * A host waits for the list of tools each time it starts, and calls one much later or never: so the list is served from
 * the flows alone, and the engine (store, queue, browser: half of the start-up time, measured) follows.
 */
export async function openServed(options: ServedOptions, { firesSchedules = false } = {}): Promise<Served> {
  const source = options.demo
    ? await demo(options)
    : { config: await readConfig(options, 'server'), close: nothing };
  const { config } = source;
  let scrub = (text: string) => text;
  guardStderr((text) => scrub(text));
  const [{ loadOffer }, { createMcpFactory }, { openTelemetry }] = await Promise.all([
    import('../offer.ts'),
    import('../mcp/create-server.ts'),
    import('../telemetry/telemetry.ts'),
  ]);
  const telemetry = await openTelemetry({
    version: version(),
    scrub: (text) => scrub(text),
    onTrouble: (message) => warn(message),
    metrics: options.metrics,
  });
  const offer = await loadOffer(config);
  let opening: Promise<Sidedoor> | undefined;
  const open = async () => {
    const opened = await (await import('../compose.ts')).compose(config, offer, { telemetry });
    scrub = opened.secrets.scrub;
    await opened.runs.lookAfterOthers();
    // Where workers perform the runs they fire too: who performs a run has its rows.
    if (firesSchedules && config.runs === 'here') void opened.scheduler.start();
    return opened;
  };
  const engine = () =>
    (opening ??= open().catch((error: unknown) => {
      // A store that is away may be back at the next call.
      opening = undefined;
      throw error;
    }));
  const warn = (message: string) => void engine().then(({ log }) => log.warn(message), complain);
  const timer = setTimeout(() => void engine().catch(complain), head).unref();

  const createServer = createMcpFactory({
    ...offer,
    version: version(),
    runs: {
      start: async (call) => (await engine()).runs.start(call),
      attend: async (...args) => (await engine()).runs.attend(...args),
      wait: async (...args) => (await engine()).runs.wait(...args),
      cancel: async (id) => (await engine()).runs.cancel(id),
      leave: async (id) => (await engine()).runs.leave(id),
      list: async (...args) => (await engine()).runs.list(...args),
    },
    bulks: {
      prepare: async (wanted) => (await engine()).bulks.prepare(wanted),
      enter: async (...args) => (await engine()).bulks.enter(...args),
      view: async (id) => (await engine()).bulks.view(id),
      byToken: async (token) => (await engine()).bulks.byToken(token),
      wait: async (...args) => (await engine()).bulks.wait(...args),
      goOn: async (id) => (await engine()).bulks.goOn(id),
      stop: async (id) => (await engine()).bulks.stop(id),
    },
    canaries: { warning: async (...args) => (await engine()).canaries.warning(...args) },
    firstNotice: { take: async (account) => (await engine()).firstNotice.take(account) },
    evidence: {
      list: async (runId) => (await engine()).evidence.list(runId),
      read: async (...args) => (await engine()).evidence.read(...args),
    },
    datasets: {
      of: async (runId) => (await engine()).datasets.of(runId),
      page: async (...args) => (await engine()).datasets.page(...args),
      lastWhole: async (dataset) => (await engine()).datasets.lastWhole(dataset),
      changes: (...lists) =>
        async function* () {
          yield* (await engine()).datasets.changes(...lists)();
        },
      rows: async function* (dataset) {
        yield* (await engine()).datasets.rows(dataset);
      },
    },
    telemetry,
    log: lazyLog(engine),
    waitLimit: config.wait * 1_000,
  });
  return {
    createServer,
    probes: {
      readiness: async () => (await engine()).readiness(),
      metrics: toText(telemetry.metrics),
    },
    warn,
    async close() {
      clearTimeout(timer);
      // A host that is in a hurry may kill this process while its browser ends.
      telemetry.flush();
      await (await opening?.catch(() => undefined))?.close();
      await telemetry.close();
      await source.close();
    },
  };
}

const nothing = () => Promise.resolve();

function complain(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}

function lazyLog(engine: () => Promise<Sidedoor>): Sidedoor['log'] {
  const level = (name: 'debug' | 'info' | 'warn' | 'error') =>
    ((...line: [object, string]) =>
      void engine().then(({ log }) => log[name](...line), complain)) as Sidedoor['log']['warn'];
  return { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') };
}

async function demo(options: CommonOptions): Promise<{ config: LoadedConfig; close(): Promise<void> }> {
  const { startDemoHarbor } = await import('./demo/harbor.ts');
  return startDemoHarbor(options);
}
