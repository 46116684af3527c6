/** Tables in files: brought up to date by key, whole or not at all. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import Libsql from 'libsql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnType } from '../../src/dataset/columns.ts';
import type { Row } from '../../src/dataset/tally.ts';
import type { Delivery } from '../../src/sinks/delivery.ts';
import { toSink } from '../../src/sinks/to-sink.ts';
import { temporaryFolder } from '../support/engine.ts';

const script = new URL('deliver-rows.mjs', import.meta.url).pathname;

const columns: Record<string, ColumnType> = {
  no: 'text',
  amount: 'decimal',
  day: 'date',
  at: 'timestamp',
  count: 'integer',
  share: 'number',
  open: 'boolean',
  tags: 'json',
};

const row = (no: string, more: Row = {}): Row => ({
  no,
  amount: '-1234.50',
  day: '2026-10-31',
  at: '2026-10-31T23:30:00Z',
  count: 3,
  share: 0.25,
  open: true,
  tags: [{ of: "O'Hara" }],
  ...more,
});

function delivery(runId: string, list: Row[], key = ['no'], more: Record<string, ColumnType> = {}): Delivery {
  const all = { ...columns, ...more };
  const certificate = {
    proven: true,
    because: 'the test says so',
    rows: list.length,
    columns: all,
    ...(key.length > 0 && { key }),
  };
  return {
    runId,
    tool: 'tiny_list_many',
    account: 'main',
    input: {},
    field: 'rows',
    certificate: certificate as unknown as Delivery['certificate'],
    columns: Object.entries(all).map(([name, type]) => ({ name, type })),
    async *rows() {
      yield* list;
    },
  };
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
});

afterAll(() => folder[Symbol.asyncDispose]());

const readers = {
  async duckdb(file: string, query: string) {
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    try {
      return (await connection.runAndReadAll(query)).getRowObjectsJson() as Record<string, unknown>[];
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  },
  sqlite(file: string, query: string) {
    const database = new Libsql(file);
    const rows = database.prepare(query).all() as Record<string, unknown>[];
    database.close();
    return Promise.resolve(rows);
  },
};

describe.each(['duckdb', 'sqlite'] as const)('%s', (kind) => {
  const at = (name: string) => join(folder.path, `${name}.${kind}`);
  const read = async (name: string, query: string) => readers[kind](at(name), query);
  const sinkTo = async (name: string) =>
    toSink(at(name), { table: "the list's", isRaw: false, resolve: () => Promise.resolve('') });

  test('rows are updated by key, what vanished keeps its run, a new column is added, a run counts once', async () => {
    const sink = await sinkTo('keyed');
    expect(await sink(delivery('run_1', [row('R-1'), row('R-2')]))).toMatchObject({
      to: `${at('keyed')}#the list's`,
      rows: 2,
      isRepeated: false,
    });
    expect((await stat(at('keyed'))).mode & 0o777).toBe(0o600);
    const changed = [row('R-2', { amount: '7.25', note: 'new' }), row('R-3', { tags: null, open: null })];
    await sink(delivery('run_2', changed, ['no'], { note: 'text' }));
    expect(await sink(delivery('run_2', [row('R-9')]))).toMatchObject({ isRepeated: true });
    const rows = await read('keyed', `select no, note, _sidedoor_run as run from "the list's" order by no`);
    expect(rows).toEqual([
      { no: 'R-1', note: null, run: 'run_1' },
      { no: 'R-2', note: 'new', run: 'run_2' },
      { no: 'R-3', note: null, run: 'run_2' },
    ]);
    const deliveries = await read('keyed', 'select run_id, tool from _sidedoor_deliveries order by run_id');
    expect(deliveries).toEqual([
      { run_id: 'run_1', tool: 'tiny_list_many' },
      { run_id: 'run_2', tool: 'tiny_list_many' },
    ]);
  });

  test('a list without a key takes the place of the one before', async () => {
    const sink = await sinkTo('keyless');
    await sink(delivery('run_1', [row('R-1'), row('R-1')], []));
    await sink(delivery('run_2', [row('R-2')], []));
    expect(await read('keyless', `select no, _sidedoor_run as run from "the list's"`)).toEqual([
      { no: 'R-2', run: 'run_2' },
    ]);
  });

  test('a list that breaks off leaves the table as it was', async () => {
    const sink = await sinkTo('broken');
    await sink(delivery('run_1', [row('R-1')]));
    const breaking: Delivery = {
      ...delivery('run_2', []),
      async *rows() {
        for (let no = 0; no < 2_500; no++) yield row(`S-${no}`);
        throw new Error('the disk went away');
      },
    };
    await expect(sink(breaking)).rejects.toThrow('the disk went away');
    expect(await read('broken', `select no from "the list's"`)).toEqual([{ no: 'R-1' }]);
    expect(await sink(delivery('run_2', [row('R-2')]))).toMatchObject({ isRepeated: false });
  });

  test('a process that is killed on the way leaves the table as it was, and the next one fills it', async () => {
    const deliver = (...args: string[]) => spawn(process.execPath, [script, at('killed'), ...args]);
    expect(await once(deliver('run_0', '10'), 'exit')).toEqual([0, null]);
    const child = deliver('run_1', '20000', 'stays');
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const runs = async () => {
      const all = await read('killed', 'select _sidedoor_run as run from rows');
      return { runs: [...new Set(all.map(({ run }) => run))], rows: all.length };
    };
    expect(await runs()).toEqual({ runs: ['run_0'], rows: 10 });
    expect(await once(deliver('run_1', '20000'), 'exit')).toEqual([0, null]);
    expect(await runs()).toEqual({ runs: ['run_1'], rows: 20_000 });
  });
});

test('DuckDB has the types of the output schema, exact amounts and moments among them', async () => {
  const file = join(folder.path, 'typed.duckdb');
  const sink = await toSink(file, { table: 'rows', isRaw: false, resolve: () => Promise.resolve('') });
  await sink(delivery('run_1', [row('R-1'), row('R-2', { amount: '123456789012345678901234567890.12' })]));
  const described = await readers.duckdb(file, 'describe rows');
  expect(Object.fromEntries(described.map((each) => [each['column_name'], each['column_type']]))).toEqual({
    no: 'VARCHAR',
    amount: 'DECIMAL(38,6)',
    day: 'DATE',
    at: 'TIMESTAMP WITH TIME ZONE',
    count: 'BIGINT',
    share: 'DOUBLE',
    open: 'BOOLEAN',
    tags: 'JSON',
    _sidedoor_run: 'VARCHAR',
  });
  const query = `select amount::varchar as amount, day::varchar as day, epoch_ms("at")::varchar as at, count, share, open,
    tags->>'$[0].of' as tag from rows order by no`;
  expect(await readers.duckdb(file, query)).toEqual([
    {
      amount: '-1234.500000',
      day: '2026-10-31',
      at: String(Date.parse('2026-10-31T23:30:00Z')),
      count: '3',
      share: 0.25,
      open: true,
      tag: "O'Hara",
    },
    expect.objectContaining({ amount: '123456789012345678901234567890.120000' }),
  ]);
});

test('a DuckDB file that another process has open is told with the next move', async () => {
  const file = join(folder.path, 'busy.duckdb');
  const child = spawn(process.execPath, [script, file, 'run_1', '10', 'stays']);
  await once(child.stdout, 'data');
  const sink = await toSink(file, { table: 'rows', isRaw: false, resolve: () => Promise.resolve('') });
  await expect(sink(delivery('run_2', [row('R-1')]))).rejects.toMatchObject({
    code: 'APP_UNAVAILABLE',
    hint: expect.stringContaining('close whatever has it open'),
  });
  child.kill('SIGKILL');
  await once(child, 'exit');
});
