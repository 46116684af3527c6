import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import { start } from '../cli/program.ts';
import { connect } from '../support/clients.ts';
import { temporaryFolder } from '../support/engine.ts';
import { parseMetrics, valueOf } from './prometheus-text.ts';

let harbor: Harbor;

beforeAll(async () => {
  harbor = await startHarbor();
});

afterAll(() => harbor.close());

const token = 'a-token-of-this-test';

test('/metrics counts real runs on Harbor by tool, account and outcome, and shows no secret', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'sidedoor.config.json');
  const account = { app: 'harbor', url: harbor.url, username: 'clerk', password: 'env:HARBOR_PASSWORD' };
  await writeFile(file, JSON.stringify({ store: folder.path, accounts: { lakeside: account } }));
  const env = { HARBOR_PASSWORD: 'harbor-demo', TOKEN_OF_TEST: token };
  const server = start(
    ['serve', '--config', file, '--port', '0', '--token-env', 'TOKEN_OF_TEST', '--metrics'],
    { env },
  );
  await expect.poll(() => server.stdout()).toMatch(/^http:\S+\n/);
  const url = server.stdout().trim();
  const client = await connect('v2-legacy', { url, token });
  const call = (args: Record<string, unknown>) =>
    client.callTool('harbor_list_work_orders', args, { timeout: 150_000 });
  await Promise.all([call({ status: 'New' }), call({ status: 'New' })]);
  expect((await call({ building: 'harbor-demo' })).isError).toBe(true);

  const address = url.replace('/mcp', '/metrics');
  expect((await fetch(address)).status).toBe(401);
  const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const text = await answer.text();

  const labels = { tool: 'harbor_list_work_orders', account: 'lakeside' };
  const failed = parseMetrics(text)
    .get('sidedoor_runs_total')
    ?.samples.filter(({ labels }) => labels['outcome'] !== 'done');
  expect(valueOf(text, 'sidedoor_runs_total', { ...labels, outcome: 'done' })).toBe(2);
  expect(failed?.map(({ value }) => value)).toEqual([1]);
  expect(valueOf(text, 'sidedoor_run_duration_seconds_count', labels)).toBe(3);
  expect(valueOf(text, 'sidedoor_queue_wait_seconds_count', { account: 'lakeside' })).toBe(3);
  // The second waited for the first, whose sign-in alone takes longer than this.
  expect(valueOf(text, 'sidedoor_queue_wait_seconds_sum', { account: 'lakeside' })).toBeGreaterThan(0.05);
  expect(valueOf(text, 'sidedoor_sign_ins_total', { account: 'lakeside', outcome: 'done' })).toBe(1);
  expect(valueOf(text, 'mcp_server_operation_duration_seconds_count', { error_type: 'tool_error' })).toBe(1);
  expect(valueOf(text, 'sidedoor_browser_contexts')).toBe(1);
  expect(valueOf(text, 'sidedoor_store_up')).toBe(1);
  expect(valueOf(text, 'sidedoor_writes_in_doubt')).toBeUndefined();
  expect(valueOf(text, 'sidedoor_receipts_missing')).toBe(0);
  expect(text).not.toContain('harbor-demo');
  if (existsSync(promtool)) expect(await lint(text)).toBe('');

  await client.close();
  server.child.kill('SIGTERM');
  await server.ended;
});

test('a run in its lane, and one behind it, are seen while they are there', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'sidedoor.config.json');
  const account = { app: 'harbor', url: harbor.url, username: 'clerk', password: 'env:HARBOR_PASSWORD' };
  await writeFile(file, JSON.stringify({ store: folder.path, accounts: { lakeside: account } }));
  const server = start(['serve', '--config', file, '--port', '0', '--metrics'], {
    env: { HARBOR_PASSWORD: 'harbor-demo' },
  });
  await expect.poll(() => server.stdout()).toMatch(/^http:\S+\n/);
  const url = server.stdout().trim();
  const metrics = async () => (await fetch(url.replace('/mcp', '/metrics'))).text();
  const client = await connect('v2-legacy', { url });
  harbor.switches.slowMs = 1_500;
  const calls = [1, 2].map(() => client.callTool('harbor_list_work_orders', {}, { timeout: 150_000 }));
  const of = (state: string) => ({ account: 'lakeside', state });
  await expect
    .poll(async () => {
      const text = await metrics();
      return [of('running'), of('queued')].map((labels) => valueOf(text, 'sidedoor_open_runs', labels));
    })
    .toEqual([1, 1]);
  harbor.switches.slowMs = 0;
  await Promise.all(calls);
  await expect.poll(async () => parseMetrics(await metrics()).get('sidedoor_open_runs')?.samples).toEqual([]);
  await client.close();
  server.child.kill('SIGTERM');
  await server.ended;
});

/** Debian's package `prometheus` brings it; without it our own parser must do. */
const promtool = process.env['PROMTOOL'] ?? '/usr/bin/promtool';

function lint(text: string): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile(promtool, ['check', 'metrics'], (error, stdout, stderr) =>
      resolve(error || stderr ? `${stdout}${stderr}${error?.message ?? ''}` : ''),
    );
    child.stdin?.end(text);
  });
}
