import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { json, sidedoor, start } from '../cli/program.ts';
import type { Ended } from '../cli/program.ts';
import { readParquet } from '../support/duckdb.ts';
import { temporaryFolder, tinyConfig } from '../support/engine.ts';
import { startTinyApp } from '../support/tiny-app.ts';
import type { TinyApp } from '../support/tiny-app.ts';
import { manyPack } from './office.ts';

let app: TinyApp;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  app = await startTinyApp();
  folder = await temporaryFolder();
  const config = tinyConfig(app.url, join(folder.path, 'store'));
  await writeFile(
    join(folder.path, 'sidedoor.config.json'),
    JSON.stringify({ ...config, flows: [...config.flows!, manyPack] }),
  );
});

afterAll(async () => {
  await app.close();
  await folder[Symbol.asyncDispose]();
});

const at = (name: string) => join(folder.path, name);
const args = (more: string[]) => ['extract', 'tiny_list_many', ...more, '--json'];
const extract = (...more: string[]): Promise<Ended> => sidedoor(args(more), { cwd: folder.path });
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const linesOf = (file: string) => readFileSync(at(file), 'utf8').trimEnd().split('\n');

interface Outcome {
  run_id: string;
  complete: { digest: string; proven: boolean };
  delivered: { to: string; rows: number; isRepeated: boolean }[];
  changes?: object;
  held?: string;
}

describe('a list of 12,000 rows', () => {
  let first: Outcome;
  const targets = ['all.csv', 'raw.csv', 'all.jsonl', 'all.parquet', 'all.sqlite'];

  beforeAll(async () => {
    const to = ['all.csv', 'all.jsonl', 'all.parquet', 'all.sqlite'].flatMap((name) => ['--to', name]);
    const ended = await extract('--n', '12000', '--text', '=1+"2", x', ...to);
    expect(ended.code, ended.stderr).toBe(0);
    first = json<Outcome>(ended);
    const raw = await extract('--run', first.run_id, '--to', 'raw.csv', '--raw');
    expect(raw.code, raw.stderr).toBe(0);
  });

  test('is the same in each file, row for row', async () => {
    const rows = linesOf('all.jsonl').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows).toHaveLength(12_000);
    expect(new Set(rows.map(({ no }) => no)).size).toBe(12_000);
    expect(sha256(await readFile(at('all.jsonl')))).toBe(first.complete.digest);

    const parquet = await readParquet(at('all.parquet'));
    expect(parquet.types).toEqual({
      no: 'VARCHAR',
      amount: 'DECIMAL(38,6)',
      day: 'DATE',
      count: 'BIGINT',
      open: 'BOOLEAN',
      text: 'VARCHAR',
    });
    const places = (amount: unknown) => String(amount).replace(/0000$/, '');
    expect(
      parquet.rows.map((row) => ({ ...row, amount: places(row['amount']), count: Number(row['count']) })),
    ).toEqual(rows);

    const database = new Libsql(at('all.sqlite'));
    const table = database.prepare('select * from rows order by count').all() as Record<string, unknown>[];
    database.close();
    expect(table).toEqual(
      rows.map((row) => ({ ...row, open: row['open'] ? 1 : 0, _sidedoor_run: first.run_id })),
    );

    const csv = readFileSync(at('all.csv'), 'utf8').trimEnd().split('\r\n');
    expect(csv.slice(0, 2)).toEqual([
      '\ufeffno,amount,day,count,open,text',
      `R-0,0.50,2026-10-31,0,true,"'=1+""2"", x"`,
    ]);
    expect(csv).toHaveLength(12_001);
    const raw = readFileSync(at('raw.csv'), 'utf8').split('\r\n');
    expect(raw.slice(0, 2)).toEqual([
      'no,amount,day,count,open,text',
      `R-0,0.50,2026-10-31,0,true,"=1+""2"", x"`,
    ]);
  });

  test('has its certificate beside each file', async () => {
    for (const name of targets.filter((each) => !each.endsWith('.sqlite'))) {
      const manifest = JSON.parse(await readFile(at(`${name}.manifest.json`), 'utf8')) as Record<
        string,
        unknown
      >;
      expect(manifest).toMatchObject({
        run_id: first.run_id,
        tool: 'tiny_list_many',
        account: 'main',
        list: 'rows',
        file: { name, sha256: sha256(await readFile(at(name))) },
        complete: { proven: true, rows: 12_000, key: ['no'], digest: first.complete.digest },
      });
      expect((await stat(at(name))).mode & 0o777).toBe(0o600);
    }
  });

  test('delivered again changes nothing', async () => {
    const before = await Promise.all(targets.map(async (name) => (await stat(at(name))).mtimeMs));
    const requests = app.state.requests.length;
    const to = targets.filter((name) => name !== 'raw.csv').flatMap((name) => ['--to', name]);
    const { delivered } = json<Outcome>(await extract('--run', first.run_id, ...to));
    expect(delivered.map(({ isRepeated }) => isRepeated)).toEqual([true, true, true, true]);
    expect(app.state.requests.length).toBe(requests);
    const after = await Promise.all(targets.map(async (name) => (await stat(at(name))).mtimeMs));
    expect(after.slice(0, 4)).toEqual(before.slice(0, 4));
  });
});

describe('whoever reads the file', () => {
  test('finds the whole old one or the whole new one, at any time', async () => {
    await extract('--n', '30000', '--version', 'old', '--to', 'polled.jsonl');
    const old = sha256(readFileSync(at('polled.jsonl')));
    const running = start(args(['--n', '30000', '--version', 'new', '--to', 'polled.jsonl']), {
      cwd: folder.path,
    });
    const seen = new Map<string, number>();
    let isOver = false;
    void running.ended.then(() => (isOver = true));
    while (!isOver) {
      const digest = sha256(await readFile(at('polled.jsonl')));
      seen.set(digest, (seen.get(digest) ?? 0) + 1);
    }
    const { complete } = json<Outcome>(await running.ended);
    expect(sha256(readFileSync(at('polled.jsonl')))).toBe(complete.digest);
    expect([...seen.keys()].filter((digest) => digest !== old && digest !== complete.digest)).toEqual([]);
    expect(seen.get(old)).toBeGreaterThan(3);
  });

  test('finds the old one after a kill in the middle, and nothing is left when it is delivered again', async () => {
    await extract('--n', '10', '--to', 'killed.csv');
    const old = readFileSync(at('killed.csv'), 'utf8');
    const running = start(args(['--n', '60000', '--to', 'killed.csv']), { cwd: folder.path });
    const unfinished = async () =>
      (await readdir(folder.path)).some((name) => name.startsWith('.killed.csv.sidedoor-'));
    await expect.poll(unfinished, { interval: 5, timeout: 120_000 }).toBe(true);
    process.kill(running.pid, 'SIGKILL');
    await running.ended;
    expect(readFileSync(at('killed.csv'), 'utf8')).toBe(old);

    const { runs } = json<{ runs: { run_id: string; status: string }[] }>(
      await sidedoor(['runs', '--limit', '1', '--json'], { cwd: folder.path }),
    );
    expect(runs[0]?.status).toBe('done');
    expect((await extract('--run', runs[0]!.run_id, '--to', 'killed.csv')).code).toBe(0);
    expect(readFileSync(at('killed.csv'), 'utf8').trimEnd().split('\r\n')).toHaveLength(60_001);
    expect(await unfinished()).toBe(false);
  });

  test('finds the old one when the process dies while it reads the application', async () => {
    await extract('--n', '10', '--to', 'early.jsonl');
    const old = readFileSync(at('early.jsonl'), 'utf8');
    const running = start(args(['--n', '90000', '--slow', '50', '--to', 'early.jsonl']), {
      cwd: folder.path,
    });
    const parts = async () => (await readdir(at('store/datasets'))).filter((name) => name.endsWith('.part'));
    await expect.poll(parts, { interval: 5, timeout: 120_000 }).toHaveLength(1);
    process.kill(running.pid, 'SIGKILL');
    await running.ended;
    expect(readFileSync(at('early.jsonl'), 'utf8')).toBe(old);
    // Whoever starts next takes away what it left.
    await sidedoor(['runs', '--limit', '1', '--json'], { cwd: folder.path });
    await extract('--n', '10', '--to', 'early.jsonl');
    await expect.poll(parts).toEqual([]);
  });
});

describe('a list that is not proven complete', () => {
  test('is held back, and says why', async () => {
    const ended = await extract('--n', '20', '--stated', '21', '--to', 'held.csv');
    expect(ended.code).toBe(3);
    expect(json<Outcome>(ended)).toMatchObject({ delivered: [], held: expect.stringContaining('states 21') });
    await expect(stat(at('held.csv'))).rejects.toThrow('ENOENT');
  });

  test('is delivered where that is wanted, and its manifest says so', async () => {
    const ended = await extract('--n', '20', '--stated', '21', '--to', 'partial.csv', '--partial');
    expect(ended.code, ended.stderr).toBe(0);
    const manifest = JSON.parse(await readFile(at('partial.csv.manifest.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({ complete: { proven: false, rows: 20, stated: 21 } });
  });
});

describe('what has changed', () => {
  test('since the last complete run is told by key, and held where too much has vanished', async () => {
    const file = at('many.json');
    const give = (input: object) => writeFile(file, JSON.stringify(input));
    await give({ n: 100, page: 7 });
    await extract('--input', file, '--to', 'now.jsonl', '--changes', 'none.jsonl');
    expect(readFileSync(at('none.jsonl'), 'utf8')).toBe('');
    // The same question is answered otherwise by the next day's application.
    const shift = { cwd: folder.path, env: { MANY_SHIFT: '5', MANY_VERSION: 'new' } };
    const held = await sidedoor(args(['--input', file, '--to', 'now.jsonl', '--max-vanished', '3']), shift);
    expect(held.code).toBe(3);
    expect(json<Outcome>(held)).toMatchObject({
      changes: { added: 5, changed: 9, vanished: 5 },
      held: expect.stringContaining('5 of 100 rows have vanished'),
    });
    expect(linesOf('now.jsonl')[0]).toContain('"R-0"');
    const { run_id } = json<Outcome>(held);
    await extract('--run', run_id, '--to', 'now.jsonl', '--changes', 'changes.jsonl');
    const changes = linesOf('changes.jsonl').map((line) => JSON.parse(line) as Record<string, unknown>);
    const named = (change: string) => changes.filter((each) => each['change'] === change).map(({ no }) => no);
    expect(named('added')).toEqual(['R-100', 'R-101', 'R-102', 'R-103', 'R-104']);
    expect(named('vanished')).toEqual(['R-0', 'R-1', 'R-2', 'R-3', 'R-4']);
    expect(named('changed')).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90].map((n) => `R-${n}`));
    expect(changes.find(({ no }) => no === 'R-10')).toMatchObject({ text: 'new', before: { text: null } });
  });
});

test.each([
  [['--to', 'rows.xyz'], /names no place/],
  [[], /Where to/],
  [['--to', 'x.csv', '--run', 'run_nothere'], /no run/],
])('%j is refused', async (more, says) => {
  const ended = await extract('--n', '1', ...more);
  expect(ended.code).toBeGreaterThan(0);
  expect(ended.stdout + ended.stderr).toMatch(says);
});
