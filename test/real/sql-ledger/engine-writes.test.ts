/** Writes through the whole engine, and what the database says about them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Preview } from '../../../src/write/order.ts';
import { startEngine } from '../../support/engine.ts';
import { Books } from './books.ts';
import { passwordOf, startSqlLedger } from './start.ts';
import type { SqlLedger } from './start.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let ledger: SqlLedger;
let books: Books;
let folder: string;
let engine: Awaited<ReturnType<typeof startEngine>>;

beforeAll(async () => {
  ledger = await startSqlLedger();
  books = await Books.open(ledger.pgPort);
  folder = await mkdtemp(join(tmpdir(), 'sidedoor-real-writes-'));
  process.env['LEDGER_PASSWORD'] = passwordOf('clerk');
  const clerk = { app: 'sql-ledger', url: ledger.url, username: 'clerk', password: 'env:LEDGER_PASSWORD' };
  engine = await startEngine({
    store: folder,
    logLevel: 'silent',
    accounts: { clerk: { ...clerk, writes: 'allow' } },
  });
});

afterAll(async () => {
  await engine?.close();
  await books?.close();
  await ledger?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const entries = {
  sql_ledger_post_receivable: {
    args: {
      customer: 'T-1008',
      amount: '95.00',
      description: 'Lockout',
      income_account: 'Fees and Recharges',
      date: '2026-10-05',
    },
    table: 'ar',
  },
  sql_ledger_record_payment: {
    args: { customer: 'T-1003', amount: '10.00', date: '2026-10-12', source: 'CK 1' },
    table: 'payment',
  },
  sql_ledger_add_customer: {
    args: { name: 'Müller & 北村', number: 'T-9001', since: '2026-10-01' },
    table: 'customer',
  },
  sql_ledger_post_vendor_invoice: {
    args: {
      vendor: 'V-101',
      invoice_number: 'R-1',
      amount: '0.01',
      description: 'Boiler',
      expense_account: '5765',
      date: '2026-09-30',
    },
    table: 'ap',
  },
};

describe.each(Object.entries(entries))('%s', (tool, { args, table }) => {
  test('previewed, changes nothing: not a row of any table, and no sequence', async () => {
    await engine.run('sql_ledger_find_customers', { name: 'Müller' });
    const before = await books.checksum();
    expect(Object.keys(before).length).toBeGreaterThan(50);
    const report = await engine.run(tool, { ...args, preview: true }, 120_000);
    expect(report).toMatchObject({ state: 'done', isPreview: true });
    expect((report.output as Preview).request.method).toBe('POST');
    expect(await books.checksum()).toEqual(before);
  });

  test('made five times at once, is written once, and answered five times alike', async () => {
    const before = (await books.counts())[table] ?? 0;
    const calls = Array.from({ length: 5 }, () => engine.run(tool, args, 200_000));
    const answers = await Promise.all(calls);
    expect(answers.map(({ error }) => error)).toEqual(answers.map(() => undefined));
    expect(new Set(answers.map(({ output }) => JSON.stringify(output))).size).toBe(1);
    expect((await books.counts())[table]).toBe(before + 1);
    const again = await engine.run(tool, args, 120_000);
    expect(again.output).toEqual(answers[0]?.output);
    expect((await books.counts())[table]).toBe(before + 1);
  });
});
