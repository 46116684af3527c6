import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor } from '../../replicas/harbor/index.ts';
import { checkAccounts } from '../../src/cli/doctor/accounts.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';

let harbor: Harbor;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  harbor = await startHarbor();
  folder = await temporaryFolder();
});
afterEach(async () => {
  await folder[Symbol.asyncDispose]();
  await harbor.close();
});

/** What doctor finds about codes, where `DOCTORS_CODE` is set to this. */
async function findings(secret: string | undefined, code: string | undefined = 'env:DOCTORS_CODE') {
  process.env['DOCTORS_PASSWORD'] = 'harbor-demo';
  if (secret === undefined) delete process.env['DOCTORS_CODE'];
  else process.env['DOCTORS_CODE'] = secret;
  const account = { app: 'harbor', url: harbor.url, username: 'clerk', password: 'env:DOCTORS_PASSWORD' };
  const accounts = { lakeside: { ...account, ...(code && { code }) } };
  const engine = await startEngine({ store: folder.path, logLevel: 'silent', accounts });
  try {
    const all = await checkAccounts(engine, { browser: false });
    expect(JSON.stringify(all)).not.toContain(secret ?? 'harbor-demo');
    return all.filter(({ says }) => says.includes('DOCTORS_CODE') || says.includes('one-time code'));
  } finally {
    await engine.close();
  }
}

test.each([
  ['as base32 in groups', 'abbq xeyt poiw wg3d f', 30],
  ['as an address with its own period', 'otpauth://totp/Harbor:clerk?secret=ABBQXEYTPOIWWG3DF&period=60', 60],
])('doctor finds the secret of codes, %s', async (_how, secret, period) => {
  const [found, ...more] = await findings(secret);
  expect(more).toEqual([]);
  expect(found).toMatchObject({ state: 'ok', says: expect.stringContaining(`every ${period} s`) as string });
});

test.each([
  ['is not set', undefined, /DOCTORS_CODE is not set/],
  ['is a code rather than a secret', '123456', /no secret of time-based one-time codes/],
  ['counts', 'otpauth://hotp/Harbor:clerk?secret=ABBQXEYTPOIWWG3DF&counter=1', /no secret of time-based/],
])('doctor finds that the secret of codes %s, and says what to do', async (_what, secret, complaint) => {
  expect(await findings(secret)).toMatchObject([
    { check: 'account lakeside', state: 'wrong', says: expect.stringMatching(complaint) as string },
  ]);
});

test('doctor says nothing of codes that an account does not have', async () => {
  expect(await findings('ABBQXEYTPOIWWG3DF', '')).toEqual([]);
});
