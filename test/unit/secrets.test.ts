import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/journal/store.ts';
import type { Store } from '../../src/journal/store.ts';
import { configSchema } from '../../src/config/schema.ts';
import { wordsOf } from '../../src/secrets/command.ts';
import { openKeys } from '../../src/secrets/keys.ts';
import { openSeal } from '../../src/secrets/open-seal.ts';
import { References } from '../../src/secrets/references.ts';
import { Vault } from '../../src/secrets/vault.ts';
import { temporaryFolder } from '../support/engine.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let store: Store;
let vault: Vault;
let references: References;
const path = process.env['PATH'];

beforeEach(async () => {
  folder = await temporaryFolder();
  store = openStore(join(folder.path, 'store'));
  vault = new Vault(store, await openSeal(store, openKeys({ XDG_CONFIG_HOME: folder.path })));
  references = new References(vault);
});

afterEach(async () => {
  process.env['PATH'] = path;
  await store.destroy();
  await folder[Symbol.asyncDispose]();
});

/** Puts a program on the PATH; it leaves a line in its own log whenever it is started. */
async function program(name: string, script: string) {
  const file = join(folder.path, name);
  const log = `${file}.log`;
  await writeFile(log, '');
  await writeFile(file, `#!/bin/sh\necho "$@" >> '${log}'\n${script}\n`);
  await chmod(file, 0o755);
  process.env['PATH'] = `${folder.path}:${path}`;
  return { file, calls: async () => (await readFile(log, 'utf8')).split('\n').filter(Boolean) };
}

const refusal = (reference: string) =>
  references.resolve(reference).then(
    () => 'resolved',
    (error: Error & { hint: string }) => ({ message: error.message, hint: error.hint }),
  );

describe('a reference', () => {
  test('to the environment, a file and the vault is read each time', async () => {
    const file = join(folder.path, 'password');
    for (const value of ['first', 'second']) {
      process.env['SECRETS_TEST'] = value;
      await writeFile(file, `${value}\n`);
      await vault.set('office', value);
      for (const reference of ['env:SECRETS_TEST', `file:${file}`, 'vault:office']) {
        expect(await references.resolve(reference)).toBe(value);
      }
    }
    delete process.env['SECRETS_TEST'];
  });

  test('to a command starts it once, whoever asks at the same time, and again when a sign-in failed', async () => {
    const { file, calls } = await program('pass-me', 'echo "s3cret of $1"');
    const reference = `exec:${file} 'the office' --plain`;
    const answers = await Promise.all([references.resolve(reference), references.resolve(reference)]);
    expect(answers).toEqual(['s3cret of the office', 's3cret of the office']);
    await references.resolve(reference);
    expect(await calls()).toEqual(['the office --plain']);
    references.forget(reference);
    await references.resolve(reference);
    expect(await calls()).toHaveLength(2);
  });

  test('to a command is no shell script', async () => {
    const { file, calls } = await program('pass-me', 'echo s3cret');
    await references.resolve(`exec:${file} $HOME;id "a b"`);
    expect(await calls()).toEqual(['$HOME;id a b']);
  });

  test('to a command does not hand it the master key', async () => {
    const { file } = await program('pass-me', 'echo "key=$SIDEDOOR_KEY"');
    expect(await references.resolve(`exec:${file}`)).toBe('key=');
  });

  test('to 1Password is read by its own command line', async () => {
    const { calls } = await program('op', 'printf s3cret-of-op');
    expect(await references.resolve('op://Office/Lakeside Voyager/password')).toBe('s3cret-of-op');
    expect(await calls()).toEqual(['read --no-newline op://Office/Lakeside Voyager/password']);
  });

  test.each([
    ['env:SECRETS_TEST_NONE', /env:SECRETS_TEST_NONE is not set/, /Set SECRETS_TEST_NONE/],
    ['file:/nowhere/password', /file:\/nowhere\/password is not set/, /write the file/],
    ['vault:nobody', /vault:nobody is not set/, /sidedoor secrets set nobody/],
    ['exec:/nowhere/program', /no program "\/nowhere\/program"/, /whole path/],
    ['op://a/b/c', /no program "op"/, /Install 1Password's command line/],
    ['carrier:pigeon', /does not know/, /vault:/],
  ])('%s that leads nowhere is named, with the next move', async (reference, message, hint) => {
    process.env['PATH'] = folder.path;
    expect(await refusal(reference)).toEqual({
      message: expect.stringMatching(message) as unknown,
      hint: expect.stringMatching(hint) as unknown,
    });
  });

  test('to a command that fails tells nothing of what it said, and is asked again', async () => {
    const { file, calls } = await program('op', 'echo half-a-secret; echo half-a-secret >&2; exit 6');
    const told = await refusal('op://a/b/c');
    expect(told).toMatchObject({
      message: 'The secret op://a/b/c could not be read: "op" ended with code 6.',
    });
    expect(JSON.stringify(told)).not.toContain('half-a-secret');
    await writeFile(file, '#!/bin/sh\necho whole-secret');
    expect(await references.resolve('op://a/b/c')).toBe('whole-secret');
    expect(await calls()).toHaveLength(1);
  });

  test('to a keyring says so on a machine that has none', async () => {
    // As in a container: no session bus to ask.
    const bus = process.env['DBUS_SESSION_BUS_ADDRESS'];
    process.env['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/nowhere';
    expect(await refusal('keyring:sidedoor/lakeside')).toEqual({
      message:
        'The secret keyring:sidedoor/lakeside could not be read: the keyring of this machine does not answer.',
      hint: expect.stringContaining('sidedoor secrets set') as unknown,
    });
    if (bus === undefined) delete process.env['DBUS_SESSION_BUS_ADDRESS'];
    else process.env['DBUS_SESSION_BUS_ADDRESS'] = bus;
  });
});

test('a command line is split at spaces, and quotes hold words together', () => {
  expect(wordsOf(`pass show "a b"'c d' e\\ f`)).toEqual(['pass', 'show', 'a bc d', 'e\\', 'f']);
});

test.each([
  ['hunter2', false],
  ['op://vault/item', false],
  ['keyring:lakeside', false],
  ['vault:a b', false],
  ['exec:', false],
  ['op://vault/item/field', true],
  ['keyring:sidedoor/lakeside', true],
  ['vault:lakeside', true],
  ['exec:pass show lakeside', true],
])('as a password in the config %s is taken: %s', (password, isTaken) => {
  const account = { app: 'tiny', url: 'http://127.0.0.1/', username: 'clerk', password };
  expect(configSchema.safeParse({ accounts: { main: account } }).success).toBe(isTaken);
});

describe('the vault', () => {
  test('keeps a secret so that nobody reads it in the store, or under another name', async () => {
    await vault.set('office', 'sesame-in-the-vault');
    const files = ['journal.db', 'journal.db-wal'].map((name) => readFile(join(folder.path, 'store', name)));
    for (const bytes of await Promise.all(files)) {
      expect(bytes.includes('sesame-in-the-vault')).toBe(false);
    }
    const { sealed } = await store.selectFrom('vault').selectAll().executeTakeFirstOrThrow();
    await store.insertInto('vault').values({ name: 'stolen', sealed, set_at: 0 }).execute();
    await expect(vault.get('stolen')).rejects.toThrow('sealed with another key');
    expect((await vault.list()).map(({ name, opens }) => [name, opens])).toEqual([
      ['office', true],
      ['stolen', false],
    ]);
  });

  test('forgets what is removed, and says whether there was anything', async () => {
    await vault.set('office', 'sesame-42');
    expect(await vault.remove('office')).toBe(true);
    expect(await vault.remove('office')).toBe(false);
    expect(await vault.get('office')).toBeUndefined();
  });

  test('opens with another key for nobody', async () => {
    await vault.set('office', 'sesame-42');
    const other = new Vault(
      store,
      await openSeal(store, openKeys({ SIDEDOOR_KEY: Buffer.alloc(32, 9).toString('base64') })),
    );
    await expect(other.get('office')).rejects.toMatchObject({
      message: 'The secret vault:office was sealed with another key.',
      hint: expect.stringContaining('sidedoor secrets set office') as unknown,
    });
  });
});
