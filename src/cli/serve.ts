import { once } from 'node:events';
import type { Command } from 'commander';
import { InvalidInput } from '../errors.ts';
import { append, toPort, withExample } from './options.ts';
import type { CommonOptions } from './options.ts';
import { openServed } from './served.ts';
import { stopOnSignals } from './stop.ts';
import { note, print, printJson } from './terminal/print.ts';

interface ServeOptions extends CommonOptions {
  demo?: boolean;
  port: number;
  host?: string;
  allowedHost: string[];
  tokenEnv?: string;
}

export function define(command: Command): void {
  withExample(command, 'sidedoor serve --port 3737 --token-env SIDEDOOR_TOKEN')
    .option('--port <number>', 'where to listen; 0 takes a free one', toPort, 3737)
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('--allowed-host <name>', 'a host name that clients use; repeat it for more', append, [])
    .option('--token-env <NAME>', 'the environment variable that holds the bearer token, never the token')
    .option('--demo', 'serve the built-in Harbor application instead; needs no config')
    .action(async () => serve(command.optsWithGlobals()));
}

async function serve(options: ServeOptions): Promise<void> {
  const signal = stopOnSignals();
  const token = tokenFrom(options.tokenEnv);
  const served = await openServed(options, { firesSchedules: true });
  try {
    const { serveHttp } = await import('../mcp/http/serve-http.ts');
    const { host, port, allowedHost } = options;
    const server = await serveHttp({
      createServer: served.createServer,
      port,
      ...(host !== undefined && { host }),
      ...(token !== undefined && { token }),
      ...(allowedHost.length > 0 && { allowedHosts: allowedHost }),
      onWarning: (message) => served.warn(message),
    });
    if (options.json) printJson({ url: server.url });
    else print(server.url);
    if (token === undefined && process.stderr.isTTY)
      note('No token is asked for; --token-env NAME sets one. Ctrl-C ends it.');
    if (!signal.aborted) await once(signal, 'abort');
    await server.close();
  } finally {
    await served.close();
  }
}

/** @throws InvalidInput when the variable is not set: a server without a token must be asked for by leaving it out. */
function tokenFrom(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const token = process.env[name];
  if (token) return token;
  throw new InvalidInput(`The environment variable ${name.slice(0, 60)} is not set, so there is no token.`, {
    hint: `Set it, e.g.: export ${/^\w{1,60}$/.test(name) ? name : 'SIDEDOOR_TOKEN'}=$(openssl rand -hex 32)`,
  });
}
