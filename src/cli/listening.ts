import type { Command } from 'commander';
import { InvalidInput } from '../errors.ts';
import { append, toPort } from './options.ts';

/** Of a command that listens. */
export interface ListeningOptions {
  port?: number;
  host?: string;
  allowedHost: string[];
  tokenEnv?: string;
  metrics?: boolean;
}

export function withListening(command: Command, port: { help: string; standard?: number }): Command {
  return command
    .option('--port <number>', port.help, toPort, port.standard)
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('--allowed-host <name>', 'a host name that clients use; repeat it for more', append, [])
    .option('--token-env <NAME>', 'the environment variable that holds the bearer token, never the token')
    .option('--metrics', 'count for Prometheus, at /metrics');
}

/** Where to listen, and who may ask. */
export function toListening({ host, allowedHost, tokenEnv }: ListeningOptions) {
  const token = tokenFrom(tokenEnv);
  return {
    ...(host !== undefined && { host }),
    ...(token !== undefined && { token }),
    ...(allowedHost.length > 0 && { allowedHosts: allowedHost }),
  };
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
