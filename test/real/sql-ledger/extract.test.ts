/** A list of thousands of invoices, taken out of the real application to files and to a table, row for row. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readCsv } from '../../../src/screen/read-csv.ts';
import { start } from '../../cli/program.ts';
import { readParquet } from '../../support/duckdb.ts';
import { watchPeak } from '../../support/peak.ts';
import { LedgerDatabase } from './database.ts';
import type { ItemRow } from './database.ts';
import { seedInvoices } from './many-invoices.ts';
import { passwordOf, startSqlLedger } from './start.ts';
import type { SqlLedger } from './start.ts';
import { watchFolder } from './watched-folder.ts';

vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 600_000 });

/** EXTRACT_ROWS=50000 takes the application minutes. */
const many = Number(process.env['EXTRACT_ROWS'] ?? 5_000);
const tool = 'sql_ledger_list_open_invoices';

let ledger: SqlLedger;
let folder: string;
let expected: ItemRow[];
let warehouse: pg.Client;

beforeAll(async () => {
  ledger = await startSqlLedger();
  folder = await mkdtemp(join(tmpdir(), 'sidedoor-real-extract-'));
  const clerk = { app: 'sql-ledger', url: ledger.url, username: 'clerk', password: 'env:LEDGER_PASSWORD' };
  await writeFile(join(folder, 'sidedoor.config.json'), JSON.stringify({ accounts: { clerk } }));
  const login = { host: '127.0.0.1', port: ledger.pgPort, user: 'sql-ledger', database: 'lakeside' };
  warehouse = new pg.Client(login);
  await warehouse.connect();
  await seedInvoices(ledger.pgPort, many);
  await warehouse.query('create schema warehouse');
  await warehouse.query('set search_path to warehouse');
  const database = await LedgerDatabase.connect(ledger.pgPort);
  expected = await database.openItems('ar', {});
  await database.close();
});

afterAll(async () => {
  await warehouse?.end();
  await ledger?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

interface Outcome {
  run_id: string;
  complete: { proven: boolean; because: string; rows: number; stated: number; digest: string };
}

/** Runs the program to its end, and watches how much memory it has at most. Megabytes, seconds. */
async function extract(...more: string[]) {
  const began = performance.now();
  const running = start(['extract', tool, ...more, '--json'], { cwd: folder, env: surroundings() });
  const peak = watchPeak(running.pid);
  const ended = await running.ended;
  const most = peak.stop();
  expect(ended.code, ended.stderr + ended.stdout).toBe(0);
  const seconds = (performance.now() - began) / 1_000;
  return { outcome: JSON.parse(ended.stdout) as Outcome, most, seconds };
}

const surroundings = () => ({
  LEDGER_PASSWORD: passwordOf('clerk'),
  SIDEDOOR_KEY: Buffer.alloc(32, 7).toString('base64'),
  WAREHOUSE: `postgres://sql-ledger@127.0.0.1:${ledger.pgPort}/lakeside?options=-csearch_path%3Dwarehouse`,
});

const datasets = () => join(folder, '.sidedoor/datasets');

const byId = <Row extends { id: string }>(rows: Row[]) =>
  rows.toSorted((a, b) => Number(a.id) - Number(b.id));

test('open invoices by the thousand go to CSV, JSONL, Parquet and PostgreSQL as the database has them', async () => {
  const half = await extract('--from', '2026-06-01', '--to', 'half.csv', '--to', 'half.parquet');
  expect(half.outcome.complete).toMatchObject({ proven: true });
  expect(half.outcome.complete.rows).toBeGreaterThan(many / 3);

  const targets = ['open.csv', 'open.jsonl', 'open.parquet', 'env:WAREHOUSE'];
  const whole = await extract(...targets.flatMap((target) => ['--to', target]));
  for (const { outcome, seconds, most } of [half, whole])
    process.stdout.write(
      `${outcome.complete.rows} rows in ${seconds.toFixed(0)} s; at most ${most.node} MB, the renderer ${most.renderer} MB\n`,
    );
  const { complete } = whole.outcome;
  expect(complete).toMatchObject({ proven: true, rows: expected.length, stated: expected.length });
  expect(complete.because.match(/add up to the displayed total/g)).toHaveLength(2);

  const jsonl = readFileSync(join(folder, 'open.jsonl'), 'utf8');
  expect(createHash('sha256').update(jsonl).digest('hex')).toBe(complete.digest);
  const rows = jsonl
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string> & { id: string });
  const wanted = byId(expected).map(({ paid_on: _paid, party_number, party, ...row }) => ({
    ...row,
    customer_number: party_number,
    customer: party,
  }));
  expect(byId(rows)).toEqual(wanted);

  const table = await warehouse.query<Record<string, string> & { id: string }>(
    `select id, number, date::text, due_date::text, description, currency, amount::text, paid::text, due::text,
      customer_number, customer from invoices`,
  );
  expect(byId(table.rows)).toEqual(wanted);
  const parquet = await readParquet(join(folder, 'open.parquet'));
  const amounts = Object.keys(parquet.types).filter((name) => parquet.types[name] === 'DECIMAL(38,6)');
  expect(amounts).toEqual(['amount', 'paid', 'due']);
  const texts = parquet.rows.map((row) => ({
    ...row,
    ...Object.fromEntries(amounts.map((name) => [name, String(row[name]).replace(/0000$/, '')])),
  })) as (Record<string, string> & { id: string })[];
  expect(byId(texts)).toEqual(wanted);
  const names = Object.keys(wanted[0]!) as (keyof (typeof wanted)[number])[];
  const columns = Object.fromEntries(names.map((name) => [name, name])) as Record<
    (typeof names)[number],
    string
  >;
  const csv = readCsv(await readFile(join(folder, 'open.csv')), { name: 'open.csv', columns });
  expect(byId(csv.rows)).toEqual(wanted);
  expect(csv.below).toEqual([]);
  // Twice the rows take no more: as objects the other half alone is more than 50 MB.
  expect(whole.most.node - half.most.node).toBeLessThan(50);
  // To show the page of 50,000 rows takes a browser 10 GB.
  expect(whole.most.renderer).toBeLessThan(1_000);
});

const digestOf = (name: string) =>
  createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest('hex');

test('killed while it reads and while it writes files, and started again: at no moment half a file', async () => {
  const files = ['open.csv', 'open.parquet', 'open.jsonl'];
  const before = Object.fromEntries(files.map((name) => [name, digestOf(name)]));
  await warehouse.query(`update public.ar set description = 'Changed' where invnumber like 'M-%3'`);
  const targets = files.flatMap((name) => ['--to', name]);
  const stop = await watchFolder(folder, ...files);

  const known = new Set(await readdir(datasets()));
  const isReading = async () =>
    (await readdir(datasets())).some(
      (name) => !known.has(name) && statSync(join(datasets(), name)).size > 100_000,
    );
  const isWriting = async () =>
    (await readdir(folder)).some((name) => name.startsWith('.open.parquet.sidedoor-'));
  for (const moment of [isReading, isWriting]) {
    const running = start(['extract', tool, ...targets, '--json'], { cwd: folder, env: surroundings() });
    await expect.poll(moment, { interval: 2, timeout: 900_000 }).toBe(true);
    process.kill(running.pid, 'SIGKILL');
    expect((await running.ended).code).toBeNull();
    if (moment === isReading)
      expect(Object.fromEntries(files.map((name) => [name, digestOf(name)]))).toEqual(before);
  }
  const { outcome } = await extract(...targets);
  expect(outcome.complete).toMatchObject({ proven: true, rows: expected.length });

  const { looks, seen } = await stop();
  expect(looks).toBeGreaterThan(20);
  for (const name of files) expect(new Set(seen[name])).toEqual(new Set([before[name], digestOf(name)]));
  expect(readFileSync(join(folder, 'open.jsonl'), 'utf8').match(/"Changed"/g)).toHaveLength(many / 10);
  // What the killed ones left half done is gone.
  expect((await readdir(folder)).filter((name) => name.includes('.sidedoor-'))).toEqual([]);
});

test('killed while the table is filled, and started again: no half table, no double row', async () => {
  const before = await warehouse.query<{ run: string }>('select distinct _sidedoor_run as run from invoices');
  await warehouse.query(`update public.ar set description = 'Mended' where invnumber like 'M-%7'`);
  const known = new Set(await readdir(datasets()));
  const running = start(['extract', tool, '--to', 'env:WAREHOUSE', '--json'], {
    cwd: folder,
    env: surroundings(),
  });
  const isFilling = async () => {
    const { rows } = await warehouse.query(
      `select 1 from pg_stat_activity where application_name = 'sidedoor' and query like 'insert into "invoices"%'`,
    );
    return rows.length > 0;
  };
  await expect.poll(isFilling, { interval: 5, timeout: 900_000 }).toBe(true);
  process.kill(running.pid, 'SIGKILL');
  await running.ended;
  const after = await warehouse.query<{ run: string }>('select distinct _sidedoor_run as run from invoices');
  expect(after.rows).toEqual(before.rows);

  const [runId = ''] = (await readdir(datasets()))
    .filter((name) => !known.has(name))
    .flatMap((name) => /^(run_\w+)\.jsonl$/.exec(name)?.[1] ?? []);
  await extract('--run', runId, '--to', 'env:WAREHOUSE');
  const table = await warehouse.query<{ all: number; ids: number; mended: number; runs: number }>(
    `select count(*)::int as all, count(distinct id)::int as ids, count(distinct _sidedoor_run)::int as runs,
      count(*) filter (where description = 'Mended')::int as mended from invoices`,
  );
  expect(table.rows[0]).toEqual({ all: expected.length, ids: expected.length, mended: many / 10, runs: 1 });
});
