import { execFile } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canonical, sha256 } from '../../src/journal/canonical.ts';
import { ReceiptsOffice } from '../support/receipts-office.ts';

const verifierFile = new URL('../../scripts/verify-receipts.mjs', import.meta.url).pathname;

let office: ReceiptsOffice;

beforeEach(async () => {
  office = await ReceiptsOffice.open();
});

afterEach(async () => {
  await office[Symbol.asyncDispose]();
});

async function change(file: string, how: (bytes: Buffer) => Buffer): Promise<void> {
  await writeFile(file, how(await readFile(file)));
}

test('every flipped byte of a receipt is found, in its file and no other', async () => {
  await office.append(['run_a', 'run_b', 'run_c']);
  const file = office.fileOf(2);
  const whole = await readFile(file);
  for (let at = 0; at < whole.length; at++) {
    const flipped = Buffer.from(whole);
    flipped[at]! ^= 1 << (at % 8);
    await writeFile(file, flipped);
    const found = await office.findings();
    expect(found, `byte ${at}`).toHaveLength(1);
    expect(found[0]).toMatch(/^00000002-run_b\.json: was changed/);
  }
  await writeFile(file, whole);
  expect(await office.findings()).toEqual([]);
}, 600_000);

test('every flipped byte of the last receipt, of the head and of the public key is found', async () => {
  await office.append(['run_a']);
  for (const file of [
    office.fileOf(1),
    join(office.folder, 'head.json'),
    join(office.folder, 'public-key.pem'),
  ]) {
    const whole = await readFile(file);
    for (let at = 0; at < whole.length; at++) {
      const flipped = Buffer.from(whole);
      flipped[at]! ^= 1;
      await writeFile(file, flipped);
      const found = await office.findings();
      expect(found.length, `byte ${at} of ${file}`).toBeGreaterThan(0);
      expect(
        found.every((line) => file.endsWith(line.split(': ')[0]!)),
        found.join('\n'),
      ).toBe(true);
    }
    await writeFile(file, whole);
  }
  expect(await office.findings()).toEqual([]);
}, 600_000);

test('flipped, cut and grown pictures are found; swapped ones by where they belong', async () => {
  await office.append();
  const file = office.fileOf(3, '-before.png');
  const whole = await readFile(file);
  const changed = [`${office.nameOf(3, '-before.png')}: was changed: another digest`];
  for (let at = 0; at < whole.length; at += 7) {
    const flipped = Buffer.from(whole);
    flipped[at]! ^= 1;
    await writeFile(file, flipped);
    expect(await office.findings()).toEqual(changed);
  }
  for (const bytes of [whole.subarray(1), whole.subarray(0, -1), Buffer.concat([whole, Buffer.from('x')])]) {
    await writeFile(file, bytes);
    expect(await office.findings()).toEqual(changed);
  }
  await rm(file);
  expect(await office.findings()).toEqual([`${office.nameOf(3, '-before.png')}: is missing`]);
  await writeFile(file, whole);

  await office.swap(file, office.fileOf(3, '-after.png'));
  expect(await office.findings()).toEqual([
    `${office.nameOf(3, '-before.png')}: holds the picture that belongs into ${office.nameOf(3, '-after.png')}`,
    `${office.nameOf(3, '-after.png')}: holds the picture that belongs into ${office.nameOf(3, '-before.png')}`,
  ]);
  await office.swap(file, office.fileOf(3, '-after.png'));
  await office.swap(file, office.fileOf(5, '-before.png'));
  expect(await office.findings()).toEqual([
    `${office.nameOf(3, '-before.png')}: holds the picture that belongs into ${office.nameOf(5, '-before.png')}`,
    `${office.nameOf(5, '-before.png')}: holds the picture that belongs into ${office.nameOf(3, '-before.png')}`,
  ]);
});

test.each([1, 2, 3, 4, 5])(
  'receipt %i removed, alone and with its pictures, is found missing',
  async (number) => {
    await office.append();
    await rm(office.fileOf(number));
    const missing = `0000000${number}-*.json: is missing`;
    const stray = (name: string) =>
      `${office.nameOf(number, name)}: does not belong here: no receipt of this folder names it`;
    expect(await office.findings()).toEqual([missing, stray('-after.png'), stray('-before.png')]);
    for (const name of ['-after.png', '-before.png']) await rm(office.fileOf(number, name));
    expect(await office.findings()).toEqual([missing]);
  },
);

test('a chain cut short is found, by the head or, without it, by its absence', async () => {
  await office.append();
  const anchor = sha256(await readFile(office.fileOf(4)));
  for (const number of [3, 4, 5]) {
    for (const rest of ['.json', '-before.png', '-after.png']) await rm(office.fileOf(number, rest));
  }
  expect(await office.findings()).toEqual(['00000003 to 00000005-*.json: are missing: 3 receipts']);
  await rm(join(office.folder, 'head.json'));
  expect(await office.findings()).toEqual([
    'head.json: is missing: receipts at the end may have been removed',
  ]);
  expect(await office.findings({ expectHead: [anchor] })).toContain(
    `head.json: no receipt has the expected digest ${anchor}: some were removed or written anew`,
  );
});

test('an earlier head put back: found while receipts after it are there, else by the digest noted elsewhere', async () => {
  await office.append(['run_a', 'run_b']);
  const earlier = await readFile(join(office.folder, 'head.json'));
  await office.append();
  const anchor = (await office.verify()).head!.digest;
  expect(await office.findings({ expectHead: [anchor, sha256(await readFile(office.fileOf(1)))] })).toEqual(
    [],
  );
  await writeFile(join(office.folder, 'head.json'), earlier);
  expect(await office.findings()).toEqual([
    'head.json: counts 2 receipts, the folder has up to 5: an earlier one was put back',
  ]);
  for (const number of [3, 4, 5]) {
    for (const rest of ['.json', '-before.png', '-after.png']) await rm(office.fileOf(number, rest));
  }
  expect(await office.findings()).toEqual([]);
  expect(await office.findings({ expectHead: [anchor] })).toHaveLength(1);
});

test('swapped, renamed, copied and foreign files are named', async () => {
  await office.append();
  await office.swap(office.fileOf(2), office.fileOf(4));
  expect(await office.findings()).toEqual([
    `${office.nameOf(2)}: holds receipt 4 of run_d, which belongs into ${office.nameOf(4)}`,
    `${office.nameOf(4)}: holds receipt 2 of run_b, which belongs into ${office.nameOf(2)}`,
  ]);
  await office.swap(office.fileOf(2), office.fileOf(4));

  await cp(office.fileOf(2), join(office.folder, '00000006-run_f.json'));
  expect(await office.findings()).toEqual([
    `00000006-run_f.json: holds receipt 2 of run_b, which belongs into ${office.nameOf(2)}`,
  ]);
  await rename(office.fileOf(3), join(office.folder, '00000006-run_f.json'));
  expect(await office.findings()).toEqual([
    `00000006-run_f.json: holds receipt 3 of run_c, which belongs into ${office.nameOf(3)}`,
  ]);
  await rename(join(office.folder, '00000006-run_f.json'), office.fileOf(3));

  await writeFile(join(office.folder, '00000002-run_z.json'), '{}');
  await writeFile(join(office.folder, '00000002-run_b-extra.png'), 'x');
  await writeFile(join(office.folder, 'notes.txt'), 'x');
  await mkdir(join(office.folder, 'more'));
  expect((await office.findings()).toSorted()).toEqual([
    '00000002-run_b-extra.png: does not belong here: no receipt of this folder names it',
    '00000002-run_z.json: was changed: it is not the text that was written',
    'more: does not belong here: it is not a plain file',
    'notes.txt: does not belong here: no receipt of this folder names it',
  ]);
});

test('a receipt signed anew with another key, and a whole folder of another key, are named', async () => {
  await office.append();
  const pem = await readFile(join(office.folder, 'public-key.pem'), 'utf8');
  const thief = generateKeyPairSync('ed25519');
  const resign = (bytes: Buffer) => {
    const field = bytes.toString().startsWith('{"head"') ? 'head' : 'receipt';
    const content = (JSON.parse(bytes.toString()) as Record<string, object>)[field]!;
    const forged = canonical(field === 'head' ? content : { ...content, outcome: 'refused' });
    const signature = sign(null, Buffer.from(forged), thief.privateKey).toString('base64');
    return Buffer.from(`{"${field}":${forged},"signature":"${signature}"}\n`);
  };
  await change(office.fileOf(3), resign);
  expect(await office.findings()).toEqual([
    `${office.nameOf(3)}: was changed, or signed with another key: the signature does not fit`,
  ]);
  for (const number of [1, 2, 4, 5]) await change(office.fileOf(number), resign);
  await change(join(office.folder, 'head.json'), resign);
  expect((await office.findings())[0]).toBe(
    'public-key.pem: is another key: it made none of the 6 signatures',
  );
  await writeFile(
    join(office.folder, 'public-key.pem'),
    thief.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  );
  const found = await office.findings({ key: pem });
  expect(found.slice(0, 2)).toEqual([
    'public-key.pem: is not the key that was given',
    'public-key.pem: is another key: it made none of the 6 signatures',
  ]);
  // Not even with the right key in hand does one rewrite a receipt without all that follow.
  expect(found).toContain(
    `${office.nameOf(2)}: follows another receipt than ${office.nameOf(1)}: one of them was replaced`,
  );
});

test('alone in an empty folder it does all of this', async () => {
  await office.append();
  const alone = join(office.home, 'auditor');
  await mkdir(join(alone, 'node_modules'), { recursive: true });
  await cp(verifierFile, join(alone, 'verify-receipts.mjs'));
  await cp(office.folder, join(alone, 'evidence'), { recursive: true });
  await cp(join(office.folder, 'public-key.pem'), join(alone, 'key.pem'));
  const verify = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['verify-receipts.mjs', ...args], { cwd: alone, env: {} }).catch(
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
  const digest = sha256(await readFile(office.fileOf(5)));
  const whole = await verify('evidence', '--key', 'key.pem', '--expect-head', digest);
  expect(whole).toMatchObject({ stderr: '' });
  expect(whole.stdout).toContain(`5 receipts, all whole\nhead   ${digest}  (receipt 5)\n`);
  await rm(join(alone, 'evidence', office.nameOf(3)));
  const broken = await verify('evidence', '--key', 'key.pem');
  expect(broken).toMatchObject({ code: 1 });
  expect(broken.stdout).toContain('WRONG  00000003-*.json  is missing\n');
  expect(await verify()).toMatchObject({ code: 2, stdout: '' });
  expect(await verify('nowhere')).toMatchObject({ code: 2, stdout: '' });
  expect(await verify('evidence', '--key', 'evidence/head.json')).toMatchObject({ code: 2, stdout: '' });
  const imports = [...(await readFile(verifierFile, 'utf8')).matchAll(/from '([^']+)'|import\(/g)];
  expect(imports.length).toBeGreaterThan(0);
  expect(imports.every(([, name]) => name?.startsWith('node:'))).toBe(true);
});
