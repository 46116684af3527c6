import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { keyFile } from '../../src/secrets/keys.ts';
import { temporaryFolder } from '../support/engine.ts';
import { createSite, json, sidedoor } from './program.ts';
import type { Ended, Site } from './program.ts';

interface DoctorJson {
  ok: boolean;
  findings: {
    check: string;
    state: 'ok' | 'note' | 'wrong';
    says: string;
    fix?: string;
    tried?: string[];
  }[];
}

const examine = async (site: Site) => site.sidedoor(['doctor', '--json']);

const complaints = (ended: Ended) =>
  json<DoctorJson>(ended)
    .findings.filter(({ state }) => state === 'wrong')
    .map(({ check, says, fix }) => `${check}: ${says} -> ${fix}`);

test('without a config it examines the machine, and says that there is none', async () => {
  await using folder = await temporaryFolder();
  const ended = await sidedoor(['doctor', '--json'], { cwd: folder.path });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  const { ok, findings } = json<DoctorJson>(ended);
  expect(ok).toBe(true);
  expect(findings.map(({ check, state }) => `${check} ${state}`)).toEqual([
    'node ok',
    'key ok',
    'browser ok',
    'config note',
  ]);
  const { tried } = findings.find(({ check }) => check === 'browser')!;
  expect(tried!.at(-1)).toMatch(/ \(.+\): taken$/);
  for (const candidate of tried!.slice(0, -1))
    expect(candidate).toMatch(/: (does not start|is not installed|is not on)/);
});

test('of a sound project nothing is wrong, and no secret is shown', async () => {
  await using site = await createSite();
  const ended = await site.sidedoor(['doctor']);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.stdout).toContain('its secret is there (env:TINY_PASSWORD)');
  expect(ended.stdout).toMatch(/account main +\S+ answers 200 in \d+ ms/);
  expect(ended.stdout).not.toContain(site.app.state.password);
  expect(ended.stdout).toMatch(
    /account main +the first page of Tiny.* known as signed out \("Please sign in"\)/,
  );
  expect(site.app.state.signIns).toBe(0);
});

test('the login page is looked at in a real browser, once an installation; nothing is sent and no session touched', async () => {
  await using site = await createSite();
  expect((await site.sidedoor(['run', 'tiny_list_rows', '--account', 'main'])).code).toBe(0);
  const before = site.app.state.requests.length;
  expect((await examine(site)).code).toBe(0);
  const asked = site.app.state.requests.slice(before);
  // Two accounts are asked for an answer, their one login page is opened, and a browser asks for its icon.
  expect(asked.filter((request) => request === 'GET /shell')).toHaveLength(3);
  expect(asked.filter((request) => !request.startsWith('GET '))).toEqual([]);
  expect(site.app.state).toMatchObject({ signIns: 1, wrongPasswords: 0, kicked: 0 });
});

test.each([
  [
    'shows what the app does not know',
    "return { state: 'unknown' }",
    /none that the app's definition knows.*classify/,
  ],
  ['is taken for the inside', "return { state: 'signed_in' }", /taken for signed in.*classify/],
])('a login page that %s is found, with what to do', async (_what, classify, complaint) => {
  await using site = await createSite();
  const file = join(site.folder, 'flows/tiny/app.ts');
  const source = await readFile(file, 'utf8');
  await writeFile(file, source.replace('async classify(page) {', `async classify(page) { ${classify};`));
  expect(complaints(await examine(site))).toEqual(
    ['main', 'spare'].map((name) =>
      expect.stringMatching(new RegExp(`^account ${name}: .*${complaint.source}`)),
    ),
  );
});

test('everything that is wrong is found in one go, each with what to do', async () => {
  await using site = await createSite();
  await writeFile(join(site.folder, 'flows/tiny/broken.flow.ts'), 'export default 3;');
  const url = 'http://127.0.0.1:9/';
  const config = {
    flows: ['./flows'],
    accounts: {
      main: { app: 'tiny', url, username: 'clerk', password: 'env:NOT_SET_ANYWHERE' },
      astray: { app: 'tinny', url, username: 'clerk', password: 'env:TINY_PASSWORD' },
    },
  };
  await writeFile(join(site.folder, 'sidedoor.config.ts'), `export default ${JSON.stringify(config)}`);
  const ended = await examine(site);
  expect(ended.code).toBe(1);
  expect(complaints(ended)).toEqual([
    expect.stringMatching(/^flows: .*broken\.flow\.ts is refused: .+ -> .+/),
    expect.stringMatching(/^account astray: no flow was loaded for its app "tinny" -> .+/),
    expect.stringMatching(/^account main: http:\S+ cannot be reached \(.+\) -> .+/),
    expect.stringMatching(/^account main: The secret env:NOT_SET_ANYWHERE is not set\. -> .+/),
  ]);
});

test('a server error of the application is found', async () => {
  await using site = await createSite();
  site.app.state.status = 503;
  expect(complaints(await examine(site))).toEqual([
    expect.stringMatching(/^account main: \S+ answers 503 /),
    expect.stringMatching(/^account spare: \S+ answers 503 /),
  ]);
});

test('a key that others can read, a store that cannot be written, a browser that does not start', async () => {
  await using site = await createSite();
  const env = { XDG_CONFIG_HOME: join(site.folder, 'home'), SIDEDOOR_BROWSER: '/bin/false' };
  const file = keyFile(env);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, Buffer.alloc(32, 3).toString('base64'));
  await chmod(file, 0o644);
  await writeFile(join(site.folder, 'store'), 'not a folder');
  const config = { flows: ['./flows'], store: './store/below', accounts: {} };
  await writeFile(join(site.folder, 'bad.json'), JSON.stringify(config));
  const ended = await sidedoor(['doctor', '--json', '--config', 'bad.json'], {
    cwd: site.folder,
    env: { ...env, SIDEDOOR_KEY: undefined },
  });
  expect(ended.code).toBe(1);
  expect(complaints(ended)).toEqual([
    expect.stringMatching(new RegExp(`^key: ${file} can be read by others \\(mode 644\\) -> Run: chmod 600`)),
    expect.stringMatching(/^browser: The configured browser \/bin\/false does not start/),
    expect.stringMatching(/^store: The store cannot be written \(ENOTDIR\)\. -> Make the folder/),
  ]);
});
