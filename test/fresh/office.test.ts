import type { CallToolResult } from '@modelcontextprotocol/client';
import { cp, appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import type { ConfigInput } from '../../src/config/schema.ts';
import { digestOf } from '../../src/journal/canonical.ts';
import { createMcpFactory } from '../../src/mcp/create-server.ts';
import { serveHttp } from '../../src/mcp/http/serve-http.ts';
import type { HttpServer } from '../../src/mcp/http/serve-http.ts';
import { connect } from '../support/clients.ts';
import type { TestClient } from '../support/clients.ts';
import { startEngine, storeOf, temporaryFolder, tinyConfig, tinyPack } from '../support/engine.ts';
import { startTinyApp } from '../support/tiny-app.ts';

let harbor: Harbor;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Awaited<ReturnType<typeof startEngine>>;
let http: HttpServer;
let clients: [TestClient, TestClient];

beforeAll(async () => {
  harbor = await startHarbor();
  folder = await temporaryFolder();
  process.env['FRESH_PASSWORD'] = 'harbor-demo';
  const clerk = { app: 'harbor', url: harbor.url, username: 'clerk', password: 'env:FRESH_PASSWORD' };
  const accounts: ConfigInput['accounts'] = { clerk: { ...clerk, writes: 'allow' } };
  engine = await startEngine({ ...storeOf(folder.path), logLevel: 'silent', accounts });
  http = await serveHttp({
    createServer: createMcpFactory({ ...engine, version: '0', waitLimit: 110_000 }),
    port: 0,
  });
  clients = [await connect('v2-modern', { url: http.url }), await connect('v2-legacy', { url: http.url })];
});

afterAll(async () => {
  await Promise.all((clients ?? []).map((client) => client.close()));
  await http?.close();
  await engine?.close();
  await folder?.[Symbol.asyncDispose]();
  await harbor?.close();
});

interface Answer {
  status: string;
  run_id: string;
  as_of?: string;
  digest?: string;
  refresh_run_id?: string;
  result: { work_orders: object[]; complete: { proven: boolean } };
}

const tool = 'harbor_list_work_orders';
const answerOf = ({ structuredContent }: CallToolResult) => structuredContent as unknown as Answer;
const ask = async (args: object, client = clients[0], signal?: AbortSignal) =>
  answerOf(await client.callTool(tool, { ...args }, { timeout: 120_000, ...(signal && { signal }) }));
const requests = () => harbor.inspect().requests.length;
/** Searches that reached the application. */
const searches = () => harbor.inspect().requests.filter(({ path }) => /order/i.test(path)).length;

test('two clients at once are one run; a young result is answered without the application, with its time and digest', async () => {
  const args = { status: 'On hold', max_age: 600 };
  const both = await Promise.all(clients.map((client) => ask(args, client)));
  expect(both[0]).toMatchObject({ status: 'done', result: { complete: { proven: true } } });
  expect(both[1]).toEqual(both[0]);

  const before = requests();
  const again = await ask(args, clients[1]);
  expect(again).toEqual(both[0]);
  expect(requests()).toBe(before);
  const { output, startedAt } = await engine.runs.wait(again.run_id, 0);
  expect(again.digest).toBe(digestOf(output));
  expect(again.as_of).toBe(new Date(startedAt!).toISOString());
  expect(JSON.stringify(again)).not.toContain('harbor-demo');

  const now = await ask({ status: 'On hold' });
  expect(now.run_id).not.toBe(again.run_id);
  expect(now).not.toHaveProperty('as_of');
  expect(requests()).toBeGreaterThan(before);
});

test('without max_age nothing is shared: a call is a run', async () => {
  const [one, two] = await Promise.all(clients.map((client) => ask({ status: 'New' }, client)));
  expect(one!.run_id).not.toBe(two!.run_id);
});

test('after a write by Sidedoor it is read again', async () => {
  const args = { status: 'New', max_age: 600 };
  const old = await ask(args);
  const order = { building: 'HBR', unit: '203', category: 'Plumbing', description: 'Sink drips' };
  await clients[1].callTool('harbor_create_work_order', order, { timeout: 120_000 });
  const before = searches();
  const anew = await ask({ ...args, allow_stale: true });
  expect(anew.run_id).not.toBe(old.run_id);
  expect(anew).not.toHaveProperty('refresh_run_id');
  expect(searches()).toBeGreaterThan(before);
  expect(JSON.stringify(anew.result)).toContain('Sink drips');
});

test('an old result is answered at once where it is allowed, and one run reads anew', async () => {
  const first = await ask({ status: 'Closed', max_age: 600 });
  const [one, two] = await Promise.all(
    clients.map((client) => ask({ status: 'Closed', max_age: 0, allow_stale: true }, client)),
  );
  for (const stale of [one!, two!]) expect(stale).toMatchObject({ run_id: first.run_id, as_of: first.as_of });
  const refreshed = await engine.runs.wait(one!.refresh_run_id!, 110_000);
  expect(refreshed.state).toBe('done');
  const next = await ask({ status: 'Closed', max_age: 600 });
  expect([one!.refresh_run_id, two!.refresh_run_id]).toContain(next.run_id);
});

test('who hangs up does not take the run from the other', async () => {
  harbor.switches.slowMs = 1_500;
  const args = { status: 'Completed', max_age: 600 };
  const gone = new AbortController();
  const leaving = ask(args, clients[0], gone.signal).catch(() => undefined);
  const staying = ask(args, clients[1]);
  await expect.poll(async () => (await sharesOf('Completed')).length, { timeout: 60_000 }).toBe(2);
  gone.abort();
  await leaving;
  harbor.switches.slowMs = 0;
  expect(await staying).toMatchObject({ status: 'done' });
});

/** Runs of that status that are under way, one for each call. */
async function sharesOf(status: string) {
  const open = (await engine.runs.list(20)).filter(({ state }) => state === 'queued' || state === 'running');
  const ids = open.filter(({ input }) => (input as { status: string }).status === status).map(({ id }) => id);
  const { openStoreAt } = await import('../../src/journal/store.ts');
  const store = await openStoreAt(engine.config.store);
  const rows = await store.selectFrom('shares').select(['id', 'run_id']).execute();
  await store.destroy();
  return rows.filter((row) => ids.includes(row.run_id));
}

test('a flow whose file was changed reads again', async () => {
  const app = await startTinyApp();
  await using home = await temporaryFolder();
  const pack = join(home.path, 'pack');
  await mkdir(pack);
  await cp(tinyPack, pack, { recursive: true });
  const config = { ...tinyConfig(app.url, home.path), flows: [pack] };
  const args = { n: 4, max_age: 600 };
  const reads = () => app.state.requests.filter((request) => request === 'GET /rows').length;
  const ids: string[] = [];
  for (const change of ['', '', '\n// Another version.\n']) {
    await appendFile(join(pack, 'list-rows.flow.ts'), change);
    await using fresh = await startEngine(config);
    ids.push((await fresh.run('tiny_list_rows', args)).id);
  }
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
  expect(reads()).toBe(2);
  await app.close();
});
