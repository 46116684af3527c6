import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMcpFactory } from '../../src/mcp/create-server.ts';
import { serveHttp } from '../../src/mcp/http/serve-http.ts';
import type { HttpServer } from '../../src/mcp/http/serve-http.ts';
import { connect } from '../support/clients.ts';
import type { TestClient } from '../support/clients.ts';
import { certificateOf, openOffice } from './office.ts';
import type { Office } from './office.ts';

let office: Office;
let http: HttpServer;
let client: TestClient;

beforeAll(async () => {
  office = await openOffice();
  const parts = { version: '0', waitLimit: 120_000 };
  http = await serveHttp({ createServer: createMcpFactory({ ...office.engine, ...parts }), port: 0 });
  client = await connect('v2-modern', { url: http.url });
});

afterAll(async () => {
  await client?.close();
  await http?.close();
  await office?.[Symbol.asyncDispose]();
});

interface Answer {
  run_id: string;
  next_cursor?: string;
  result: { rows: Record<string, unknown>[]; complete: Record<string, unknown> };
}

async function call(tool: string, args: Record<string, unknown>): Promise<Answer> {
  const { structuredContent, isError, content } = await client.callTool(tool, args, { timeout: 150_000 });
  if (isError) throw new Error(JSON.stringify(content));
  return structuredContent as unknown as Answer;
}

interface Page {
  rows: Record<string, unknown>[];
  next_cursor?: string;
  total: number;
}

async function getRows(args: Record<string, unknown>): Promise<Page> {
  const { structuredContent, isError, content } = await client.callTool('get_rows', args);
  if (isError) throw new Error((content[0] as { text: string }).text);
  return structuredContent as unknown as Page;
}

/** Every row from a cursor on. */
async function rest(runId: string, cursor: string | undefined, more: Record<string, unknown> = {}) {
  const rows: Record<string, unknown>[] = [];
  for (let next = cursor; next !== undefined;) {
    const page = await getRows({ run_id: runId, cursor: next, ...more });
    expect(Buffer.byteLength(JSON.stringify(page.rows))).toBeLessThan(60_000);
    rows.push(...page.rows);
    next = page.next_cursor;
  }
  return rows;
}

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

describe('a small list', () => {
  test('stands in its answer, whether it is returned or emitted', async () => {
    const { result, next_cursor, run_id } = await call('tiny_list_many', { n: 3 });
    expect(next_cursor).toBeUndefined();
    expect(Object.keys(result)).toEqual(['sum', 'rows', 'complete']);
    expect(result.rows.map(({ no }) => no)).toEqual(['R-0', 'R-1', 'R-2']);
    expect(result.complete).toMatchObject({ proven: true, rows: 3, stated: 3, key: ['no'] });
    expect(await getRows({ run_id, columns: ['amount', 'no'], limit: 2 })).toEqual({
      rows: [
        { amount: '0.50', no: 'R-0' },
        { amount: '1.50', no: 'R-1' },
      ],
      next_cursor: 'p2',
      total: 3,
    });
    expect((await getRows({ run_id, cursor: 'p2' })).rows).toEqual([result.rows[2]]);
    expect((await readdir(`${office.folder}/datasets`).catch(() => [])).join()).not.toContain(run_id);
  });
});

describe('a large list', () => {
  test('comes with its first rows, and page by page without the application', async () => {
    const { result, next_cursor, run_id } = await call('tiny_list_many', { n: 2_013, page: 100 });
    expect(result.rows.length).toBe(100);
    expect(Buffer.byteLength(JSON.stringify(result.rows))).toBeLessThan(30_000);
    expect(result.complete).toMatchObject({
      proven: true,
      rows: 2_013,
      stated: 2_013,
      pages: '20 × 100, 13',
      columns: {
        no: 'text',
        amount: 'decimal',
        day: 'date',
        count: 'integer',
        open: 'boolean',
        text: 'text',
      },
    });
    const requests = office.app.state.requests.length;
    const rows = [...result.rows, ...(await rest(run_id, next_cursor, { limit: 1_000 }))];
    expect(rows.map(({ no }) => no)).toEqual(Array.from({ length: 2_013 }, (_, at) => `R-${at}`));
    expect(office.app.state.requests.length).toBe(requests);
    // get_run answers the same first page.
    const again = await client.callTool('get_run', { run_id });
    expect(again.structuredContent).toMatchObject({ next_cursor, result: { rows: result.rows } });
  });

  test('is linked as CSV and JSONL, and its digest is that of the JSONL file', async () => {
    const answer = await client.callTool('tiny_list_many', { n: 900 });
    const { result, run_id } = answer.structuredContent as unknown as Answer;
    const links = answer.content.filter(({ type }) => type === 'resource_link') as { uri: string }[];
    expect(links.map(({ uri }) => uri)).toEqual([
      `sidedoor://datasets/${run_id}/rows.csv`,
      `sidedoor://datasets/${run_id}/rows.jsonl`,
    ]);
    const [csv, jsonl] = await Promise.all(
      links.map(async ({ uri }) => (await client.readResource(uri)).contents[0] as { text: string }),
    );
    expect(csv!.text.split('\r\n').slice(0, 2)).toEqual([
      '\ufeffno,amount,day,count,open,text',
      'R-0,0.50,2026-10-31,0,true,',
    ]);
    expect(csv!.text.trimEnd().split('\r\n')).toHaveLength(901);
    expect(jsonl!.text.trimEnd().split('\n')).toHaveLength(900);
    expect(sha256(jsonl!.text)).toBe(result.complete['digest']);
    const file = `${office.folder}/datasets/${run_id}.jsonl`;
    expect(sha256(await readFile(file))).toBe(result.complete['digest']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(`${office.folder}/datasets`)).mode & 0o777).toBe(0o700);
  });

  test('that a flow returns whole is cut in its answer as well', async () => {
    const { result, next_cursor, run_id } = await call('tiny_list_rows', { n: 3_000 });
    expect(result.rows).toHaveLength(100);
    const rows = [...result.rows, ...(await rest(run_id, next_cursor))];
    expect(rows).toHaveLength(3_000);
    expect(rows.at(-1)).toEqual({ no: 'R-3000', amount: '3000.50' });
  });

  test('holds no secret, on the disk and in its pages', async () => {
    const { run_id } = await call('tiny_list_many', {
      n: 600,
      text: 'the password is sesame-42, said the screen',
    });
    const file = await readFile(`${office.folder}/datasets/${run_id}.jsonl`, 'utf8');
    expect(file).not.toContain('sesame-42');
    expect(file.match(/the password is \[secret\], said/g)).toHaveLength(600);
  });

  test('is asked for with a cursor, a column or a run that it has', async () => {
    const { run_id } = await call('tiny_list_many', { n: 600 });
    await expect(getRows({ run_id, cursor: 'p17' })).rejects.toThrow(/INVALID_INPUT/);
    await expect(getRows({ run_id, cursor: '../x' })).rejects.toThrow(/INVALID_INPUT/);
    await expect(getRows({ run_id, columns: ['nope'] })).rejects.toThrow(
      /no, amount, day, count, open, text/,
    );
    await expect(getRows({ run_id: 'run_nothere' })).rejects.toThrow(/NOT_FOUND/);
  });
});

test('what has changed since the last complete run is told row by row', async () => {
  const ask = { n: 40, page: 9 };
  const before = await call('tiny_list_many', ask);
  const partial = await call('tiny_list_many', { ...ask, n: 41, stated: 99 });
  process.env['MANY_SHIFT'] = '2';
  const { run_id } = await call('tiny_list_many', ask);
  delete process.env['MANY_SHIFT'];
  const changes = async (args: object) =>
    (await client.callTool('get_changes', { run_id, ...args })).structuredContent as {
      changes: Record<string, unknown>[];
    };
  const { changes: told, ...counts } = await changes({});
  expect(counts).toEqual({ since: before.run_id, added: 2, changed: 0, vanished: 2 });
  expect(told.map(({ change, no }) => [change, no])).toEqual([
    ['added', 'R-40'],
    ['added', 'R-41'],
    ['vanished', 'R-0'],
    ['vanished', 'R-1'],
  ]);
  const named = await changes({ since: partial.run_id, limit: 1 });
  expect(named).toMatchObject({ since: partial.run_id, added: 1, vanished: 2, next_cursor: 'p1' });
  expect((await changes({ since: partial.run_id, cursor: 'p1' })).changes).toHaveLength(2);
});

describe('the certificate says no', () => {
  test.each([
    ['a key comes twice', { n: 700, twice: true }, /no "R-0"/],
    ['fewer rows came than are stated', { n: 700, stated: 701 }, /700 read, but the app states 701/],
  ])('when %s', async (_what, args, because) => {
    const { result } = await call('tiny_list_many', args);
    expect(result.complete).toMatchObject({ proven: false, because: expect.stringMatching(because) });
  });

  test('when the answer has other rows than were counted, unless the flow chose them', async () => {
    const some = { n: 5, counted: 9, page: 10 };
    const lost = await office.engine.run('tiny_list_many', some);
    expect(certificateOf(lost.output)).toMatchObject({
      proven: false,
      because: expect.stringContaining('5 rows are answered where 9 were counted'),
      stated: 9,
    });
    const chosen = await office.engine.run('tiny_list_many', { ...some, chosen: true });
    expect(certificateOf(chosen.output)).toMatchObject({ proven: true, rows: 5, stated: 9 });
  });
});

test('a run that fails midway leaves no list', async () => {
  const report = await office.engine.run('tiny_list_many', { n: 5_000, stop: 3_000 });
  expect(report.state).toBe('failed');
  expect(await office.engine.datasets.of(report.id)).toBeUndefined();
  expect((await readdir(`${office.folder}/datasets`)).join()).not.toContain(report.id);
});
