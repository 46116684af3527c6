import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/engine.ts';
import { startCollector, treeOf } from '../../telemetry/collector.ts';
import { startCluster } from './cluster.ts';
import { startHost } from './hosts.ts';
import { openOffice } from './office.ts';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const caller = '00f067aa0ba902b7';

test('a worker goes on with the trace of the call; when PostgreSQL is gone, nobody is ready', async () => {
  const cluster = await startCluster();
  await using collector = await startCollector();
  Object.assign(process.env, collector.env);
  const { harbor, config } = await openOffice(1, cluster.url);
  await using folder = await temporaryFolder();
  await using serve = await startHost(folder.path, 'serve', ['serve', '--port', '0'], config);
  const url = /http:\S+/.exec(serve.output())![0];
  const ready = async (address: string) => {
    const answer = await fetch(new URL('/readyz', address));
    return { status: answer.status, ...((await answer.json()) as object) };
  };
  const not = (...reasons: string[]) => ({ status: 503, ready: false, reasons });
  await expect.poll(() => ready(url)).toEqual(not('no worker is there'));

  await using worker = await startHost(
    folder.path,
    'worker',
    ['worker', '--port', '0', '--metrics', '--json'],
    config,
  );
  await expect.poll(() => worker.output()).toMatch(/"url": "http/);
  const probes = /http:[^"]+/.exec(worker.output())![0];
  const isReady = { status: 200, ready: true, reasons: [] };
  await expect.poll(() => ready(url)).toEqual(isReady);
  await expect.poll(() => ready(probes)).toEqual(isReady);

  const client = new Client(
    { name: 'test', version: '0' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  const _meta = { traceparent: `00-${trace}-${caller}-01` };
  await client.callTool(
    { name: 'harbor_list_work_orders', arguments: { status: 'New' }, _meta },
    { timeout: 150_000 },
  );
  await client.close();
  const names = ['tools/call', 'run', 'queue', 'sign in', 'step'];
  await expect
    .poll(() => names.filter((name) => !collector.spans.some((span) => span.name.startsWith(name))))
    .toEqual([]);
  await expect
    .poll(() => treeOf(collector.spans, caller).slice(0, 4))
    .toEqual([
      'tools/call harbor_list_work_orders',
      '  run harbor_list_work_orders',
      '    queue',
      '    sign in',
    ]);
  expect(new Set(collector.spans.map(({ traceId }) => traceId))).toEqual(new Set([trace]));
  expect(await (await fetch(new URL('/metrics', probes))).text()).toContain('sidedoor_runs_total{');

  await cluster[Symbol.asyncDispose]();
  await expect.poll(() => ready(url)).toEqual(not('the store does not answer', 'no worker is there'));
  await expect.poll(() => ready(probes)).toEqual(not('the store does not answer'));
  expect((await fetch(new URL('/healthz', probes))).status).toBe(200);
  await harbor.close();
});
