import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importModule } from '../../src/flow/import-module.ts';
import { loadFlows } from '../../src/flow/load-flows.ts';
import { temporaryFolder } from '../support/engine.ts';
import { startNotesApp } from '../support/notes-app.ts';
import type { NotesApp } from '../support/notes-app.ts';
import { json, sidedoor } from './program.ts';
import type { Ended } from './program.ts';

/** A user's empty folder, and what is made in it from one test to the next, as the user would. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let app: NotesApp;
let run: (...args: string[]) => Promise<Ended>;

const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');
const main = join(root, 'dist/src/main.js');

beforeAll(async () => {
  folder = await temporaryFolder();
  app = await startNotesApp();
  const env = { ACME_NOTES_PASSWORD: app.password };
  run = (...args) => sidedoor(args, { cwd: folder.path, env });
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

test('begins a pack with an app, a test and a config, and says what to do next', async () => {
  const { code, stdout, stderr } = await run('new', 'app', 'acme-notes', '--url', app.url);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const file of ['app.ts', 'contract.test.mjs']) {
    expect(stdout).toContain(`wrote  flows/acme-notes/${file}\n`);
  }
  expect(stdout).toContain('wrote  sidedoor.config.ts\n');
  expect(stdout).toContain('sidedoor new flow acme-notes show_home');
});

test('writes flows into it, which the loader takes', async () => {
  expect((await run('new', 'flow', 'acme-notes', 'show_home')).code).toBe(0);
  const { next } = json<{ next: string[] }>(
    await run('new', 'flow', 'acme-notes', 'add-note', '--write', '--json'),
  );
  expect(next.at(-1)).toBe('sidedoor run acme_notes_add_note --text "Hello" --preview');
  const { flows, refused } = await loadFlows([join(folder.path, 'flows')], importModule);
  expect(refused).toEqual([]);
  expect(flows.map(({ tool, flow }) => [tool, flow.effect])).toEqual([
    ['acme_notes_add_note', 'write'],
    ['acme_notes_show_home', 'read'],
  ]);
});

test('what it wrote compiles under strict rules', async () => {
  const types = join(folder.path, 'tsconfig.json');
  const modules = join(folder.path, 'node_modules');
  await mkdir(modules);
  // As for somebody who has installed them.
  await symlink(root, join(modules, 'sidedoor-mcp'));
  for (const name of ['zod', 'playwright', '@types']) {
    await symlink(join(root, 'node_modules', name), join(modules, name));
  }
  const own = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as { compilerOptions: object };
  const compilerOptions = {
    ...own.compilerOptions,
    noEmit: true,
    rootDir: '/',
  };
  await writeFile(join(folder.path, 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(types, JSON.stringify({ compilerOptions, include: ['flows', '*.ts'] }));
  const compile = () =>
    promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['-p', types]).then(
      () => '',
      (error: { stdout: string }) => error.stdout,
    );
  expect(await compile()).toBe('');
  await rm(modules, { recursive: true });
});

test('and runs: the read answers, the preview sends nothing, the write enters one note', async () => {
  const home = await run('run', 'acme_notes_show_home', '--json');
  expect(json(home)).toMatchObject({ status: 'done', result: { title: 'Acme Notes' } });
  const preview = await run('run', 'acme_notes_add_note', '--text', 'Hello', '--preview', '--json');
  expect(json(preview)).toMatchObject({ status: 'preview' });
  expect(app.notes).toEqual([]);

  const config = join(folder.path, 'sidedoor.config.ts');
  const text = await readFile(config, 'utf8');
  await writeFile(config, text.replace("username: 'clerk',", "username: 'clerk', writes: 'allow',"));
  const written = await run('run', 'acme_notes_add_note', '--text', 'Hello', '--json');
  expect(json(written)).toMatchObject({ status: 'done', result: { text: app.notes[0] } });
  expect(app.notes).toEqual([expect.stringMatching(/^Hello SD-\w+$/)]);
  expect(app.signIns).toBe(1);
});

test('a wrong password is told in the words of the application', async () => {
  const other = await temporaryFolder();
  const surroundings = { cwd: other.path, env: { ACME_NOTES_PASSWORD: 'wrong' } };
  await sidedoor(['new', 'app', 'acme-notes', '--url', app.url], surroundings);
  await sidedoor(['new', 'flow', 'acme-notes', 'show_home'], surroundings);
  const { stderr } = await sidedoor(['run', 'acme_notes_show_home'], surroundings);
  expect(stderr).toContain('Wrong password.');
  await other[Symbol.asyncDispose]();
});

test('the pack’s own test passes, and fails when a flow is refused', async () => {
  const contract = () =>
    promisify(execFile)(process.execPath, ['--test'], {
      cwd: join(folder.path, 'flows/acme-notes'),
      env: { ...process.env, NODE_OPTIONS: '', SIDEDOOR: `"${process.execPath}" "${main}"` },
    }).then(
      ({ stdout }) => ({ passed: true, stdout }),
      ({ stdout }: { stdout: string }) => ({ passed: false, stdout }),
    );
  expect(await contract()).toMatchObject({ passed: true });
  const file = join(folder.path, 'flows/acme-notes/show-home.flow.ts');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace("effect: 'read',", ''));
  const { passed, stdout } = await contract();
  expect(passed).toBe(false);
  expect(stdout).toContain('effect');
  await writeFile(file, text);
});

test.each([
  ['a pack that is there', ['app', 'acme-notes'], 'flows/acme-notes/app.ts is there already'],
  ['a flow that is there', ['flow', 'acme-notes', 'show_home'], 'show-home.flow.ts is there already'],
  ['a flow of no pack', ['flow', 'nowhere', 'list_things'], 'sidedoor new app nowhere'],
  ['a name of two kinds', ['app', 'Acme_Notes'], 'no name of an app'],
  ['a way out of the folder', ['app', '../acme'], 'no name of an app'],
  ['a flow without an object', ['flow', 'acme-notes', 'list'], 'A verb and its object'],
])('%s is refused, and nothing is written', async (_, args, message) => {
  const before = readFileSync(join(folder.path, 'flows/acme-notes/app.ts'), 'utf8');
  const { code, stderr } = await run('new', ...args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(readFileSync(join(folder.path, 'flows/acme-notes/app.ts'), 'utf8')).toBe(before);
});

test('a second pack leaves the config as it is, and says what to add to it', async () => {
  const config = await readFile(join(folder.path, 'sidedoor.config.ts'), 'utf8');
  const { stdout } = await run('new', 'app', 'acme-rent');
  expect(stdout).toContain('Add to the accounts in sidedoor.config.ts:  "acme-rent": { app: \'acme-rent\'');
  expect(await readFile(join(folder.path, 'sidedoor.config.ts'), 'utf8')).toBe(config);
});
