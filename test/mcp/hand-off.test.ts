import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright';
import type { CallToolResult } from '@modelcontextprotocol/client';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import type { ConfigInput } from '../../src/config/schema.ts';
import { createMcpFactory } from '../../src/mcp/create-server.ts';
import { serveHttp } from '../../src/mcp/http/serve-http.ts';
import type { HttpServer } from '../../src/mcp/http/serve-http.ts';
import { clientKinds, connect } from '../support/clients.ts';
import type { ConnectOptions, HttpTarget, StdioTarget, TestClient } from '../support/clients.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';
import { launchBrowser } from '../support/page.ts';
import { clickInPicture, openHandOff, placeAtHarborsDoor, pressDone } from '../support/person.ts';
import { stdioServer } from '../support/server.ts';

let browser: Browser;
let harbor: Harbor;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Awaited<ReturnType<typeof startEngine>>;
let http: HttpServer;

/** Where "I Acknowledge" stands on Harbor's notice. */
let button: { x: number; y: number };

function config(): ConfigInput {
  process.env['HARBOR_CLERK'] = 'harbor-demo';
  const lakeside = { app: 'harbor', url: harbor.url, username: 'clerk', password: 'env:HARBOR_CLERK' };
  return { store: `${folder.path}/store`, logLevel: 'silent', accounts: { lakeside } };
}

beforeAll(async () => {
  harbor = await startHarbor();
  folder = await temporaryFolder();
  [browser, engine] = await Promise.all([launchBrowser(), startEngine(config())]);
  const { catalog, accounts, runs, evidence, datasets, log } = engine;
  const parts = { version: '0', catalog, accounts, runs, evidence, datasets, log, waitLimit: 30_000 };
  http = await serveHttp({ createServer: createMcpFactory(parts), port: 0 });
  harbor.switches.interstitial = 'notice';
  button = await placeAtHarborsDoor(browser, harbor.url, '#btnAcknowledge');
});

afterAll(async () => {
  await http.close();
  await engine.close();
  await browser.close();
  await folder[Symbol.asyncDispose]();
  await harbor.close();
});

/** Sessions end and the notice is for everybody again: the next run signs in afresh and needs a person. */
beforeEach(async () => {
  await harbor.close();
  harbor = await startHarbor({
    port: Number(new URL(harbor.url).port),
    switches: { interstitial: 'notice' },
  });
  const account = engine.accounts.get('lakeside')!;
  const signal = AbortSignal.timeout(10_000);
  await engine.lanes.hold({ account: 'lakeside', sessions: 1, runId: 'test', signal }, async (slot) => {
    await engine.sessions.retire(account, slot);
    await engine.states.forget(account, slot);
  });
});

const ways = (['stdio', 'http'] as const).flatMap((transport) =>
  clientKinds.map((kind) => [transport, kind] as const),
);

const tool = 'harbor_list_work_orders';
const notice = /^Harbor Property Manager says: "Resident information is confidential/;

interface Answer {
  status: string;
  run_id: string;
  account: string;
  needs?: { what: string; where: string; until: string };
  result?: { work_orders: unknown[] };
}

const answerOf = ({ structuredContent }: CallToolResult) => structuredContent as unknown as Answer;

/** The person does at the address what the notice asks for. */
async function acknowledge(url: string): Promise<void> {
  const page = await openHandOff(browser, url);
  await clickInPicture(page, button.x, button.y);
  expect(await pressDone(page)).toMatch(/^Signed in/);
  await page.close();
}

describe.each(ways)('over %s a %s client', (transport, kind) => {
  const target = async (): Promise<HttpTarget | StdioTarget> =>
    transport === 'http' ? { url: http.url } : stdioServer(folder.path, config());
  const open = async (options?: ConnectOptions): Promise<TestClient> =>
    connect(kind, await target(), options);

  test('without URL elicitation is answered what is needed and where, and get_run goes on', async () => {
    // Forms are declared: a code or a decision never goes through one.
    const forms: string[] = [];
    await using client = await open({
      elicit: ({ message }) => {
        forms.push(message);
        return { action: 'decline' };
      },
    });
    const parked = await client.callTool(tool, { building: 'HBR' });
    const { status, run_id, account, needs } = answerOf(parked);
    expect({ status, account }).toEqual({ status: 'needs_human', account: 'lakeside' });
    expect(needs?.what).toMatch(notice);
    expect(needs?.where).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/ .*sidedoor login lakeside$/);
    expect(Date.parse(needs?.until ?? '')).toBeGreaterThan(Date.now());
    expect(JSON.parse((parked.content[0] as { text: string }).text)).toEqual(parked.structuredContent);

    const going = client.callTool('get_run', { run_id });
    await acknowledge(needs!.where.split(' ')[0]!);
    const { status: end, result } = answerOf(await going);
    expect(end).toBe('done');
    expect(result?.work_orders.length).toBeGreaterThan(0);
    expect(forms).toEqual([]);
  });

  test('with URL elicitation shows its user the address, and the same call answers', async () => {
    const shown: string[] = [];
    let helped: Promise<void> | undefined;
    await using client = await open({
      openUrl({ message, url }) {
        shown.push(message);
        helped = acknowledge(url);
        return { action: 'accept' };
      },
    });
    const { status, result } = answerOf(await client.callTool(tool, { building: 'HBR' }));
    await helped;
    expect(status).toBe('done');
    expect(result?.work_orders.length).toBeGreaterThan(0);
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatch(notice);
    // One call, one run.
    const { structuredContent } = await client.callTool('list_runs', { limit: 2 });
    const [last, before] = (structuredContent as { runs: { status: string; started_at: string }[] }).runs;
    expect(last).toMatchObject({ status: 'done' });
    expect(before?.started_at).not.toBe(last?.started_at);
    expect(harbor.inspect().signIns).toHaveLength(1);
  });

  test('whose user declines to open the address calls the run off', async () => {
    await using client = await open({ openUrl: () => ({ action: 'decline' }) });
    const { isError, content } = await client.callTool(tool);
    expect(isError).toBe(true);
    expect((content[0] as { text: string }).text).toMatch(/^CANCELLED/);
    expect(await engine.tickets.length('lakeside')).toEqual({ running: 0, waiting: 0 });
  });
});

test('a forged state of a parked call is refused', async () => {
  let runId = '';
  {
    await using client = await connect('v2-modern', { url: http.url });
    runId = answerOf(await client.callTool(tool)).run_id;
  }
  const forge = (requestState: string) =>
    fetch(http.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': 'tools/call',
        'mcp-name': tool,
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: {
          name: tool,
          arguments: {},
          requestState,
          inputResponses: { person: { action: 'decline' } },
          _meta: {
            'io.modelcontextprotocol/protocolVersion': '2026-07-28',
            'io.modelcontextprotocol/clientCapabilities': { elicitation: { url: {} } },
          },
        },
      }),
    });
  const payload = Buffer.from(JSON.stringify({ p: { run: runId, tool }, exp: 9_999_999_999 })).toString(
    'base64url',
  );
  const answer = await forge(`v1.${payload}.${Buffer.alloc(32).toString('base64url')}`);
  expect(await answer.text()).toContain('-32602');
  expect(await engine.runs.wait(runId, 0)).toMatchObject({ state: 'needs_human' });
  await engine.runs.cancel(runId);
});
