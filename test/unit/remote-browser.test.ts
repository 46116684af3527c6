/** Runs in browsers that other processes have started: what is promised holds there too, or they are refused. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import { configSchema } from '../../src/config/schema.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';
import { startRemoteBrowser } from '../support/remote-browser.ts';
import type { RemoteBrowser } from '../support/remote-browser.ts';

process.env['REMOTE_CLERK'] = 'harbor-demo';

const order = { building: 'HBR', unit: '203', category: 'Plumbing', description: 'Tap drips' };
const create = 'harbor_create_work_order';
const long = 150_000;

let harbor: Harbor;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const open: AsyncDisposable[] = [];

beforeEach(async () => {
  harbor = await startHarbor({ switches: { reportSeconds: 0.2, monitorSeconds: 0.1 } });
  folder = await temporaryFolder();
});

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each[Symbol.asyncDispose]();
  await harbor.close();
  await folder[Symbol.asyncDispose]();
});

async function remote(kind: 'server' | 'cdp', args?: string[]): Promise<RemoteBrowser> {
  const browser = await startRemoteBrowser(kind, args);
  open.push(browser);
  process.env['REMOTE_BROWSER'] = browser.address;
  return browser;
}

async function engineOn(kind: 'server' | 'cdp', more: object = {}, store = folder.path) {
  const clerk = { app: 'harbor', url: harbor.url, username: 'clerk', password: 'env:REMOTE_CLERK' };
  const engine = await startEngine({
    store,
    logLevel: 'silent',
    browser: { remote: { [kind]: 'env:REMOTE_BROWSER', ...more } },
    accounts: { clerk: { ...clerk, writes: 'allow' } },
  });
  open.push(engine);
  return engine;
}

const orders = () => harbor.inspect().records.workOrders.length;

describe.each(['server', 'cdp'] as const)('over %s', (kind) => {
  test('reads, takes a file, previews without a trace, writes once, and leaves the browser running', async () => {
    const browser = await remote(kind);
    const engine = await engineOn(kind);
    const list = await engine.run('harbor_list_work_orders', { status: 'On hold' }, long);
    expect(list.output).toMatchObject({ complete: { proven: true } });
    const roll = await engine.run('harbor_run_rent_roll', { as_of: '2026-11-20' }, long);
    expect(roll.output).toMatchObject({ complete: { proven: true } });

    const before = orders();
    const preview = await engine.run(create, { ...order, preview: true }, long);
    expect(preview.error).toBeUndefined();
    expect(orders()).toBe(before);
    const write = await engine.run(create, order, long);
    expect(write.output).toMatchObject({ description: 'Tap drips' });
    expect(orders()).toBe(before + 1);

    await engine.close();
    open.pop();
    expect(browser.isRunning()).toBe(true);
    // Nothing of ours is left in it: the next process finds it free.
    const next = await engineOn(kind);
    expect((await next.run('harbor_list_work_orders', {}, long)).error).toBeUndefined();
  });

  test('a browser that dies: a read starts over in the next one, a write is found and not repeated', async () => {
    const first = await remote(kind);
    const engine = await engineOn(kind);
    harbor.switches.reportSeconds = 600;
    const read = await engine.runs.start({ tool: 'harbor_run_rent_roll', args: { as_of: '2026-11-20' } });
    const steps = async () => (await engine.runs.wait(read, 0)).steps.length;
    await expect.poll(steps, { timeout: long }).toBeGreaterThan(1);
    const second = await remote(kind);
    harbor.switches.reportSeconds = 0.2;
    await first.kill();
    expect((await engine.runs.wait(read, long)).output).toMatchObject({ complete: { proven: true } });

    const before = orders();
    harbor.switches.holdAfterSave = true;
    const write = await engine.runs.start({ tool: create, args: order });
    await expect.poll(orders, { timeout: long }).toBe(before + 1);
    await remote(kind);
    await second.kill();
    harbor.switches.holdAfterSave = false;
    expect((await engine.runs.wait(write, long)).output).toMatchObject({ description: 'Tap drips' });
    expect(orders()).toBe(before + 1);
  });

  test('is refused where HTTP/2 could send a write twice', async () => {
    await remote(kind, ['--disable-quic']);
    const engine = await engineOn(kind);
    await expect(engine.browser.choice()).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('--disable-http2'),
    });
  });

  test('is one process’s alone, and free again when that lets go', async () => {
    await remote(kind);
    const engine = await engineOn(kind);
    expect(await engine.browser.choice()).toMatchObject({ version: expect.stringMatching(/^\d+\./) });
    await using other = await temporaryFolder();
    const second = await engineOn(kind, {}, other.path);
    await expect(second.browser.choice()).rejects.toMatchObject({ code: 'BUSY' });
    await engine.browser.close();
    expect(await second.browser.choice()).toMatchObject({ from: expect.stringContaining('127.0.0.1') });
  });

  test('nobody there is told by name, without what is secret in the address', async () => {
    process.env['REMOTE_BROWSER'] =
      `${kind === 'server' ? 'ws' : 'http'}://me:hush-hush@127.0.0.1:1/?token=very-secret`;
    const engine = await engineOn(kind);
    const { error } = await engine.run('harbor_list_work_orders', {}, long);
    expect(error).toMatchObject({ code: 'APP_UNAVAILABLE', message: expect.stringContaining('127.0.0.1:1') });
    expect(JSON.stringify(error)).not.toMatch(/hush-hush|very-secret/);
  });
});

test('a wire that the browser cannot reach is told before anybody waits for a page', async () => {
  await remote('server');
  // An address that no machine may have, so that nobody can listen there.
  const engine = await engineOn('server', { reachedAt: '192.0.2.1' });
  await expect(engine.browser.choice()).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test.each([
  [{ server: 'ws://host:1', cdp: 'http://host:1' }, /either "server" or "cdp"/],
  [{ server: 'ws://me:secret@host:1' }, /without login/],
  [{ cdp: 'http://host:1?token=x' }, /without login/],
  [{ server: 'http://host:1' }, /a ws:\/\//],
  [{ cdp: 'http://host:1', reachedAt: '10.0.0.1' }, /stay on the disk of the browser/],
])('%j is refused in a config', (wish, says) => {
  const parsed = configSchema.safeParse({ accounts: {}, browser: { remote: wish } });
  expect(parsed.error?.message).toMatch(says);
});
