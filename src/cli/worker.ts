import { once } from 'node:events';
import type { Command } from 'commander';
import type { Sidedoor } from '../sidedoor.ts';
import { InvalidInput } from '../errors.ts';
import { openTelemetry, toText } from '../telemetry/telemetry.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { version } from '../version.ts';
import { openEngine, readConfig } from './engine.ts';
import { toListening, withListening } from './listening.ts';
import type { ListeningOptions } from './listening.ts';
import { withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { stopOnSignals } from './stop.ts';
import { note, printJson } from './terminal/print.ts';

type WorkerOptions = CommonOptions & ListeningOptions;

export function define(command: Command): void {
  withExample(command, 'sidedoor worker --config /etc/sidedoor.config.ts');
  withListening(command, { help: 'where to answer /healthz and /readyz; nowhere when not given' }).action(
    async () => work(command.optsWithGlobals()),
  );
}

/** Performs runs that other processes of the store ask for, until a signal comes. */
async function work(options: WorkerOptions): Promise<void> {
  const signal = stopOnSignals();
  if (options.metrics && options.port === undefined)
    throw new InvalidInput('--metrics wants to know where to answer.', {
      hint: 'sidedoor worker --metrics --port 9464',
    });
  const config = await readConfig(options, 'server');
  let engine: Sidedoor | undefined;
  const telemetry = await openTelemetry({
    version: version(),
    scrub: (text) => engine?.secrets.scrub(text) ?? text,
    onTrouble: (message) => engine?.log.warn(message),
    metrics: options.metrics,
  });
  engine = await openEngine(config, { isWorker: true, telemetry });
  let probes: Awaited<ReturnType<typeof answerProbes>>;
  try {
    probes = await answerProbes(engine, telemetry, options);
    await engine.runs.lookAfterOthers();
    engine.runs.takeOrders();
    void engine.scheduler.start();
    if (options.json) printJson({ worker: process.pid, ...(probes && { url: probes.url }) });
    else note(`Performs runs of ${engine.accounts.size} accounts. Ctrl-C ends it.`);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await probes?.close();
    telemetry.flush();
    await engine.close();
    await telemetry.close();
  }
}

async function answerProbes(engine: Sidedoor, { metrics }: Telemetry, options: WorkerOptions) {
  if (options.port === undefined) return undefined;
  const { serveProbes } = await import('../mcp/http/serve-probes.ts');
  return serveProbes({
    port: options.port,
    ...toListening(options),
    readiness: () => engine.readiness(),
    metrics: toText(metrics),
    onWarning: (message) => engine.log.warn(message),
  });
}
