import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Libsql from 'libsql';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openStore } from '../../src/journal/store.ts';
import { startEngine, temporaryFolder, tinyConfig } from '../support/engine.ts';
import { startTinyApp } from '../support/tiny-app.ts';

test('a run whose ending the store does not take ends as soon as it does, and the lane is free', async () => {
  const app = await startTinyApp();
  await using folder = await temporaryFolder();
  {
    await using engine = await startEngine(tinyConfig(app.url, folder.path));
    expect((await engine.run('tiny_list_rows', { n: 1 })).state).toBe('done');
    const other = new Libsql(join(engine.config.store, 'journal.db'));
    const id = await engine.runs.start({ tool: 'tiny_misbehave', args: { how: 'wait', ms: 500 } });
    await expect.poll(() => app.state.requests.at(-1)).toBe('GET /slow');
    // As one that was stopped in the middle of its work has it.
    other.exec('begin immediate');
    await pause(1_000);
    await expect(engine.runs.start({ tool: 'tiny_list_rows', args: { n: 2 } })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('SQLITE_BUSY') as string,
    });
    other.exec('rollback');
    other.close();
    expect(await engine.runs.wait(id, 30_000)).toMatchObject({
      state: 'failed',
      error: { code: 'STORE_UNAVAILABLE' },
    });
    expect((await engine.run('tiny_list_rows', { n: 2 })).state).toBe('done');
  }
  await app.close();
});

test('what a full disk does not take is said so, all of it, and taken when there is room', async () => {
  await using folder = await temporaryFolder();
  const store = openStore(folder.path);
  const names = async () =>
    (await store.selectFrom('locks').select('name').execute()).map(({ name }) => name);
  const keep = (name: string) =>
    store.transaction().execute(async (tx) => {
      await tx.insertInto('locks').values({ name: 'first' }).execute();
      await tx.insertInto('locks').values({ name }).execute();
    });
  await sql`pragma max_page_count = 1`.execute(store);
  const long = 'long'.repeat(100_000);
  await expect(keep(long)).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: 'The disk of the store is full or fails (SQLITE_FULL).',
    hint: expect.stringContaining('Make room') as string,
  });
  expect(await names()).toEqual([]);
  await sql`pragma max_page_count = 1000000`.execute(store);
  await keep(long);
  expect((await names()).toSorted()).toEqual(['first', long]);
  await store.destroy();
});

test('a file that is no store, and a folder that is none, are told with the next move', async () => {
  await using folder = await temporaryFolder();
  const open = (name: string) => () => openStore(join(folder.path, name));
  await writeFile(join(folder.path, 'file'), '');
  expect(open('file')).toThrow(expect.objectContaining({ code: 'STORE_UNAVAILABLE' }) as Error);
  await writeFile(join(folder.path, 'journal.db'), 'no store\n'.repeat(1_000));
  expect(open('.')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }) as Error);
});
