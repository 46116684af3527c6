import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConfigInput } from '../../../src/config/schema.ts';
import { connect } from '../../support/clients.ts';
import { temporaryFolder } from '../../support/engine.ts';
import { startCluster } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { startHost } from './hosts.ts';
import type { Host } from './hosts.ts';
import { answerOf, openOffice, overlaps } from './office.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(() => cluster[Symbol.asyncDispose]());

const main = new URL('../../../dist/src/main.js', import.meta.url).pathname;
const schema = (name: string) => `${cluster.url}?options=-c%20search_path%3D${name}`;
const clientOf = (serve: Host) => connect('v2-legacy', { url: /http:\S+/.exec(serve.output())![0] });
const patience = 1_200_000;

const orderOf = (account: string | undefined, description: string) => {
  return { account, building: 'HBR', unit: '203', category: 'Plumbing', description };
};

/** One command of a host that has no browser. */
async function command(folder: string, name: string, args: string[], config: ConfigInput) {
  const home = join(folder, name);
  await mkdir(home, { recursive: true });
  const file = join(home, 'sidedoor.config.json');
  await writeFile(file, JSON.stringify({ ...config, files: join(home, 'files') }));
  const env = { ...process.env, SIDEDOOR_BROWSER: '/no/browser/here' };
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [main, ...args, '--config', file],
      { env, cwd: home },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, output: stdout || stderr }),
    );
  });
}

test(
  'a run that another host performs is called off from here, and so is one that waits behind it',
  async () => {
    const { harbor, config, users } = await openOffice(1, schema('cancel'));
    const [account] = users;
    await using folder = await temporaryFolder();
    await using serve = await startHost(folder.path, 'serve', ['serve', '--port', '0'], {
      ...config,
      wait: 1,
    });
    await using worker = await startHost(folder.path, 'worker-1', ['worker'], config);
    await using client = await clientOf(serve);
    Object.assign(harbor.switches, { reportStuck: true, monitorSeconds: 0.4 });
    const begin = async (tool: string, args: object) => {
      const { structuredContent } = await client.callTool(tool, { account, ...args }, { timeout: patience });
      return (structuredContent as { run_id: string }).run_id;
    };
    const cancel = async (run_id: string) => {
      const answer = await client.callTool('cancel_run', { run_id }, { timeout: patience });
      return (answer.structuredContent as { status: string }).status;
    };

    const stuck = await begin('harbor_run_rent_roll', { as_of: '2026-11-20' });
    const behind = await begin('harbor_create_work_order', orderOf(account, 'Leak that nobody wants'));
    const isAtWork = () => harbor.inspect().records.reports.length > 0;
    await expect.poll(isAtWork, { timeout: patience }).toBe(true);
    expect(await cancel(behind)).toBe('cancelled');
    expect(await cancel(stuck)).toBe('cancelled');
    expect(worker.child.exitCode).toBeNull();

    // The account is free, and what was called off was not written.
    const list = await answerOf(client, 'harbor_list_work_orders', { account, status: 'New' });
    expect(list).toMatchObject({ status: 'done' });
    const { records } = harbor.inspect();
    expect(records.workOrders.filter(({ description }) => description === 'Leak that nobody wants')).toEqual(
      [],
    );
    await harbor.close();
  },
  patience,
);

test(
  'workers that are stopped one after the other give their run to the next, however often',
  async () => {
    const { harbor, config, users } = await openOffice(1, schema('stopped'));
    const wish = orderOf(users[0], 'Leak under five workers');
    harbor.switches.slowMs = 1_000;
    await using folder = await temporaryFolder();
    await using serve = await startHost(folder.path, 'serve', ['serve', '--port', '0'], config);
    await using client = await clientOf(serve);
    const answer = answerOf(client, 'harbor_create_work_order', wish);
    // One more than a run survives deaths.
    for (const name of ['worker-1', 'worker-2', 'worker-3', 'worker-4']) {
      await using worker = await startHost(folder.path, name, ['worker'], config);
      const isAtForm = () =>
        harbor
          .inspect()
          .requests.some(({ agent, path }) => agent === name && path.endsWith('/NewWorkOrder.aspx'));
      await expect.poll(isAtForm, { timeout: patience, interval: 10 }).toBe(true);
      worker.child.kill('SIGTERM');
      const [code] = (await once(worker.child, 'exit')) as [number | null];
      expect(code).toBe(0);
      if (harbor.inspect().saves.length > 0) break;
    }
    await using last = await startHost(folder.path, 'worker-5', ['worker'], config);
    expect(await answer).toMatchObject({ status: 'done' });
    const { records } = harbor.inspect();
    expect(records.workOrders.filter(({ description }) => description === wish.description)).toHaveLength(1);
    expect(overlaps(harbor)).toEqual([]);
    expect(last.child.exitCode).toBeNull();
    await harbor.close();
  },
  patience,
);

test(
  'a bulk that a host without a browser enters is written by workers, each row once, though one is killed',
  async () => {
    const { harbor, config, users } = await openOffice(1, schema('bulk'));
    await using folder = await temporaryFolder();
    const descriptions = Array.from({ length: 12 }, (_, n) => `Row ${n + 1} of the bulk`);
    const rows = descriptions.map((description) => `HBR,203,Plumbing,${description}`);
    await writeFile(
      join(folder.path, 'rows.csv'),
      ['building,unit,category,description', ...rows].join('\n'),
    );
    await using first = await startHost(folder.path, 'worker-1', ['worker'], config);
    const args = ['bulk', 'harbor_create_work_order', join(folder.path, 'rows.csv'), '--yes', '--json'];
    const bulk = command(folder.path, 'desk', [...args, '--account', users[0]!], config);
    const written = () =>
      harbor.inspect().records.workOrders.filter(({ description }) => descriptions.includes(description));
    await expect.poll(() => written().length, { timeout: patience, interval: 20 }).toBeGreaterThan(2);
    await using second = await startHost(folder.path, 'worker-2', ['worker'], config);
    first.child.kill('SIGKILL');

    expect(await bulk).toMatchObject({ code: 0 });
    expect(written().map(({ description }) => description)).toEqual(descriptions);
    expect(overlaps(harbor)).toEqual([]);
    const agents = new Set(harbor.inspect().requests.map(({ agent }) => agent));
    expect(agents).toEqual(new Set([first.name, second.name]));
    await harbor.close();
  },
  patience,
);

test(
  'a host without a browser is well as long as a worker is there, and says where the evidence of a run is',
  async () => {
    const { harbor, config, users } = await openOffice(1, schema('doctor'));
    await using folder = await temporaryFolder();
    const examine = async () => {
      const { code, output } = await command(folder.path, 'desk', ['doctor', '--json'], config);
      const { findings } = JSON.parse(output) as { findings: { check: string; state: string }[] };
      const state = (name: string) => findings.find(({ check }) => check === name)?.state;
      return { code, browser: state('browser'), workers: state('workers') };
    };
    expect(await examine()).toEqual({ code: 1, browser: 'note', workers: 'wrong' });
    await using worker = await startHost(folder.path, 'worker-1', ['worker'], config);
    expect(await examine()).toEqual({ code: 0, browser: 'note', workers: 'ok' });

    await using serve = await startHost(folder.path, 'serve', ['serve', '--port', '0'], config);
    await using client = await clientOf(serve);
    harbor.switches.renameHeading = true;
    const call = { account: users[0], status: 'New' };
    let answer = await client.callTool('harbor_list_work_orders', call, { timeout: patience });
    const { run_id } = (answer.structuredContent ?? {}) as { run_id?: string };
    if (run_id !== undefined) answer = await client.callTool('get_run', { run_id }, { timeout: patience });
    const links = answer.content.filter((part) => part.type === 'resource_link');
    expect(links.map(({ name }) => name)).toContain('screenshot.png');
    await expect(client.readResource(links[0]!.uri)).rejects.toThrow(/not on this host.*share that folder/);
    expect(worker.child.exitCode).toBeNull();
    await harbor.close();
  },
  patience,
);
