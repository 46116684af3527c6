import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sha256 } from '../../src/journal/canonical.ts';
import type { Receipt } from '../../src/receipts/receipt.ts';
import type { Verification } from '../../src/receipts/verifier.ts';
import { ReceiptsOffice } from '../support/receipts-office.ts';
import { json, sidedoor } from './program.ts';
import type { Ended } from './program.ts';

interface ReceiptJson {
  receipt: Receipt;
  file: string;
  attachment_files: string[];
}

/** A config beside the store; the journal is another process's while the program reads. */
async function openSite() {
  const office = await ReceiptsOffice.open();
  const config = { accounts: {}, store: join(office.home, 'store') };
  await writeFile(join(office.home, 'sidedoor.config.json'), JSON.stringify(config));
  const at = { cwd: office.home, env: office.env };
  const run = (...args: string[]): Promise<Ended> => sidedoor(['receipts', ...args], at);
  return { office, run, [Symbol.asyncDispose]: () => office[Symbol.asyncDispose]() };
}

test('without a write there are no receipts, and that is whole', async () => {
  await using site = await openSite();
  expect(await site.run('list')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('No receipts yet') as unknown,
  });
  expect(await site.run('verify')).toMatchObject({ code: 0, stdout: '0 receipts, all whole\n' });
  expect(await site.run('show', 'run_x')).toMatchObject({ code: 1, stdout: '' });
});

test('receipts are listed, the most recent first, and shown by run or number', async () => {
  await using site = await openSite();
  await site.office.append();
  const listed = await site.run('list', '--limit', '2');
  expect(listed.code).toBe(0);
  const [heading, first, second, ...others] = listed.stdout.trimEnd().split('\n');
  expect(heading).toBe('number\ttime\taccount\tflow\toutcome\trun');
  expect(first).toMatch(/^5\t2026-11-20 [\d:]+\tlakeside\tsql_ledger_post_ar_transaction\tconfirmed\trun_e$/);
  expect(second).toMatch(/^4\t/);
  expect(others).toEqual([]);
  const all = json<{ receipts: ReceiptJson[] }>(await site.run('list', '--json'));
  expect(all.receipts.map(({ receipt }) => receipt.number)).toEqual([5, 4, 3, 2, 1]);

  const shown = await site.run('show', '2');
  expect(shown.code).toBe(0);
  for (const text of [
    '2 of run run_b',
    'Amount: 950.00',
    'by dana',
    'POST http://127.0.0.1/ar.pl',
    'AR-17',
  ]) {
    expect(shown.stdout).toContain(text);
  }
  const parsed = json<ReceiptJson>(await site.run('show', 'run_b', '--json'));
  expect(parsed).toMatchObject({ receipt: { number: 2, run_id: 'run_b' }, file: site.office.fileOf(2) });
  expect(parsed.attachment_files).toEqual([
    site.office.fileOf(2, '-before.png'),
    site.office.fileOf(2, '-after.png'),
  ]);
});

test('verify names what is wrong and ends with 1; a folder elsewhere needs no config', async () => {
  await using site = await openSite();
  const { office, run } = site;
  await office.append();
  const digest = sha256(await readFile(office.fileOf(5)));
  const whole = await run('verify');
  expect(whole).toMatchObject({ code: 0, stderr: '' });
  expect(whole.stdout).toContain(`5 receipts, all whole\nhead   ${digest}  (receipt 5)\n`);

  const copy = join(office.home, 'copy');
  await cp(office.folder, copy, { recursive: true });
  await rm(join(office.home, 'sidedoor.config.json'));
  const key = join(office.folder, 'public-key.pem');
  expect(await run('verify', copy, '--key', key, '--expect-head', digest)).toMatchObject({ code: 0 });
  const file = join(copy, office.nameOf(3));
  await writeFile(file, (await readFile(file, 'utf8')).replace('950.00', '950.01'));
  const changed = await run('verify', 'copy');
  expect(changed).toMatchObject({ code: 1, stderr: '' });
  expect(changed.stdout).toContain(`WRONG  ${office.nameOf(3)}  was changed`);
  const parsed = json<Verification & { ok: boolean }>(await run('verify', 'copy', '--json'));
  expect(parsed).toMatchObject({ ok: false, findings: [{ file: office.nameOf(3) }] });

  expect(await run('verify', 'copy', '--key', file)).toMatchObject({ code: 2, stdout: '' });
  expect(await run('verify', 'copy', '--expect-head', 'abc')).toMatchObject({ code: 2, stdout: '' });
  expect(await run('verify', 'nowhere')).toMatchObject({ code: 1, stdout: '' });
});

test('whoever puts the whole folder back to an earlier state is found by the journal', async () => {
  await using site = await openSite();
  const { office, run } = site;
  await office.append(['run_a', 'run_b']);
  const earlier = join(office.home, 'earlier');
  await cp(office.folder, earlier, { recursive: true });
  await office.append();
  await rm(office.folder, { recursive: true });
  expect(await run('verify')).toMatchObject({ code: 1 });
  await cp(earlier, office.folder, { recursive: true });
  expect(await office.findings()).toEqual([]);
  const found = await run('verify');
  expect(found).toMatchObject({ code: 1 });
  expect(found.stdout).toContain('WRONG  head.json  no receipt has the expected digest');
});
