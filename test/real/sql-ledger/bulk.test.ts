/** A spreadsheet into the real application, by a program that is killed on the way; `npm run bench:bulk` is the long one. */
import { expect, test } from 'vitest';
import { Books } from './books.ts';
import { charges, countPosted, tenantsOf } from './charges.ts';
import { BulkDesk } from './killed-bulk.ts';
import { startSqlLedger } from './start.ts';

test('8 rows and a kill on the way: 8 records, each once', { timeout: 300_000 }, async () => {
  const ledger = await startSqlLedger();
  const books = await Books.open(ledger.pgPort);
  try {
    const rows = charges(await tenantsOf(books), 'Bulk', 8);
    await using desk = await BulkDesk.open(ledger, books, 'clerk', 'Bulk', rows);
    const { rows: killedAt } = await desk.enterUntil({ rows: 4, later: 0 });
    expect(killedAt).toBeGreaterThanOrEqual(4);
    expect(killedAt).toBeLessThan(rows.length);
    const { ended, counts } = await desk.enterAll();
    expect(ended.code, ended.stderr).toBe(0);
    expect(counts).toMatchObject({ written: rows.length, already_written: 0 });

    const wrong = { missing: [], double: [], strange: [] };
    expect(await countPosted(books, 'Bulk', rows)).toEqual({ records: rows.length, ...wrong });
    expect(await books.unbalanced()).toEqual([]);
    const results = await desk.results();
    expect(results.map(({ description }) => description)).toEqual(rows.map(({ description }) => description));

    // What the count is worth: a record that is there twice, and one that is gone, are seen.
    await books.run(`update ar set description = 'Bulk 1' where description = 'Bulk 2'`);
    const spoilt = await countPosted(books, 'Bulk', rows);
    expect(spoilt).toEqual({ records: rows.length, missing: ['Bulk 2'], double: ['Bulk 1'], strange: [] });
  } finally {
    await books.close();
    await ledger.stop();
  }
});
