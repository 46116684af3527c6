import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSite, json } from '../cli/program.ts';

const main = new URL('../../dist/src/main.js', import.meta.url).pathname;

interface Listed {
  secrets: { name: string; set_at: string | null; used_by: string[] }[];
}

test('a secret set from a pipe signs in, is listed with its accounts, and goes', async () => {
  await using site = await createSite();
  await writeFile(
    join(site.folder, 'sidedoor.config.ts'),
    site.config.replace("'env:TINY_PASSWORD'", "'vault:tiny'"),
  );
  const run = () => site.sidedoor(['run', 'tiny_list_rows', '--account', 'main', '--json']);
  const before = await run();
  expect(before.stdout).toContain('sidedoor secrets set tiny');
  expect(json<Listed>(await site.sidedoor(['secrets', 'list', '--json'])).secrets).toEqual([
    { name: 'tiny', set_at: null, opens: false, used_by: ['main', 'spare'] },
  ]);

  const set = await site.sidedoor(['secrets', 'set', 'tiny'], `${site.app.state.password}\n`);
  expect(set).toMatchObject({ code: 0, stdout: 'tiny is set; used by main, spare.\n' });
  expect((await run()).code).toBe(0);
  const listed = await site.sidedoor(['secrets', '--json']);
  expect(json<Listed>(listed).secrets).toMatchObject([{ name: 'tiny', used_by: ['main', 'spare'] }]);
  expect(listed.stdout + listed.stderr).not.toContain(site.app.state.password);

  expect((await site.sidedoor(['secrets', 'remove', 'tiny'])).code).toBe(0);
  const again = await site.sidedoor(['secrets', 'remove', 'tiny']);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no secret') as unknown });
});

test('a secret is taken from no argument, and none is set from an empty pipe', async () => {
  await using site = await createSite();
  const argument = await site.sidedoor(['secrets', 'set', 'tiny', 'sesame-as-argument']);
  expect(argument.code).toBe(2);
  expect(argument.stdout + argument.stderr).not.toContain('sesame-as-argument');
  expect((await site.sidedoor(['secrets', 'set', 'tiny'], '\n')).stderr).toContain('No secret was given');
  expect((await site.sidedoor(['secrets', 'set', 'no good'], 'x')).code).toBe(2);
});

test('on a terminal nothing of what is typed is shown', async () => {
  await using site = await createSite();
  // `script` gives it a terminal of its own.
  const line = `${process.execPath} ${main} secrets set tiny`;
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    cwd: site.folder,
    env: { ...process.env, ...site.at.env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let shown = '';
  child.stdout.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  await expect.poll(() => shown, { timeout: 20_000 }).toContain('not shown');
  child.stdin.write('sesamX\u007fe-42\r');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(shown).toContain('tiny is set');
  expect(shown).not.toMatch(/sesam|-42|\*/);
  await writeFile(
    join(site.folder, 'sidedoor.config.ts'),
    site.config.replace("'env:TINY_PASSWORD'", "'vault:tiny'"),
  );
  expect((await site.sidedoor(['run', 'tiny_list_rows', '--account', 'main'])).code).toBe(0);
});

test('without the optional package a keyring reference says how to install it', async () => {
  await using site = await createSite();
  await writeFile(
    join(site.folder, 'sidedoor.config.ts'),
    site.config.replace("'env:TINY_PASSWORD'", "'keyring:sidedoor/tiny'"),
  );
  // As if it were not installed: nothing resolves to it.
  const hook = `export async function resolve(name, context, next) {
    if (name === '@napi-rs/keyring') throw Object.assign(new Error('none'), { code: 'ERR_MODULE_NOT_FOUND' });
    return next(name, context);
  }`;
  const file = join(site.folder, 'hide.mjs');
  await writeFile(
    file,
    `import { register } from 'node:module'; register('data:text/javascript,${encodeURIComponent(hook).replaceAll("'", '%27')}');`,
  );
  site.at.env['NODE_OPTIONS'] = `--import ${file}`;
  const { code, stderr } = await site.sidedoor(['run', 'tiny_list_rows', '--account', 'main']);
  expect(code).toBe(2);
  expect(stderr).toContain('The secret keyring:sidedoor/tiny needs the package @napi-rs/keyring.');
  expect(stderr).toContain('npm install @napi-rs/keyring@2.1.2');
});
