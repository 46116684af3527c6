import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../support/clients.ts';
import type { TestClient } from '../../support/clients.ts';
import { stdioServer } from '../../support/server.ts';
import type { Login, SqlLedger } from './start.ts';

/** Two servers on stdio and one on HTTP, all on one config and one store, each with a client. */
export interface Servers extends AsyncDisposable {
  clients: TestClient[];
}

export async function startServers(ledger: SqlLedger, login: Login, password: string): Promise<Servers> {
  const folder = await mkdtemp(join(tmpdir(), 'sidedoor-real-servers-'));
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password);
  const account = { app: 'sql-ledger', url: ledger.url, username: login, password: `file:${passwordFile}` };
  // Thirty calls on one login wait for each other: longer than a client waits by default.
  const config = { store: join(folder, 'store'), wait: 110, accounts: { [login]: account } };
  const stdio = await stdioServer(folder, config);
  const [main, , ...options] = stdio.args;
  const http = spawn(stdio.command, [main!, 'serve', '--port', '0', ...options], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(http, 'close');
  const [line] = (await once(http.stdout, 'data')) as [Buffer];
  const clients = await Promise.all([
    connect('v2-modern', stdio),
    connect('v1', stdio),
    connect('v2-legacy', { url: line.toString().trim() }),
  ]);
  return {
    clients,
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((client) => client.close()));
      http.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
