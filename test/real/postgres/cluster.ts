import { execFile } from 'node:child_process';
import { appendFile, chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const programs = '/usr/lib/postgresql/15/bin';

export interface Cluster extends AsyncDisposable {
  /** postgres://… of a database that is empty at first. */
  url: string;
}

/** Debian's PostgreSQL 15, in a folder of its own, on one address of this machine, for whoever reaches that. */
export async function startCluster(address = '127.0.0.1'): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'sidedoor-postgres-'));
  const data = join(folder, 'data');
  const port = await freePort();
  await chmod(folder, 0o755);
  if (isRoot) await execute('chown', ['postgres', folder]);
  await asPostgres([`${programs}/initdb`, '-D', data, '-A', 'trust', '-U', 'sidedoor']);
  await appendFile(join(data, 'pg_hba.conf'), 'host all all samenet trust\n');
  const options = `-p ${port} -c listen_addresses=${address} -k ${folder}`;
  await asPostgres([`${programs}/pg_ctl -D ${data} -l ${join(folder, 'log')} -w -o '${options}' start`]);
  return {
    url: `postgres://sidedoor@${address}:${port}/postgres`,
    async [Symbol.asyncDispose]() {
      await asPostgres([`${programs}/pg_ctl`, '-D', data, '-m', 'immediate', 'stop']);
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root. */
async function asPostgres(command: string[]): Promise<void> {
  const line = command.join(' ');
  await (isRoot
    ? execute('su', ['postgres', '-s', '/bin/sh', '-c', line], { cwd: '/' })
    : execute('/bin/sh', ['-c', line]));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
