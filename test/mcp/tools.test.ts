import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMcpFactory } from '../../src/mcp/create-server.ts';
import { serveHttp } from '../../src/mcp/http/serve-http.ts';
import type { HttpServer } from '../../src/mcp/http/serve-http.ts';
import { clientKinds, connect } from '../support/clients.ts';
import type { TestClient } from '../support/clients.ts';
import { startEngine, temporaryFolder, tinyConfig } from '../support/engine.ts';
import { stdioServer } from '../support/server.ts';
import { startTinyApp } from '../support/tiny-app.ts';
import type { TinyApp } from '../support/tiny-app.ts';

let app: TinyApp;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Awaited<ReturnType<typeof startEngine>>;
let http: HttpServer;

const config = () => tinyConfig(app.url, `${folder.path}/store`);

beforeAll(async () => {
  app = await startTinyApp();
  folder = await temporaryFolder();
  engine = await startEngine(config());
  const { catalog, accounts, runs, evidence, datasets, log } = engine;
  http = await serveHttp({
    createServer: createMcpFactory({
      version: '0',
      catalog,
      accounts,
      runs,
      evidence,
      datasets,
      log,
      waitLimit: 45_000,
    }),
    port: 0,
  });
});

afterAll(async () => {
  await http.close();
  await engine.close();
  await folder[Symbol.asyncDispose]();
  await app.close();
});

/** Real tools of the product, over each way that a client may come. All share one account of one application. */
const ways = (['stdio', 'http'] as const).flatMap((transport) =>
  clientKinds.map((kind) => [transport, kind] as const),
);

describe.each(ways)('over %s a %s client', (transport, kind) => {
  let client: TestClient;

  beforeAll(async () => {
    client = await connect(
      kind,
      transport === 'http' ? { url: http.url } : await stdioServer(folder.path, config()),
    );
  });

  afterAll(() => client.close());

  test('lists one typed tool a flow, with title, all annotations and both schemas', async () => {
    const tools = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'tiny_list_rows',
      'tiny_misbehave',
      'get_run',
      'cancel_run',
      'list_runs',
      'get_rows',
      'get_changes',
    ]);
    for (const tool of tools) {
      expect(tool.title).toMatch(/\w/);
      expect(tool.annotations).toMatchObject({
        readOnlyHint: tool.name !== 'cancel_run',
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: tool.name.startsWith('tiny'),
      });
      expect(tool.inputSchema.type).toBe('object');
      expect(tool.outputSchema?.type).toBe('object');
    }
  });

  test('gets the answer whole twice: structured, and as text', async () => {
    const { structuredContent, content, isError } = await client.callTool('tiny_list_rows', { n: 2 });
    expect(isError).toBeFalsy();
    expect(structuredContent).toMatchObject({
      status: 'done',
      account: 'main',
      result: { rows: [{ no: 'R-1', amount: '1.50' }, { no: 'R-2' }], complete: { proven: true } },
    });
    expect(content).toHaveLength(1);
    expect(JSON.parse((content[0] as { text: string }).text)).toEqual(structuredContent);
  });

  test('is told the steps while it waits', async () => {
    const messages: (string | undefined)[] = [];
    await client.callTool(
      'tiny_misbehave',
      { how: 'wait', ms: 300 },
      { onprogress: ({ message }) => messages.push(message) },
    );
    expect(messages).toContain('wait for a slow page');
  });

  test('gets a typed error with the next move, and the evidence as resources', async () => {
    const answer = await client.callTool('tiny_misbehave', { how: 'missing', text: 'seen on the screen' });
    expect(answer.isError).toBe(true);
    const [text, ...links] = answer.content as unknown as [{ text: string }, ...{ uri: string }[]];
    expect(text.text).toMatch(
      /^LAYOUT_CHANGED in the step "press what is not there": .*\nWhat to do: .*\nrun_id: run_/s,
    );
    expect(answer._meta?.['sidedoor/error']).toMatchObject({
      code: 'LAYOUT_CHANGED',
      hint: expect.any(String) as string,
    });
    expect(links).toHaveLength(2);
    const [html] = (await client.readResource(links[0]!.uri)).contents as unknown as [
      { text: string; mimeType: string },
    ];
    expect(html.mimeType).toBe('text/html');
    expect(html.text).toContain('seen on the screen');
    const [png] = (await client.readResource(links[1]!.uri)).contents as unknown as [{ blob: string }];
    expect(Buffer.from(png.blob, 'base64').subarray(1, 4).toString()).toBe('PNG');
  });

  test('is refused wrong arguments as an error it can act on, and an unknown tool as the protocol says', async () => {
    const wrong = await client.callTool('tiny_list_rows', { n: 'three' });
    expect(wrong.isError).toBe(true);
    expect((wrong.content[0] as { text: string }).text).toMatch(/^INVALID_INPUT: [^]*number[^]*What to do: /);
    await expect(client.callTool('tiny_nothing')).rejects.toThrow(/tiny_nothing/);
    const noRun = await client.callTool('get_run', { run_id: 'run_x' });
    expect((noRun.content[0] as { text: string }).text).toMatch(/^NOT_FOUND/);
  });

  test('stops a run by hanging up', async () => {
    const stop = new AbortController();
    const call = client
      .callTool('tiny_misbehave', { how: 'wait', ms: 20_000 }, { signal: stop.signal })
      .catch(() => 'stopped');
    await expect.poll(() => app.state.requests.at(-1)).toBe('GET /slow');
    stop.abort();
    expect(await call).toBe('stopped');
    const state = async () => {
      const { structuredContent } = await client.callTool('list_runs', { limit: 1 });
      return (structuredContent as { runs: { status: string }[] }).runs[0]?.status;
    };
    await expect.poll(state, { timeout: 60_000 }).toBe('cancelled');
  });
});
