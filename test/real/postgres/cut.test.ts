import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrowserHost } from '../../../src/browser/browser.ts';
import { Gate } from '../../../src/browser/gate/gate.ts';
import { connectPostgres, openPostgres } from '../../../src/journal/postgres.ts';
import { createLog } from '../../../src/log.ts';
import { SharedPresence } from '../../../src/queue/shared-presence.ts';
import { startCluster } from './cluster.ts';
import type { Cluster } from './cluster.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(() => cluster[Symbol.asyncDispose]());

/** In a thread of its own, which goes on when ours stands still. Its page asks for something all the time. */
const server = `
  const { createServer } = require('node:http');
  const { parentPort } = require('node:worker_threads');
  const beats = [];
  const app = createServer((request, response) => {
    if (request.url === '/beat') beats.push(Date.now());
    response.setHeader('content-type', 'text/html');
    response.end('<script>setInterval(() => fetch("/beat"), 20)</script>');
  });
  app.listen(0, '127.0.0.1', () => parentPort.postMessage(app.address().port));
  parentPort.on('message', () => parentPort.postMessage(beats));`;

const log = createLog('silent', (text) => text);

test('a process that stood still lets no byte of its browser out when it goes on', async () => {
  const store = await openPostgres(cluster.url);
  const presence = await SharedPresence.begin({
    store,
    beats: await connectPostgres(cluster.url, { most: 1 }),
    isWorker: true,
    log,
    times: { beat: 200, limit: 3_000, grace: 4_000 },
  });
  const app = new Worker(server, { eval: true });
  const [port] = (await once(app, 'message')) as [number];
  const beats = async () => {
    app.postMessage('beats?');
    return ((await once(app, 'message')) as [number[]])[0];
  };
  const host = new BrowserHost({ headless: true }, log, () => presence.held);
  const context = await host.newContext({}, new Gate());
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);
  await expect.poll(async () => (await beats()).length).toBeGreaterThan(5);
  const { held, id } = presence;

  const until = Date.now() + 6_000;
  // Timers, sockets, everything of this thread stands still, as in a stopped process.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 6_000);
  await expect.poll(() => held.aborted).toBe(true);
  await expect.poll(() => context.browser()?.isConnected() ?? false).toBe(false);

  expect((await beats()).filter((at) => at >= until)).toEqual([]);
  expect(presence.id).not.toBe(id);
  expect(await presence.isAlive(id)).toBe(false);
  await presence.ready();
  expect(await presence.isAlive(presence.id)).toBe(true);

  // Under its new name it may work again.
  const again = await host.newContext({}, new Gate());
  const before = (await beats()).length;
  await (await again.newPage()).goto(`http://127.0.0.1:${port}/`);
  await expect.poll(async () => (await beats()).length).toBeGreaterThan(before);
  await host.close();
  await app.terminate();
  await presence.close();
  await store.destroy();
});
