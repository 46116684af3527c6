import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Datasets } from '../../src/dataset/datasets.ts';
import type { Row } from '../../src/dataset/tally.ts';
import { openStoreAt } from '../../src/journal/store.ts';
import type { Store } from '../../src/journal/store.ts';
import { createLog } from '../../src/log.ts';
import { openOffice } from './office.ts';
import type { Office } from './office.ts';

let office: Office;
let store: Store;

beforeAll(async () => {
  office = await openOffice();
  store = await openStoreAt(office.engine.config.store);
});

afterAll(async () => {
  await store?.destroy();
  await office?.[Symbol.asyncDispose]();
});

const log = createLog('silent', (text) => text);

/** The lists of the store as another process has them. */
const another = (id: string, folder = `${office.folder}/datasets`) =>
  new Datasets({ folder, store, process: { id }, secrets: office.engine.secrets, log });

/** A run with a large list that is over. */
async function largeRun() {
  const { id, input, state } = await office.engine.run('tiny_list_many', { n: 700 });
  expect(state).toBe('done');
  const { flow } = office.engine.catalog.flow('tiny_list_many');
  return { id, input, flow, account: { name: 'main' } };
}

const answer = { sum: 'all', complete: { proven: true, because: 'said so' } };
const rows: Row[] = Array.from({ length: 900 }, (_, at) => ({ no: `S-${at}`, text: 'x'.repeat(80) }));

test('a process that has lost a run puts nothing in the place of its rows', async () => {
  const run = await largeRun();
  const found = async () => ({
    files: await readdir(`${office.folder}/datasets`),
    rows: await readFile(`${office.folder}/datasets/${run.id}.jsonl`, 'utf8'),
    dataset: await office.engine.datasets.of(run.id),
  });
  const before = await found();

  const stale = another('a process that stood still');
  const late = stale.begin(run);
  await late?.add(rows);
  await expect(stale.settle(run, answer, late)).rejects.toMatchObject({ code: 'INTERRUPTED' });
  await late?.discard();
  expect(await found()).toEqual(before);

  const { owner } = await store
    .selectFrom('runs')
    .select('owner')
    .where('id', '=', run.id)
    .executeTakeFirstOrThrow();
  const its = another(owner);
  const spool = its.begin(run);
  await spool?.add(rows);
  await its.settle(run, answer, spool);
  expect((await found()).rows).toContain('"S-899"');
  expect((await found()).files).toEqual(before.files);
});

test('rows that lie on another host are not found, rather than none', async () => {
  const { id } = await largeRun();
  const elsewhere = another('on another host', `${office.folder}/elsewhere`);
  const dataset = (await elsewhere.of(id))!;
  expect(dataset.certificate.rows).toBe(700);
  const missing = { code: 'NOT_FOUND', message: expect.stringContaining('not on this host') };
  await expect(elsewhere.page(dataset)).rejects.toMatchObject(missing);
  await expect(elsewhere.rows(dataset).next()).rejects.toMatchObject(missing);
});

test('a run that died between its rows and its answer is no list to compare with', async () => {
  const first = await largeRun();
  const died = await largeRun();
  const last = await largeRun();
  await store.updateTable('runs').set({ state: 'interrupted' }).where('id', '=', died.id).execute();
  const dataset = (await office.engine.datasets.of(last.id))!;
  expect((await office.engine.datasets.lastWhole(dataset))?.runId).toBe(first.id);
});
