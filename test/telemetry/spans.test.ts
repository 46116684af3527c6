import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

const telling = `import { defineFlow, NotFound } from 'sidedoor-mcp';
import { z } from 'zod';
import { tiny } from './app.ts';
export default defineFlow({
  app: tiny, name: 'find_tenant', title: 'Find', description: 'Finds.', effect: 'read',
  input: z.object({ text: z.string().describe('What'), unit: z.string().describe('Where') }),
  output: z.object({ text: z.string() }),
  async run({ page, input, step }) {
    await step('open ' + input.unit + ' of ' + input.text, () => page.goto('shell'));
    throw new NotFound('no ' + input.text + ' in ' + input.unit);
  },
});`;

test('a trace of the terminal’s own: errors by their code, and neither secrets nor inputs in what is sent', async () => {
  await writeFile(join(site.folder, 'flows/tiny/tenant.flow.ts'), telling);
  await using collector = await startCollector();
  const env = { ...site.at.env, ...collector.env };
  const secret = site.at.env['TINY_PASSWORD']!;
  const run = ['run', 'tiny_find_tenant', '--account', 'main', '--unit', 'HBR-203', '--text'];
  for (const text of [`${secret} & co`, 'Ann Hart'])
    expect((await sidedoor([...run, text], { ...site.at, env })).code).toBe(1);

  const roots = collector.spans.filter(({ parentSpanId }) => !parentSpanId);
  expect(roots.map(({ name, attributes }) => [name, attributes['error.type']])).toEqual([
    ['run tiny_find_tenant', 'NOT_FOUND'],
    ['run tiny_find_tenant', 'NOT_FOUND'],
  ]);
  const steps = collector.spans.filter(({ name }) => name.startsWith('step'));
  expect(steps.map(({ name }) => name)).toEqual(['step open … of …', 'step open … of …']);
  for (const word of [secret, 'HBR-203', 'Ann', 'Hart']) expect(collector.bytes()).not.toContain(word);
});

test('what the environment asks for and is not there is told with the way out', async () => {
  const asked = (env: Record<string, string>) =>
    sidedoor(['runs'], { ...site.at, env: { ...site.at.env, ...env } });
  const console = await asked({ OTEL_TRACES_EXPORTER: 'console' });
  expect(console).toMatchObject({ code: 2, stderr: expect.stringContaining('Set it to otlp') as string });
  const grpc = await asked({ OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' });
  expect(grpc.stderr).toMatch(/^INVALID_INPUT: .*grpc/);
  expect(
    (await asked({ OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://nowhere' })).code,
  ).toBe(0);
});
