/** Runs in browsers that were started apart from us: what is promised holds there too, or they are refused. */
import { chromium } from 'playwright';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import { configSchema } from '../../src/config/schema.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';
import { executable, startBrowserOverCdp, startPlaywrightServer } from '../support/remote-browser.ts';
import type { RemoteBrowser } from '../support/remote-browser.ts';

process.env['REMOTE_CLERK'] = 'harbor-demo';

const order = { building: 'HBR', unit: '203', category: 'Plumbing', description: 'Tap drips' };
const create = 'harbor_create_work_order';
const long = 150_000;

let harbor: Harbor;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let latest: RemoteBrowser | undefined;
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

const starts = { server: startPlaywrightServer, cdp: startBrowserOverCdp };

async function remote(kind: 'server' | 'cdp', args?: string[]): Promise<RemoteBrowser> {
  latest = await starts[kind](args);
  open.push(latest);
  process.env['REMOTE_BROWSER'] = latest.address;
  return latest;
}

async function engineOn(kind: 'server' | 'cdp', more: object = {}, store = folder.path) {
  const clerk = { app: 'harbor', url: harbor.url, username: 'clerk', password: 'env:REMOTE_CLERK' };
  const engine = await startEngine({
    store,
    logLevel: 'silent',
    browser: {
      remote: { [kind]: 'env:REMOTE_BROWSER', ...more },
      executablePath: kind === 'server' ? latest?.executablePath : undefined,
    },
    accounts: { clerk: { ...clerk, writes: 'allow' } },
  });
  open.push(engine);
  return engine;
}

const orders = () => harbor.inspect().records.workOrders.length;

describe.each(['server', 'cdp'] as const)('over %s', (kind) => {
  test('reads, takes a file, previews without a trace, writes once, and leaves it running for the next', async () => {
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
    // Nothing of ours is left in it.
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
    const again = await engine.runs.wait(read, long);
    expect(again.error).toBeUndefined();
    expect(again.output).toMatchObject({ complete: { proven: true } });

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

  test('nobody there is told by name, without what is secret in the address', async () => {
    process.env['REMOTE_BROWSER'] =
      `${kind === 'server' ? 'ws' : 'http'}://me:hush-hush@127.0.0.1:1/?token=very-secret`;
    const engine = await engineOn(kind);
    const { error } = await engine.run('harbor_list_work_orders', {}, long);
    expect(error).toMatchObject({ code: 'APP_UNAVAILABLE', message: expect.stringContaining('127.0.0.1:1') });
    expect(JSON.stringify(error)).not.toMatch(/hush-hush|very-secret/);
  });
});

describe('over cdp', () => {
  test('is refused where HTTP/2 could send a write twice', async () => {
    await remote('cdp', ['--disable-quic']);
    const engine = await engineOn('cdp');
    await expect(engine.browser.choice()).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('--disable-http2'),
    });
  });

  test('is one process’s alone, and free again when that lets go', async () => {
    await remote('cdp');
    const engine = await engineOn('cdp');
    expect((await engine.run('harbor_list_work_orders', {}, long)).error).toBeUndefined();
    await using other = await temporaryFolder();
    const second = await engineOn('cdp', {}, other.path);
    await expect(second.browser.choice()).rejects.toMatchObject({ code: 'BUSY' });
    await engine.browser.close();
    expect(await second.browser.choice()).toMatchObject({ from: expect.stringContaining('127.0.0.1') });
  });
});

describe('over server', () => {
  test('many share it, each with a browser of its own that ends with the connection', async () => {
    const server = await remote('server');
    await using other = await temporaryFolder();
    const engines = [await engineOn('server'), await engineOn('server', {}, other.path)];
    await engines[0]!.browser.choice();
    const ofOne = server.browserProcesses();
    expect(ofOne).toBeGreaterThan(0);
    await engines[1]!.browser.choice();
    expect(server.browserProcesses()).toBe(2 * ofOne);
    for (const engine of engines) await engine.browser.close();
    await expect.poll(() => server.browserProcesses()).toBe(0);
  });

  test('without a browser that it could start, it says so', async () => {
    const { address } = await remote('server', []);
    latest = undefined;
    const engine = await engineOn('server');
    await expect(engine.browser.choice()).rejects.toMatchObject({
      message: `The Playwright server at ${new URL(address).host} cannot start a browser.`,
      hint: expect.stringContaining('browser.executablePath'),
    });
  });

  test('one that keeps its browser for all is refused', async () => {
    const server = await chromium.launchServer({
      executablePath: await executable(),
      chromiumSandbox: false,
    });
    process.env['REMOTE_BROWSER'] = server.wsEndpoint();
    const engine = await engineOn('server');
    await expect(engine.browser.choice()).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      hint: expect.stringContaining('run-server --unsafe'),
    });
    await server.close();
  });
});

test('a wire that the browser cannot reach is told before anybody waits for a page', async () => {
  await remote('server');
  // An address that no machine may have, so that nobody can listen there.
  const engine = await engineOn('server', { reachedAt: '192.0.2.1' });
  await expect(engine.browser.choice()).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test.each([
  [{ server: 'ws://host:1', cdp: 'http://host:1' }, /either .*server.* or .*cdp/],
  [{ server: 'ws://me:secret@host:1' }, /without login/],
  [{ cdp: 'http://host:1?token=x' }, /without login/],
  [{ server: 'http://host:1' }, /a ws:\/\//],
  [{ cdp: 'http://host:1', reachedAt: '10.0.0.1' }, /stay on the disk of the browser/],
])('%j is refused in a config', (wish, says) => {
  const parsed = configSchema.safeParse({ accounts: {}, browser: { remote: wish } });
  expect(parsed.error?.message).toMatch(says);
});
