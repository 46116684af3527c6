import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { startHarbor } from '../../replicas/harbor/index.ts';
import { harborUsers } from '../../replicas/harbor/users.ts';
import type { ConfigInput } from '../../src/config/schema.ts';
import { openStoreAt } from '../../src/journal/store.ts';
import { sidedoor, start } from '../cli/program.ts';
import { storeOf, temporaryFolder } from '../support/engine.ts';

type Schedules = NonNullable<ConfigInput['schedules']>;

/** A Harbor in which a second sign-in ends the first session, and processes that share a store. */
export async function openHosts(schedules: (folder: string) => Schedules) {
  const folder = await temporaryFolder();
  const user = { ...harborUsers[0]!, name: 'clerk-1', password: 'harbor-demo' };
  const harbor = await startHarbor({ users: [user], switches: { secondLoginKicks: true } });
  const { store, files } = storeOf(folder.path);
  const account = {
    app: 'harbor',
    url: harbor.url,
    username: user.name,
    password: 'env:HARBOR_PASSWORD',
  };
  const config = { store, accounts: { main: account }, schedules: schedules(folder.path), logLevel: 'warn' };
  const env = { HARBOR_PASSWORD: user.password };
  const journal = await openStoreAt(store);
  const started: ReturnType<typeof start>[] = [];
  const configOf = async (name: string) => {
    const file = join(folder.path, `${name}.config.json`);
    // On a server each host has its own folder, as each machine does.
    const own = files === undefined ? {} : { files: join(folder.path, name) };
    await writeFile(file, JSON.stringify({ ...config, ...own }));
    return file;
  };
  return {
    harbor,
    folder: folder.path,
    async serve(name: string) {
      const args = ['serve', '--port', '0', '--config', await configOf(name)];
      const process = start(args, { cwd: folder.path, env });
      started.push(process);
      await expect.poll(() => process.stdout() || process.stderr()).toMatch(/http:/);
      return process;
    },
    async sidedoor(args: string[]) {
      return sidedoor([...args, '--config', await configOf('command')], { cwd: folder.path, env });
    },
    firings: () => journal.selectFrom('firings').selectAll().orderBy('due_at').execute(),
    runs: () => journal.selectFrom('runs').selectAll().orderBy('created_at').execute(),
    /** How many reports were asked of the application. */
    reports: () => harbor.inspect().records.reports.length,
    async [Symbol.asyncDispose]() {
      for (const { child } of started) if (child.exitCode === null) child.kill('SIGTERM');
      await Promise.all(started.map(({ ended }) => ended));
      await journal.destroy();
      await harbor.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}
