import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/journal/store.ts';
import type { Store } from '../../src/journal/store.ts';
import { keyFile, openKeys } from '../../src/secrets/keys.ts';
import { openSeal } from '../../src/secrets/open-seal.ts';
import { rotateKey } from '../../src/secrets/rotate-key.ts';
import { Vault } from '../../src/secrets/vault.ts';
import { temporaryFolder } from '../support/engine.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let store: Store;
const sessionPlaces = new Map([['main#0', 'the place of main#0']]);

beforeEach(async () => {
  folder = await temporaryFolder();
  store = openStore(join(folder.path, 'store'));
});

afterEach(async () => {
  await store.destroy();
  await folder[Symbol.asyncDispose]();
});

const env = () => ({ XDG_CONFIG_HOME: folder.path });

/** As another process opens it. */
async function open(given: NodeJS.ProcessEnv = env(), on = store) {
  const keys = openKeys(given);
  const seal = await openSeal(on, keys);
  return { keys, seal, vault: new Vault(on, seal), parts: { store: on, keys, seal, sessionPlaces } };
}

async function saveSession({ seal }: Awaited<ReturnType<typeof open>>, state: string) {
  const sealed = seal.close(state, 'the place of main#0');
  const row = { key: 'main#0', generation: 3, sealed, signed_in_at: 1, saved_at: 2 };
  await store
    .insertInto('sessions')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}

const session = () => store.selectFrom('sessions').selectAll().executeTakeFirstOrThrow();
const fileLines = async () => (await readFile(keyFile(env()), 'utf8')).trim().split('\n');

test('a rotation seals secrets and sessions anew; the old key alone opens nothing of it', async () => {
  const first = await open();
  await first.vault.set('office', 'sesame-42');
  await saveSession(first, 'cookies');
  const [old] = await fileLines();
  expect(await rotateKey(first.parts)).toEqual({ secrets: 1, sessions: 1, left: 0, olderKeys: 1 });

  const [current, before] = await fileLines();
  expect(before).toBe(old);
  expect(current).not.toBe(old);
  const { sealed, generation } = await session();
  expect(generation).toBe(3);
  const withNew = await open({ SIDEDOOR_KEY: current });
  expect(await withNew.vault.get('office')).toBe('sesame-42');
  expect(withNew.seal.open(sealed, 'the place of main#0')).toBe('cookies');
  const withOld = await open({ SIDEDOOR_KEY: old });
  await expect(withOld.vault.get('office')).rejects.toThrow('another key');
  expect(withOld.seal.open(sealed, 'the place of main#0')).toBeUndefined();
});

test('a process that runs meanwhile follows at once: what it seals and reads is of the new key', async () => {
  const running = await open();
  await running.vault.set('office', 'sesame-42');
  await rotateKey((await open()).parts, { forgetOld: true });
  expect(await running.vault.get('office')).toBe('sesame-42');
  await running.vault.set('other', 'sesame-43');
  await saveSession(running, 'newer cookies');
  const fresh = await open();
  expect(await fileLines()).toHaveLength(1);
  expect(await fresh.vault.get('other')).toBe('sesame-43');
  expect(fresh.seal.open((await session()).sealed, 'the place of main#0')).toBe('newer cookies');
});

test('a refused password is not taken for a new one because the key was rotated', async () => {
  const before = await open();
  const version = before.seal.versionOf('wrong-password');
  await rotateKey(before.parts, { forgetOld: true });
  expect((await open()).seal.versionOf('wrong-password')).toBe(version);
  expect(before.seal.versionOf('wrong-password')).toBe(version);
});

test('two rotations at a time: one waits for nothing and says so, none loses a key', async () => {
  const { parts, vault } = await open();
  await vault.set('office', 'sesame-42');
  const child = spawn(process.execPath, ['-e', holdLock, `${keyFile(env())}.lock`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await expect(rotateKey(parts)).rejects.toThrow('Another process is rotating the key');
  child.kill('SIGKILL');
  await once(child, 'exit');
  // The kernel has taken the dead one's lock back.
  await rotateKey(parts);
  expect(await vault.get('office')).toBe('sesame-42');
});

const holdLock = `
  const lock = new (require('libsql'))(process.argv[1]);
  lock.exec('begin exclusive');
  console.log('held');
  setInterval(() => {}, 1000);
`;

test('killed at any moment of a rotation, everything still opens, and the next one goes through', async () => {
  const { vault, seal } = await open();
  for (let index = 0; index < 200; index++) await vault.set(`secret-${index}`, `value-${index}`);
  await saveSession(await open(), 'cookies');
  const config = { accounts: {}, store: join(folder.path, 'store'), logLevel: 'silent' };
  const file = join(folder.path, 'sidedoor.config.json');
  await writeFile(file, JSON.stringify(config));
  const main = new URL('../../dist/src/main.js', import.meta.url).pathname;
  const { SIDEDOOR_KEY: _given, ...surroundings } = process.env;
  const stages = new Set<string>();
  const start = () =>
    spawn(process.execPath, [main, 'secrets', 'rotate-key', '--config', file], {
      env: { ...surroundings, ...env() },
      stdio: 'ignore',
    });
  for (let round = 0; round < 8; round++) {
    const keysBefore = (await fileLines()).length;
    const child = start();
    const exited = once(child, 'exit');
    // From the moment that the key file is the new one, a little later each time.
    await expect
      .poll(async () => (await fileLines()).length, { interval: 1, timeout: 20_000 })
      .toBe(keysBefore + 1);
    const until = performance.now() + round * 2;
    while (performance.now() < until) await new Promise(setImmediate);
    child.kill('SIGKILL');
    const [code] = (await exited) as [number | null];
    const rows = await store.selectFrom('vault').selectAll().execute();
    const renewed = rows.filter(({ sealed }) => seal.isCurrent(sealed)).length;
    stages.add(
      code === 0 ? 'over' : renewed === 0 ? 'before the store' : renewed === 200 ? 'after the store' : 'torn',
    );
    const found = await Promise.all(rows.map(({ name }) => vault.get(name)));
    expect(found).toEqual(rows.map(({ name }) => name.replace('secret', 'value')));
    expect(seal.open((await session()).sealed, 'the place of main#0')).toBe('cookies');
  }
  expect([...stages]).toContain('before the store');
  expect([...stages]).not.toContain('torn');
  const last = start();
  expect(await once(last, 'exit')).toEqual([0, null]);
  for (const { sealed } of await store.selectFrom('vault').selectAll().execute()) {
    expect(seal.isCurrent(sealed)).toBe(true);
  }
});

test('a key given by the environment is not rotated but explained; given the old one too, the store is sealed anew', async () => {
  const [old, next] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString('base64'));
  const first = await open({ SIDEDOOR_KEY: old });
  await first.vault.set('office', 'sesame-42');
  const version = first.seal.versionOf('any');
  await expect(rotateKey(first.parts)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    hint: expect.stringContaining('SIDEDOOR_KEY_BEFORE') as unknown,
  });
  const both = await open({ SIDEDOOR_KEY: next, SIDEDOOR_KEY_BEFORE: old });
  expect(await both.vault.get('office')).toBe('sesame-42');
  expect(await rotateKey(both.parts)).toMatchObject({ secrets: 1, left: 0 });
  const after = await open({ SIDEDOOR_KEY: next });
  expect(await after.vault.get('office')).toBe('sesame-42');
  expect(after.seal.versionOf('any')).toBe(version);
});
