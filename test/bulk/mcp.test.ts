import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CallToolResult } from '@modelcontextprotocol/client';
import { connect } from '../support/clients.ts';
import type { ConnectOptions, TestClient } from '../support/clients.ts';
import { stdioServer } from '../support/server.ts';
import { descendants } from '../support/processes.ts';
import { onceEach, openOffice, tool } from './office.ts';
import type { Office } from './office.ts';

let office: Office;

// Servers are started and killed, which takes long where others are at work.
vi.setConfig({ testTimeout: 240_000 });

const rowsOf = (descriptions: string[]) =>
  descriptions.map((description) => ({ building: 'HBR', unit: '203', category: 'Plumbing', description }));

interface Answer {
  status: string;
  bulk_id: string;
  counts: Record<string, number>;
  complete: boolean;
  result_file: string;
  preview_token?: string;
  not_written: { line: number; state: string; message: string }[];
  understood?: { rows: unknown[]; first?: { values: Record<string, string> } };
}

const answer = (result: CallToolResult) => {
  expect(result.isError, JSON.stringify(result.content)).toBeFalsy();
  return result.structuredContent as unknown as Answer;
};

async function serve(writes: string, options: ConnectOptions = {}): Promise<TestClient> {
  const lakeside = {
    app: 'harbor',
    url: office.harbor.url,
    username: 'clerk',
    password: 'env:HARBOR_CLERK',
    writes,
  };
  const config = { accounts: { lakeside: lakeside as never }, wait: 40 };
  const target = await stdioServer(office.folder, config, `${writes}.config.json`);
  return connect('v2-modern', { ...target, cwd: office.folder, env: office.at.env }, options);
}

async function ended(client: TestClient, id: string): Promise<Answer> {
  let last: Answer | undefined;
  await expect
    .poll(async () => (last = answer(await client.callTool('get_bulk', { bulk_id: id }))).status, {
      timeout: 200_000,
    })
    .not.toBe('running');
  return last!;
}

beforeEach(async () => {
  office = await openOffice('allow');
});
afterEach(() => office[Symbol.asyncDispose]());

test('all rows are checked before the first; then they are entered outside of the call, refused ones named', async () => {
  await using client = await serve('allow');
  const tools = (await client.listTools()).map(({ name }) => name);
  expect(tools).toEqual(expect.arrayContaining(['bulk_write', 'get_bulk', 'cancel_bulk']));

  const rows = [...rowsOf(['One', 'Two', 'One']), { building: 'HBR' }];
  const bad = await client.callTool('bulk_write', { tool, rows });
  expect(bad.isError).toBe(true);
  const text = JSON.stringify(bad.content);
  expect(text).toContain('line 3: the same as line 1');
  expect(text).toContain('line 4: unit is missing');
  expect(office.harbor.inspect().saves).toEqual([]);

  const good = [...rowsOf(['One', 'Two']), { ...rowsOf(['Flood'])[0], priority: 'Emergency' }];
  const begun = answer(await client.callTool('bulk_write', { tool, rows: good }));
  expect(begun).toMatchObject({ status: 'running', rows: 3 });
  const last = await ended(client, begun.bulk_id);
  expect(last).toMatchObject({
    status: 'ended',
    complete: false,
    counts: { written: 2, refused: 1 },
    not_written: [
      { line: 3, state: 'refused', message: expect.stringContaining('must be assigned') as string },
    ],
  });
  expect(office.made()).toEqual(onceEach(['One', 'Two']));
  expect(await readFile(last.result_file, 'utf8')).toMatch(/^1,written,run_/m);

  const again = answer(await client.callTool('bulk_write', { tool, rows: good }));
  expect(again.bulk_id).toBe(begun.bulk_id);
  expect((await ended(client, begun.bulk_id)).counts).toEqual({ 'already written': 2, refused: 1 });
  expect(office.made()).toEqual(onceEach(['One', 'Two']));
});

test('under "confirm" nothing is written until the token comes back', async () => {
  await using client = await serve('confirm');
  const rows = rowsOf(['Shown 1', 'Shown 2']);
  const shown = answer(await client.callTool('bulk_write', { tool, rows }));
  expect(shown).toMatchObject({
    status: 'preview',
    counts: { 'not tried': 2 },
    understood: { rows, first: { values: { brief_description: 'Shown 1' } } },
  });
  expect(office.harbor.inspect().saves).toEqual([]);
  const token = { tool, preview_token: shown.preview_token! };
  expect(answer(await client.callTool('bulk_write', token)).status).toBe('running');
  expect(await ended(client, shown.bulk_id)).toMatchObject({ complete: true, counts: { written: 2 } });
  expect(office.made()).toEqual(onceEach(['Shown 1', 'Shown 2']));
});

test('a client that can ask its user asks once, for all rows', async () => {
  const asked: string[] = [];
  let action: 'accept' | 'decline' = 'decline';
  await using client = await serve('confirm', {
    elicit: ({ message }) => {
      asked.push(message);
      return action === 'accept' ? { action, content: {} } : { action };
    },
  });
  const call = { tool, rows: rowsOf(['Asked 1', 'Asked 2']) };
  expect(await client.callTool('bulk_write', call)).toMatchObject({ isError: true });
  expect(office.harbor.inspect().saves).toEqual([]);
  action = 'accept';
  const begun = answer(await client.callTool('bulk_write', call));
  expect(asked).toHaveLength(2);
  expect(asked[1]).toContain('Asked 2');
  expect(await ended(client, begun.bulk_id)).toMatchObject({ complete: true });
  expect(office.made()).toEqual(onceEach(['Asked 1', 'Asked 2']));
});

test('a server is killed in the midst of a bulk: the next one goes on when it is asked, each row once', async () => {
  const descriptions = Array.from({ length: 5 }, (_, index) => `Survivor ${index + 1}`);
  const first = await serve('allow');
  const { bulk_id } = answer(await first.callTool('bulk_write', { tool, rows: rowsOf(descriptions) }));
  await expect
    .poll(() => office.harbor.inspect().saves.length, { timeout: 120_000, interval: 20 })
    .toBeGreaterThanOrEqual(3);
  const server = descendants(process.pid).find(({ command }) =>
    command.includes(`${office.folder}/allow.config`),
  );
  process.kill(server!.pid, 'SIGKILL');
  await first.close();

  await using second = await serve('allow');
  expect(await ended(second, bulk_id)).toMatchObject({ status: 'ended', counts: { written: 5 } });
  expect(office.made()).toEqual(onceEach(descriptions));
});

test('a bulk is cancelled between rows, and the same rows go on', async () => {
  const descriptions = ['Stop 1', 'Stop 2', 'Stop 3', 'Stop 4'];
  await using client = await serve('allow');
  const call = { tool, rows: rowsOf(descriptions) };
  const { bulk_id } = answer(await client.callTool('bulk_write', call));
  await expect
    .poll(() => office.harbor.inspect().saves.length, { timeout: 120_000, interval: 20 })
    .toBeGreaterThanOrEqual(1);
  await client.callTool('cancel_bulk', { bulk_id });
  const stopped = await ended(client, bulk_id);
  expect(stopped.status).toBe('stopped');
  expect(stopped.counts['not tried']).toBeGreaterThan(0);
  expect(stopped.counts['written']).toBe(Object.keys(office.made()).length);
  await client.callTool('bulk_write', call);
  expect(await ended(client, bulk_id)).toMatchObject({ complete: true, counts: { written: 4 } });
  expect(office.made()).toEqual(onceEach(descriptions));
});
