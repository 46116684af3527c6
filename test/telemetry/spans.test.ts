import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSite, sidedoor, start } from '../cli/program.ts';
import type { Site } from '../cli/program.ts';
import { startCollector, treeOf } from './collector.ts';

let site: Site;

beforeAll(async () => {
  site = await createSite();
});

afterAll(() => site[Symbol.asyncDispose]());

const main = new URL('../../dist/src/main.js', import.meta.url).pathname;
const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const caller = '00f067aa0ba902b7';
const traceparent = `00-${trace}-${caller}-01`;

const wholeTree = [
  'tools/call tiny_list_rows',
  '  run tiny_list_rows',
  '    queue',
  '    sign in',
  '    step open the list',
  '    step read the list',
];

const client = () =>
  new Client({ name: 'test', version: '0' }, { versionNegotiation: { mode: { pin: '2026-07-28' } } });

test('over stdio: call, queue, sign-in and steps are below the span that the caller names in _meta', async () => {
  await using collector = await startCollector();
  const env = { ...(process.env as Record<string, string>), ...site.at.env, ...collector.env };
  const args = ['mcp'];
  const mcp = client();
  await mcp.connect(
    new StdioClientTransport({ command: process.execPath, args: [main, ...args], cwd: site.folder, env }),
  );
  const _meta = { traceparent, tracestate: 'vendor=1' };
  await mcp.callTool({ name: 'tiny_list_rows', arguments: { account: 'main' }, _meta }, { timeout: 120_000 });
  await expect.poll(() => collector.spans.length).toBe(wholeTree.length);
  await mcp.close();
  expect(treeOf(collector.spans, caller)).toEqual(wholeTree);
  expect(new Set(collector.spans.map(({ traceId }) => traceId))).toEqual(new Set([trace]));
  const [call, run] = ['tools/call tiny_list_rows', 'run tiny_list_rows'].map((name) =>
    collector.spans.find((span) => span.name === name),
  );
  expect(call).toMatchObject({
    kind: 2,
    attributes: {
      'mcp.method.name': 'tools/call',
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'tiny_list_rows',
      'mcp.protocol.version': '2026-07-28',
      'network.transport': 'pipe',
    },
    service: { 'service.name': 'sidedoor' },
  });
  expect(run?.attributes).toMatchObject({
    'sidedoor.account': 'main',
    'sidedoor.app': 'tiny',
    'sidedoor.effect': 'read',
  });
  expect(run?.attributes['sidedoor.run.id']).toMatch(/^run_/);
});

test('over HTTP the header names the caller, unless _meta does', async () => {
  await using collector = await startCollector();
  const server = start(['serve', '--port', '0'], { ...site.at, env: { ...site.at.env, ...collector.env } });
  await expect.poll(() => server.stdout()).toMatch(/^http:\S+\n/);
  const inHeader = traceparent.replace(caller, 'b'.repeat(16));
  const headers = { traceparent: inHeader };
  const mcp = client();
  await mcp.connect(
    new StreamableHTTPClientTransport(new URL(server.stdout().trim()), { requestInit: { headers } }),
  );
  const call = { name: 'tiny_list_rows', arguments: { account: 'spare' } };
  await mcp.callTool(call, { timeout: 120_000 });
  await mcp.callTool({ ...call, _meta: { traceparent } }, { timeout: 120_000 });
  await mcp.callTool(
    { ...call, _meta: { traceparent: `00-${'0'.repeat(32)}-${caller}-01` } },
    { timeout: 120_000 },
  );
  await mcp.close();
  server.child.kill('SIGTERM');
  expect((await server.ended).stderr).toBe('');

  const warm = wholeTree.filter((line) => !line.includes('sign in'));
  expect(treeOf(collector.spans, 'b'.repeat(16))).toEqual([...wholeTree, ...warm]);
  expect(treeOf(collector.spans, caller)).toEqual(warm);
});

test('a run of the terminal is a trace of its own, and a failure says its code and no more', async () => {
  await using collector = await startCollector();
  const env = { ...site.at.env, ...collector.env };
  const run = ['run', 'tiny_misbehave', '--account', 'main', '--how', 'throw', '--text', 'sesame-of-a-guest'];
  expect((await sidedoor(run, { ...site.at, env })).code).toBe(1);

  expect(treeOf(collector.spans, undefined)).toEqual([
    'run tiny_misbehave',
    '  queue',
    '  step open the page',
    '  step stumble',
  ]);
  const failed = collector.spans.filter(({ status }) => status.code === 2);
  expect(failed.map(({ name, attributes }) => [name, attributes['error.type']])).toEqual([
    ['step stumble', 'failed'],
    ['run tiny_misbehave', 'FLOW_DEFECT'],
  ]);
  expect(collector.bytes()).not.toContain('sesame-of-a-guest');
});
