import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';

let harbor: Harbor;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Awaited<ReturnType<typeof startEngine>>;

beforeEach(async () => {
  harbor = await startHarbor({ switches: { lockoutAfter: 3 } });
  folder = await temporaryFolder();
  process.env['HARBOR_CLERK'] = 'harbor-demo';
  const account = { app: 'harbor', url: harbor.url, username: 'clerk', password: 'env:HARBOR_CLERK' };
  engine = await startEngine({ store: folder.path, logLevel: 'silent', accounts: { lakeside: account } });
});
afterEach(async () => {
  await engine.close();
  await folder[Symbol.asyncDispose]();
  await harbor.close();
});

async function call() {
  const id = await engine.runs.start({
    tool: 'harbor_list_work_orders',
    args: { account: 'lakeside', building: 'HBR' },
  });
  return engine.runs.wait(id, 120_000);
}

/** What processes leave that die after they have sent the password, and before they saw what came of it. */
async function dieOverSignIns(deaths: number): Promise<void> {
  const account = engine.accounts.get('lakeside')!;
  const version = await engine.states.secretVersion(account);
  for (let n = 0; n < deaths; n++) await engine.guard.sending('lakeside', version);
  await engine.sessions.retire(account, 0);
  await engine.states.forget(account, 0);
}

const signIns = () => harbor.inspect().signIns.map(({ outcome }) => outcome);

test('a password that has worked is sent again after a while: the answer says when, and no person is needed', async () => {
  expect(await call()).toMatchObject({ state: 'done' });
  await dieOverSignIns(2);
  const paused = await call();
  expect(paused).toMatchObject({
    state: 'failed',
    error: { code: 'ACCOUNT_PAUSED', message: expect.stringContaining('were sent 2 times') as string },
  });
  const [, opens] = /^Nothing signs in before (\S+Z)\. Call again after that/.exec(paused.error!.hint) ?? [];
  const wait = Date.parse(opens!) - Date.now();
  expect(wait).toBeLessThanOrEqual(10_000);
  expect(signIns()).toEqual(['signed_in']);
  await sleep(Math.max(0, wait));
  expect(await call()).toMatchObject({ state: 'done' });
  expect(signIns()).toEqual(['signed_in', 'signed_in']);
});

test('one that has never worked waits for a person', async () => {
  await dieOverSignIns(2);
  expect(await call()).toMatchObject({
    state: 'failed',
    error: { code: 'ACCOUNT_PAUSED', hint: expect.stringContaining('sidedoor login lakeside') as string },
  });
  expect(signIns()).toEqual([]);
  await engine.guard.resume('lakeside');
  expect(await call()).toMatchObject({ state: 'done' });
});

test('what was sent of one password counts for the next, and a refused one and its correction need nobody', async () => {
  await dieOverSignIns(2);
  process.env['HARBOR_CLERK'] = 'another-one';
  expect(await call()).toMatchObject({ state: 'failed', error: { code: 'ACCOUNT_PAUSED' } });
  expect(signIns()).toEqual([]);

  await engine.guard.resume('lakeside');
  expect(await call()).toMatchObject({ state: 'failed', error: { code: 'ACCOUNT_PAUSED' } });
  process.env['HARBOR_CLERK'] = 'harbor-demo';
  expect(await call()).toMatchObject({ state: 'done' });
  expect(signIns()).toEqual(['wrong_password', 'signed_in']);
});

test('a sign-in under way pauses nobody who comes in behind it', async () => {
  await dieOverSignIns(1);
  harbor.switches.slowMs = 300;
  const first = call();
  await expect.poll(async () => (await engine.guard.standing('lakeside')).attempts).toBe(2);
  const second = call();
  expect(await Promise.all([first, second])).toMatchObject([{ state: 'done' }, { state: 'done' }]);
  expect(signIns()).toEqual(['signed_in']);
});
