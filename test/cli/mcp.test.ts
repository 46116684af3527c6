import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { descendants, isRunning } from '../support/processes.ts';
import { createSite, json, start } from './program.ts';
import type { Site, Started } from './program.ts';

let site: Site;

beforeEach(async () => {
  site = await createSite();
});

afterEach(() => site[Symbol.asyncDispose]());

interface Message {
  id?: number;
  result?: { tools: { name: string }[]; structuredContent?: unknown };
}

/** The wire, by hand: every line on stdout must be a message, so a client that forgives would hide what is looked for. */
function converse(server: Started) {
  const messages = () =>
    server
      .stdout()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Message);
  const send = (message: object) =>
    server.child.stdin!.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const answer = (id: number) =>
    expect.poll(() => messages().find((message) => message.id === id), { timeout: 20_000 }).toBeDefined();
  return {
    messages,
    send,
    async request(id: number, method: string, params: object = {}): Promise<Message> {
      send({ id, method, params });
      await answer(id);
      return messages().find((message) => message.id === id)!;
    },
    async connect(): Promise<void> {
      const clientInfo = { name: 'test', version: '0' };
      await this.request(1, 'initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
      send({ method: 'notifications/initialized' });
    },
  };
}

test('stdout carries messages alone, whatever config and flows print while they load or run', async () => {
  const noise = `console.log('noise'); process.stdout.write('noise without end');`;
  await writeFile(join(site.folder, 'flows/tiny/noisy.flow.ts'), `${noise} export default 3;`);
  const config = join(site.folder, 'sidedoor.config.ts');
  await writeFile(config, `${noise} export { default } from './real.ts';`);
  await writeFile(join(site.folder, 'real.ts'), site.config);
  const server = start(['mcp'], site.at);
  const client = converse(server);
  await client.connect();
  const { result } = await client.request(2, 'tools/list');
  expect(result?.tools.map(({ name }) => name)).toContain('tiny_list_rows');
  expect(descendants(server.pid)).toEqual([]);
  server.child.stdin!.end();
  const { code, stderr } = await server.ended;
  expect(code).toBe(0);
  expect(stderr.match(/noise/g)?.length).toBeGreaterThanOrEqual(4);
  expect(client.messages().map(({ id }) => id)).toEqual([1, 2]);
});

test('a server that cannot start says why on stderr, leaves stdout clean and exits 2', async () => {
  const { code, stdout, stderr } = await site.sidedoor(['mcp', '--config', 'missing.ts', '--json']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'INVALID_INPUT' } });
});

const endings: [string, (server: Started) => void][] = [
  ['the end of stdin', ({ child }) => void child.stdin!.end()],
  ['SIGTERM', ({ child }) => void child.kill('SIGTERM')],
  ['SIGINT', ({ child }) => void child.kill('SIGINT')],
  ['SIGHUP', ({ child }) => void child.kill('SIGHUP')],
];

/** A server in the middle of a run, with its browser. */
async function busyServer(): Promise<{ server: Started; browsers: number[] }> {
  const server = start(['mcp'], site.at);
  const client = converse(server);
  await client.connect();
  const args = { account: 'main', how: 'wait', ms: 30_000 };
  client.send({ id: 2, method: 'tools/call', params: { name: 'tiny_misbehave', arguments: args } });
  await expect.poll(() => site.app.state.requests.at(-1), { timeout: 20_000 }).toBe('GET /slow');
  const browsers = descendants(server.pid).map(({ pid }) => pid);
  expect(browsers.length).toBeGreaterThan(0);
  return { server, browsers };
}

const alive = (pids: number[]) => pids.filter(isRunning);

describe.each(endings)('%s in the middle of a run', (_name, end) => {
  test('calls the run off, takes the browser down and exits 0 within five seconds', async () => {
    const { server, browsers } = await busyServer();
    const began = performance.now();
    end(server);
    const { code } = await server.ended;
    expect(code).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_000);
    await expect.poll(() => alive(browsers)).toEqual([]);
    const { runs } = json<{ runs: object[] }>(await site.sidedoor(['runs', '--json']));
    expect(runs).toMatchObject([{ status: 'cancelled', error: { code: 'CANCELLED' } }]);
  });
});

test('a second signal ends the process at once, and the browser with it', async () => {
  const { server, browsers } = await busyServer();
  server.child.kill('SIGTERM');
  server.child.kill('SIGINT');
  const { code } = await server.ended;
  expect(code).toBe(1);
  await expect.poll(() => alive(browsers)).toEqual([]);
});

test('Ctrl-C in `run` calls the run off, waits for the clean session and keeps it', async () => {
  const running = start(
    ['run', 'tiny_misbehave', '--account', 'main', '--how', 'wait', '--ms', '30000'],
    site.at,
  );
  await expect.poll(() => site.app.state.requests.at(-1), { timeout: 20_000 }).toBe('GET /slow');
  const browsers = descendants(running.pid).map(({ pid }) => pid);
  running.child.kill('SIGINT');
  const { code, stderr } = await running.ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^CANCELLED: /);
  expect(browsers.length).toBeGreaterThan(0);
  await expect.poll(() => alive(browsers)).toEqual([]);
  const { accounts } = json<{ accounts: object[] }>(await site.sidedoor(['accounts', '--json']));
  expect(accounts[0]).toMatchObject({ sessions: [{ opens: true }], queue: { running: 0, waiting: 0 } });
});
