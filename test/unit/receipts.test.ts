import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/journal/store.ts';
import { canonical, sha256 } from '../../src/journal/canonical.ts';
import { openKeys } from '../../src/secrets/keys.ts';
import { openSeal } from '../../src/secrets/open-seal.ts';
import { rotateKey } from '../../src/secrets/rotate-key.ts';
import { picturesOf, receiptOf, ReceiptsOffice } from '../support/receipts-office.ts';

let office: ReceiptsOffice;

beforeEach(async () => {
  office = await ReceiptsOffice.open();
});

afterEach(async () => {
  await office[Symbol.asyncDispose]();
});

test('receipts are numbered, each names the one before it, and the head names the last', async () => {
  await office.append();
  const result = await office.verify();
  expect(result).toMatchObject({ receipts: 5, findings: [], notes: [] });
  const last = await readFile(office.fileOf(5));
  expect(result.head).toMatchObject({ number: 5, digest: sha256(last) });
  const { receipt } = JSON.parse(last.toString()) as { receipt: Record<string, unknown> };
  expect(receipt).toMatchObject({
    ...receiptOf('run_e'),
    number: 5,
    previous: sha256(await readFile(office.fileOf(4))),
  });
  expect((await readdir(office.folder)).length).toBe(5 * 3 + 2);
  expect(await readdir(`${office.folder}.drafts`)).toEqual([]);
});

test('a second receipt for a run changes nothing and answers where the first is', async () => {
  await office.append();
  const before = await readFile(office.fileOf(2));
  const stored = await office
    .receipts()
    .append(receiptOf('run_b', { outcome: 'unknown' }), picturesOf('other'));
  expect(stored).toEqual({ number: 2, runId: 'run_b', digest: sha256(before), file: office.fileOf(2) });
  expect(await readFile(office.fileOf(2))).toEqual(before);
  expect(await office.verify()).toMatchObject({ receipts: 5, findings: [], notes: [] });
  expect(await readdir(`${office.folder}.drafts`)).toEqual([]);
  const read = await office.receipts().read('run_b');
  expect(read).toMatchObject({ ...stored, receipt: { outcome: 'confirmed', mark: 'SD-7K3F9Q2M' } });
  expect(await office.receipts().read('run_x')).toBeUndefined();
});

test('secrets stay out of every part that comes from outside; digests stay as they are', async () => {
  const scrub = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll('sesame', '[secret]')) as T;
  const said = 'he said sesame';
  const receipt = receiptOf('run_a', {
    input: { said },
    preview: { [said]: said },
    warnings: [said],
    approval: { how: 'terminal', who: said, at: '2026-11-20T10:00:01.000Z' },
    request: {
      method: 'POST',
      url: 'http://app/?q=sesame',
      fields: { said },
      digest: sha256(said),
      bytes: 9,
    },
    after: [said],
  });
  await office.receipts({ scrub }).append(receipt, []);
  const text = await readFile(office.fileOf(1), 'utf8');
  expect(text).not.toContain('sesame');
  expect(text.split('[secret]')).toHaveLength(9);
  expect(text).toContain(sha256(said));
  expect(await office.findings()).toEqual([]);
});

test('one content has one text, whatever its keys', () => {
  const value = JSON.parse(
    '{"b":1,"10":[true,null,1.50],"9":"ü\\u2028","__proto__":{"z":1,"a":-0},"a":"\\ud800"}',
  ) as unknown;
  expect(canonical(value)).toBe(
    '{"10":[true,null,1.5],"9":"ü\u2028","__proto__":{"a":0,"z":1},"a":"\\ud800","b":1}',
  );
});

test('odd content is verified as it was written', async () => {
  const input = JSON.parse(
    '{"b":1e21,"10":[true,null],"9":"\\u2028","__proto__":{"z":1},"a":"\\ud800"}',
  ) as unknown;
  await office.receipts().append(receiptOf('run_a', { input, after: undefined, request: null }), []);
  expect(await office.findings()).toEqual([]);
  const read = await office.receipts().read('run_a');
  expect(read?.receipt.input).toEqual(input);
  expect(read?.receipt.after).toBeNull();
});

test('names that could leave the folder are refused before anything is written', async () => {
  const receipts = office.receipts();
  await expect(receipts.append(receiptOf('../run'), [])).rejects.toThrow(TypeError);
  const content = Buffer.from('x');
  await expect(receipts.append(receiptOf('run_a'), [{ name: '../x', content }])).rejects.toThrow(TypeError);
  const twice = [
    { name: 'x', content },
    { name: 'x', content },
  ];
  await expect(receipts.append(receiptOf('run_a'), twice)).rejects.toThrow(TypeError);
  await receipts.prepare();
  expect(await office.verify()).toMatchObject({ receipts: 0, findings: [], notes: [] });
});

test('the key of the receipts outlives a rotation of the master key', async () => {
  await office.append(['run_a']);
  const keys = openKeys(office.env);
  const seal = await openSeal(office.store, keys);
  await rotateKey({ store: office.store, keys, seal, sessionPlaces: new Map() }, { forgetOld: true });
  await office.append(['run_b']);
  expect(await office.verify()).toMatchObject({ receipts: 2, findings: [] });
});

test('a store whose folder holds the receipts of another one writes nothing into it', async () => {
  await office.append();
  const other = openStore(join(office.home, 'other'));
  try {
    const foreign = office.receipts({ store: other });
    await expect(foreign.append(receiptOf('run_f'), [])).rejects.toThrow('receipts of another store');
    expect(await office.verify()).toMatchObject({ receipts: 5, findings: [] });
  } finally {
    await other.destroy();
  }
});

test('receipts that the journal has forgotten are counted again, and the chain goes on', async () => {
  await office.append();
  // As after a loss of power: the last commits are gone, the files are not.
  await office.store
    .withTables<{ receipts: { number: number } }>()
    .deleteFrom('receipts')
    .where('number', '>', 2)
    .execute();
  await office.receipts().prepare();
  await office.append(['run_d', 'run_f']);
  expect(await office.verify()).toMatchObject({ receipts: 6, findings: [], notes: [] });
  expect(await office.receipts().read('run_d')).toMatchObject({ number: 4 });
});
