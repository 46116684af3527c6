import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig, toConfig } from '../../src/config/load.ts';
import { importModule } from '../../src/flow/import-module.ts';
import { temporaryFolder } from '../support/engine.ts';

const account = { app: 'tiny', url: 'http://127.0.0.1:1/', username: 'clerk', password: 'env:P' };

test.each([
  [
    'a password in the open',
    { accounts: { a: { ...account, password: 'hunter2' } } },
    /accounts\.a\.password/,
  ],
  ['a misspelt key', { accounts: { a: { ...account, usrname: 'x' } } }, /usrname/],
  ['no address', { accounts: { a: { ...account, url: 'lakeside' } } }, /http\(s\) address/],
  ['a file address', { accounts: { a: { ...account, url: 'file:///etc/passwd' } } }, /http\(s\) address/],
  ['a bad account name', { accounts: { 'A b': account } }, /lower-case/],
  ['nothing', undefined, /expected object/],
])('a config with %s says where and how to mend it', (_what, value, message) => {
  expect(() => toConfig(value, '/x/sidedoor.config.ts')).toThrow(message);
});

test('never repeats a password that stands in the open', () => {
  expect(() => toConfig({ accounts: { a: { ...account, password: 'hunter2' } } }, '/x/c.ts')).not.toThrow(
    /hunter2/,
  );
});

test('the nearest config upwards is taken, TypeScript or JSON, and its paths are its own', async () => {
  await using folder = await temporaryFolder();
  const deep = join(folder.path, 'a', 'b');
  await mkdir(deep, { recursive: true });
  await writeFile(
    join(folder.path, 'sidedoor.config.ts'),
    `import { defineConfig } from 'sidedoor-mcp';
     export default defineConfig({ flows: ['./flows'], accounts: { main: ${JSON.stringify(account)} } });`,
  );
  const config = await loadConfig(undefined, deep, importModule);
  expect(config).toMatchObject({
    flows: [join(folder.path, 'flows')],
    store: join(folder.path, '.sidedoor'),
  });
  expect(config.accounts['main']).toMatchObject({ sessions: 1, username: 'clerk' });

  await writeFile(join(deep, 'sidedoor.config.json'), JSON.stringify({ accounts: {} }));
  expect((await loadConfig(undefined, deep, importModule)).accounts).toEqual({});
});

test('no config at all names the next move', async () => {
  await using folder = await temporaryFolder();
  const error: unknown = await loadConfig('other.ts', folder.path, importModule).catch(
    (caught: unknown) => caught,
  );
  expect(error).toMatchObject({ code: 'INVALID_INPUT', hint: expect.stringContaining('--config') as string });
});
