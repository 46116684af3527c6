import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { keyFile } from '../../src/session/master-key.ts';
import { temporaryFolder } from '../support/engine.ts';
import { createSite, json, sidedoor } from './program.ts';
import type { Ended, Site } from './program.ts';

interface DoctorJson {
  ok: boolean;
  findings: { check: string; state: 'ok' | 'note' | 'wrong'; says: string; fix?: string }[];
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
});

test('of a sound project nothing is wrong, and no secret is shown', async () => {
  await using site = await createSite();
  const ended = await site.sidedoor(['doctor']);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.stdout).toContain('its secret is there (env:TINY_PASSWORD)');
  expect(ended.stdout).toMatch(/account main +\S+ answers 200 in \d+ ms/);
  expect(ended.stdout).not.toContain(site.app.state.password);
  expect(site.app.state.signIns).toBe(0);
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
    expect.stringMatching(/^store: ENOTDIR/),
  ]);
});
