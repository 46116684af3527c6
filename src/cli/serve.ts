import { once } from 'node:events';
import type { Command } from 'commander';
import { toListening, withListening } from './listening.ts';
import type { ListeningOptions } from './listening.ts';
import { withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { openServed } from './served.ts';
import { stopOnSignals } from './stop.ts';
import { note, print, printJson } from './terminal/print.ts';

interface ServeOptions extends CommonOptions, ListeningOptions {
  demo?: boolean;
  port: number;
}

export function define(command: Command): void {
  withExample(command, 'sidedoor serve --port 3737 --token-env SIDEDOOR_TOKEN');
  withListening(command, { help: 'where to listen; 0 takes a free one', standard: 3737 })
    .option('--demo', 'serve the built-in Harbor application instead; needs no config')
    .action(async () => serve(command.optsWithGlobals()));
}

async function serve(options: ServeOptions): Promise<void> {
  const signal = stopOnSignals();
  const listening = toListening(options);
  const served = await openServed(options, { firesSchedules: true });
  try {
    const { serveHttp } = await import('../mcp/http/serve-http.ts');
    const server = await serveHttp({
      createServer: served.createServer,
      port: options.port,
      ...listening,
      probes: served.probes,
      onWarning: (message) => served.warn(message),
    });
    if (options.json) printJson({ url: server.url });
    else print(server.url);
    if (listening.token === undefined && process.stderr.isTTY)
      note('No token is asked for; --token-env NAME sets one. Ctrl-C ends it.');
    if (!signal.aborted) await once(signal, 'abort');
    await server.close();
  } finally {
    await served.close();
  }
}
