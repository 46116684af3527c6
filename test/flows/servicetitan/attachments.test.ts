import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outputOf, useOffice } from './office.ts';

const office = useOffice();
/** Such as no text survives that is taken for one. */
const bytes = Uint8Array.from({ length: 48_213 }, (_, index) => (index * 7 + 3) % 256);
const digest = createHash('sha256').update(bytes).digest('hex');

const filesOf = (job: string) =>
  office()
    .replica.inspect()
    .records.jobs.find(({ number }) => String(number) === job)!.attachments;
const saves = () => office().replica.inspect().saves;

async function put(name: string, content: Uint8Array | string = bytes): Promise<string> {
  const path = join(office().outbox, name);
  await writeFile(path, content);
  return path;
}

test.each([
  ['as it should be', '14290', {}],
  ['when its answer is an error of the server', '14291', { saveThenError: 1 }],
  ['when its answer is lost', '14292', { saveThenCut: 1 }],
  ['when the form sends itself twice', '14293', { doubleSubmit: true }],
  [
    'when a guide lies over the page, and clicks are lost at first',
    '14294',
    { overlay: true, enableAfterMs: 700 },
  ],
])('a document arrives whole and once, %s', async (_title, job, switches) => {
  const path = await put('Estimate Müller.pdf');
  const answer = outputOf<object>(await office().run('attach_document', { job, path }, switches));
  expect(filesOf(job)).toEqual([
    { name: 'Estimate Müller.pdf', size: bytes.length, digest, at: '11/20/2026', by: 'dispatcher' },
  ]);
  expect(answer).toEqual({ job, name: 'Estimate Müller.pdf', bytes: bytes.length, date: '2026-11-20' });
});

test('a preview shows the file and sends nothing', async () => {
  const before = office().replica.inspect();
  const path = await put('Photo.jpg');
  const { preview } = outputOf<{ preview: object }>(
    await office().run('attach_document', { job: '14295', path, preview: true }),
  );
  expect(preview).toMatchObject({ name: 'Photo.jpg', bytes: bytes.length, sha256: digest });
  expect(office().replica.inspect().records).toEqual(before.records);
  expect(saves()).toEqual(before.saves);
});

test('the same file is not attached a second time, and what the app refuses is told in its words', async () => {
  const path = await put('Once.pdf');
  outputOf(await office().run('attach_document', { job: '14297', path }));
  const again = { job: '14297', path, idempotency_key: 'again' };
  expect((await office().run('attach_document', again)).error?.code).toBe('REFUSED');
  expect(filesOf('14297')).toHaveLength(1);
  const { error } = await office().run('attach_document', { job: '14297', path: await put('tool.exe') });
  expect(error).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('cannot be attached') });
});

test('a file of any other folder is not read, whichever way it is named', async () => {
  const outside = join(office().outbox, '..', 'outside');
  await mkdir(outside, { recursive: true });
  await writeFile(join(outside, 'secret.txt'), 'not for them');
  await symlink(join(outside, 'secret.txt'), join(office().outbox, 'innocent.txt'));
  const before = saves().length;
  for (const path of [
    join(outside, 'secret.txt'),
    '../outside/secret.txt',
    join(office().outbox, 'innocent.txt'),
    'nowhere.pdf',
    '.',
  ]) {
    const { state, error } = await office().run('attach_document', { job: '14298', path });
    expect([path, state, error?.code]).toEqual([path, 'failed', 'INVALID_INPUT']);
  }
  expect(saves()).toHaveLength(before);
  // And by its name alone one that lies there.
  await put('by-name.txt', 'here it is');
  outputOf(await office().run('attach_document', { job: '14298', path: 'by-name.txt' }));
  expect(filesOf('14298')).toMatchObject([{ name: 'by-name.txt', size: 10 }]);
});

// The last: as long as nobody has said what became of it, nothing of the kind is written on the account.
test('what arrived cut short is not called attached', async () => {
  const path = await put('Cut.pdf');
  const { state, error } = await office().run(
    'attach_document',
    { job: '14296', path },
    { uploadCutShort: true },
  );
  expect([state, error?.code]).toEqual(['failed', 'OUTCOME_UNKNOWN']);
  expect(filesOf('14296')).toHaveLength(1);
});
