import type { CallToolResult } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import { createMcpFactory } from '../../src/mcp/create-server.ts';
import { serveHttp } from '../../src/mcp/http/serve-http.ts';
import type { HttpServer } from '../../src/mcp/http/serve-http.ts';
import { clientKinds, connect } from '../support/clients.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';

let harbor: Harbor;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Awaited<ReturnType<typeof startEngine>>;
let http: HttpServer;

beforeAll(async () => {
  harbor = await startHarbor();
  folder = await temporaryFolder();
  process.env['WRITES_PASSWORD'] = 'harbor-demo';
  const clerk = { app: 'harbor', url: harbor.url, username: 'clerk', password: 'env:WRITES_PASSWORD' };
  engine = await startEngine({
    store: folder.path,
    logLevel: 'silent',
    accounts: { asked: { ...clerk, writes: 'confirm' } },
  });
  const { catalog, accounts, runs, evidence, log } = engine;
  const parts = { version: '0', catalog, accounts, runs, evidence, log, waitLimit: 55_000 };
  http = await serveHttp({ createServer: createMcpFactory({ ...engine, ...parts }), port: 0 });
});

afterAll(async () => {
  await http.close();
  await engine.close();
  await folder[Symbol.asyncDispose]();
  await harbor.close();
});

const tool = 'harbor_create_work_order';
const inUnit = (description: string) => ({ building: 'HBR', unit: '203', category: 'Plumbing', description });
const written = (description: string) =>
  harbor.inspect().records.workOrders.filter((order) => order.description === description).length;

interface Answer {
  status: string;
  run_id: string;
  repeated?: boolean;
  preview?: { values: Record<string, unknown>; preview_token: string };
  result?: { number: string };
}
const answerOf = ({ structuredContent }: CallToolResult) => structuredContent as unknown as Answer;

describe.each(clientKinds.map((kind) => [kind]))('a %s client', (kind) => {
  test('is told which tools write, and what to say about a write', async () => {
    await using client = await connect(kind, { url: http.url });
    const tools = await client.listTools();
    const create = tools.find(({ name }) => name === tool);
    expect(create?.annotations).toMatchObject({ readOnlyHint: false, idempotentHint: true });
    expect(Object.keys(create?.inputSchema.properties ?? {})).toEqual(
      expect.arrayContaining(['preview', 'preview_token', 'idempotency_key']),
    );
    const read = tools.find(({ name }) => name === 'harbor_list_work_orders');
    expect(Object.keys(read?.inputSchema.properties ?? {})).not.toContain('preview');
  });

  test('that shows forms asks its user, writes on yes, once', async () => {
    const description = `yes by ${kind}`;
    const asked: string[] = [];
    const elicit = ({ message }: { message: string }) => {
      asked.push(message);
      return { action: 'accept', content: {} } as const;
    };
    await using client = await connect(kind, { url: http.url }, { elicit });
    const answer = answerOf(await client.callTool(tool, inUnit(description)));
    expect(answer).toMatchObject({ status: 'done', result: { number: expect.stringMatching(/^WO-/) } });
    expect(asked).toEqual([expect.stringContaining(`brief_description: ${description}`)]);
    const again = answerOf(await client.callTool(tool, inUnit(description)));
    expect(again).toMatchObject({ status: 'done', repeated: true, result: answer.result });
    expect(asked).toHaveLength(1);
    expect(written(description)).toBe(1);
  });

  test.each(['decline', 'cancel'] as const)('whose user says %s writes nothing', async (action) => {
    const description = `${action} by ${kind}`;
    await using client = await connect(kind, { url: http.url }, { elicit: () => ({ action }) });
    const { isError, content } = await client.callTool(tool, inUnit(description));
    expect(isError).toBe(true);
    expect(JSON.stringify(content)).toContain('Nothing was written');
    expect(written(description)).toBe(0);
  });

  test('without forms is answered the preview, and writes with its token', async () => {
    const description = `token by ${kind}`;
    await using client = await connect(kind, { url: http.url });
    const shown = answerOf(await client.callTool(tool, inUnit(description)));
    expect(shown).toMatchObject({
      status: 'preview',
      preview: { values: { brief_description: description }, preview_token: expect.stringMatching(/^pv_/) },
    });
    expect(written(description)).toBe(0);
    const { preview_token } = shown.preview!;
    const done = answerOf(await client.callTool(tool, { ...inUnit(description), preview_token }));
    expect(done).toMatchObject({ status: 'done', result: { number: expect.stringMatching(/^WO-/) } });
    expect(written(description)).toBe(1);
  });

  test('that only asks for a preview is not asked anything', async () => {
    let asked = 0;
    const elicit = () => {
      asked++;
      return { action: 'accept', content: {} } as const;
    };
    await using client = await connect(kind, { url: http.url }, { elicit });
    const answer = answerOf(await client.callTool(tool, { ...inUnit(`shown by ${kind}`), preview: true }));
    expect(answer.status).toBe('preview');
    expect([asked, written(`shown by ${kind}`)]).toEqual([0, 0]);
  });
});
