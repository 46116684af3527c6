import { once } from 'node:events';
import type { Command } from 'commander';
import { openEngine, readConfig } from './engine.ts';
import { withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { stopOnSignals } from './stop.ts';
import { note, printJson } from './terminal/print.ts';

export function define(command: Command): void {
  withExample(command, 'sidedoor worker --config /etc/sidedoor.config.ts').action(async () =>
    work(command.optsWithGlobals()),
  );
}

/** Performs runs that other processes of the store ask for, until a signal comes. */
async function work(options: CommonOptions): Promise<void> {
  const signal = stopOnSignals();
  const engine = await openEngine(await readConfig(options, 'server'), { isWorker: true });
  try {
    await engine.runs.lookAfterOthers();
    engine.runs.takeOrders();
    void engine.scheduler.start();
    if (options.json) printJson({ worker: process.pid });
    else note(`Performs runs of ${engine.accounts.size} accounts. Ctrl-C ends it.`);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await engine.close();
  }
}
