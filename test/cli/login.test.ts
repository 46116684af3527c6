import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Browser } from 'playwright';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import { temporaryFolder } from '../support/engine.ts';
import { launchBrowser } from '../support/page.ts';
import { harborCode, openHandOff, pressDone } from '../support/person.ts';
import { json, sidedoor, start } from './program.ts';
import type { Started } from './program.ts';

let browser: Browser;
let harbor: Harbor;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let at: { cwd: string; env: Record<string, string | undefined> };

const prompt = 'Code (not shown): ';
const question = 'lakeside: Harbor Property Manager says: "Harbor asks for a code of the authenticator app"';

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  harbor = await startHarbor({ switches: { oneTimeCode: true } });
  folder = await temporaryFolder();
  const lakeside = { app: 'harbor', url: harbor.url, username: 'clerk', password: 'env:HARBOR_CLERK' };
  await writeFile(join(folder.path, 'sidedoor.config.json'), JSON.stringify({ accounts: { lakeside } }));
  const nothing = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
  at = { cwd: folder.path, env: { HARBOR_CLERK: 'harbor-demo', ...nothing } };
});
afterEach(async () => {
  await folder[Symbol.asyncDispose]();
  await harbor.close();
});

/** Waits until a program has written something to stderr. */
async function said(program: Started, text: string | RegExp): Promise<void> {
  await expect.poll(() => program.stderr()).toMatch(text);
}

const addressIn = (text: string) => /^Open (http\S+)$/m.exec(text)![1]!;
const outcomes = () => harbor.inspect().signIns.map(({ outcome }) => outcome);

test('takes the code at the terminal, seals the session, and the next run needs nobody', async () => {
  const login = start(['login', 'lakeside'], at);
  await said(login, prompt);
  expect(login.stderr()).toContain(question);
  login.child.stdin!.write(`${harborCode()}\n`);
  expect(await login.ended).toMatchObject({
    code: 0,
    stdout: 'lakeside is signed in, and its session is sealed for the runs to come.\n',
  });
  expect(outcomes()).toEqual(['code_asked', 'signed_in']);
  const run = await sidedoor(['run', 'harbor_list_work_orders', '--building', 'HBR', '--json'], at);
  expect(json(run)).toMatchObject({ status: 'done' });
  expect(outcomes()).toEqual(['code_asked', 'signed_in']);
});

test('asks again after a wrong code, and says at the end since when the account is signed in', async () => {
  const login = start(['login', 'lakeside', '--json'], at);
  await said(login, prompt);
  login.child.stdin!.write('000000\n');
  await said(login, 'The code is not correct.');
  login.child.stdin!.write(`${harborCode()}\n`);
  const ended = await login.ended;
  expect(ended.code).toBe(0);
  const { account, signed_in, signed_in_at } = json(ended);
  expect({ account, signed_in }).toEqual({ account: 'lakeside', signed_in: true });
  expect(Date.now() - Date.parse(signed_in_at as string)).toBeLessThan(60_000);
  expect(outcomes()).toEqual(['code_asked', 'wrong_code', 'signed_in']);
});

test('gives the address of the page for what is no code', async () => {
  Object.assign(harbor.switches, { oneTimeCode: false, interstitial: 'notice' });
  const login = start(['login', 'lakeside'], at);
  await said(login, /^Open http/m);
  expect(login.stderr()).not.toContain(prompt);
  const person = await openHandOff(browser, addressIn(login.stderr()));
  await person.locator('#screen').focus();
  await person.keyboard.press('Tab');
  const acted = person.waitForResponse((response) => response.url().endsWith('/act'));
  await person.keyboard.press('Enter');
  await acted;
  expect(await pressDone(person)).toMatch(/^Signed in/);
  expect((await login.ended).code).toBe(0);
});

test('clears a pause, as a person is there', async () => {
  at.env['HARBOR_CLERK'] = 'wrong';
  const refused = await sidedoor(['run', 'harbor_list_work_orders'], at);
  expect(refused.stderr).toMatch(/^ACCOUNT_PAUSED/m);
  const again = await sidedoor(['login', 'lakeside'], at);
  expect(again).toMatchObject({ code: 1, stdout: '' });
  expect(again.stderr).toMatch(/^ACCOUNT_PAUSED: .*refused/);
  expect(outcomes()).toEqual(['wrong_password', 'wrong_password']);
});

test('helps a run that waits already, and signs in no second time', async () => {
  const run = start(['run', 'harbor_list_work_orders', '--building', 'HBR', '--json'], at);
  await said(run, /^Open http/m);
  const login = start(['login', 'lakeside'], at);
  await said(login, prompt);
  expect(addressIn(login.stderr())).toBe(addressIn(run.stderr()));
  login.child.stdin!.write(`${harborCode()}\n`);
  expect((await login.ended).code).toBe(0);
  expect(json(await run.ended)).toMatchObject({ status: 'done' });
  expect(outcomes()).toEqual(['code_asked', 'signed_in']);
});

test('waits its turn and says its place', async () => {
  Object.assign(harbor.switches, { oneTimeCode: false, slowMs: 1_500 });
  const run = start(['run', 'harbor_list_work_orders', '--building', 'HBR', '--json'], at);
  await expect.poll(() => harbor.inspect().requestsInProgress).toBe(1);
  const login = start(['login', 'lakeside'], at);
  await said(login, /^1 run is ahead on the account "lakeside"\.$/m);
  harbor.switches.slowMs = 0;
  expect(json(await run.ended)).toMatchObject({ status: 'done' });
  expect((await login.ended).code).toBe(0);
  // The run was over when the login threw its session out.
  expect(harbor.inspect().thrownOut).toBe(0);
});

test('ends at Ctrl-C and leaves the lane free', async () => {
  const login = start(['login', 'lakeside'], at);
  await said(login, prompt);
  login.child.kill('SIGINT');
  const { code, stderr } = await login.ended;
  expect(code).toBe(1);
  expect(stderr).toContain('CANCELLED: The login was called off.');
  const { accounts } = json<{ accounts: { queue: unknown }[] }>(await sidedoor(['accounts', '--json'], at));
  expect(accounts[0]?.queue).toEqual({ running: 0, waiting: 0 });
});

test('refuses an account that there is not, and a browser where there is no display', async () => {
  expect(await sidedoor(['login', 'nobody'], at)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('There are: lakeside.') as string,
  });
  expect(await sidedoor(['login', 'lakeside', '--headed'], at)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no display') as string,
  });
});
