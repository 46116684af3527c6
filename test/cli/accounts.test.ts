import { expect, test } from 'vitest';
import { createSite, json } from './program.ts';
import type { Ended } from './program.ts';

interface AccountsJson {
  accounts: {
    name: string;
    paused: { kind: string; why: string; hint: string; until: string | null } | null;
    signed_in_at: string | null;
    sessions: { slot: number; signed_in_at: string; sealed_at: string; opens: boolean }[];
  }[];
}

interface DoctorJson {
  ok: boolean;
  findings: { check: string; state: string; says: string; fix?: string }[];
}

const main = (ended: Ended) => json<AccountsJson>(ended).accounts.find(({ name }) => name === 'main');

const complaints = (ended: Ended) =>
  json<DoctorJson>(ended).findings.filter(({ state }) => state === 'wrong');

test('a refused password pauses its account for every later call, until the pause is cleared or the password changes', async () => {
  await using site = await createSite();
  const { state } = site.app;
  const run = () => site.sidedoor(['run', 'tiny_list_rows', '--account', 'main']);
  expect(main(await site.sidedoor(['accounts', '--json']))).toMatchObject({
    paused: null,
    signed_in_at: null,
    sessions: [],
  });

  state.password = 'changed-by-the-admin';
  for (const attempt of [await run(), await run()]) {
    expect(attempt).toMatchObject({ code: 1, stdout: '' });
    expect(attempt.stderr).toMatch(/^ACCOUNT_PAUSED: .*"Wrong password".*\n.*sidedoor accounts resume main/);
  }
  expect(state.wrongPasswords).toBe(1);

  expect(main(await site.sidedoor(['accounts', '--json']))).toMatchObject({
    paused: { kind: 'refused', why: expect.stringContaining('Wrong password') as unknown, until: null },
  });
  const examined = await site.sidedoor(['doctor', '--json']);
  expect(examined.code).toBe(1);
  expect(complaints(examined)).toMatchObject([
    { check: 'account main', fix: expect.stringContaining('sidedoor accounts resume main') as unknown },
  ]);

  const resumed = await site.sidedoor(['accounts', 'resume', 'main']);
  expect(resumed).toMatchObject({ code: 0, stdout: 'main may sign in again.\n' });
  expect((await run()).code).toBe(1);
  expect(state.wrongPasswords).toBe(2);

  // Paused once more; a new secret needs nobody to clear it.
  site.at.env['TINY_PASSWORD'] = state.password;
  expect(main(await site.sidedoor(['accounts', '--json']))).toMatchObject({ paused: null });
  expect((await run()).code).toBe(0);
  const signedIn = main(await site.sidedoor(['accounts', '--json']));
  expect(signedIn).toMatchObject({
    signed_in_at: expect.any(String) as unknown,
    sessions: [{ slot: 0, opens: true }],
  });

  const otherKey = { ...site.at.env, SIDEDOOR_KEY: Buffer.alloc(32, 1).toString('base64') };
  site.at.env = otherKey;
  expect(main(await site.sidedoor(['accounts', '--json']))).toMatchObject({
    sessions: [{ slot: 0, opens: false }],
  });
});

test('only accounts that there are can be resumed', async () => {
  await using site = await createSite();
  const { code, stderr } = await site.sidedoor(['accounts', 'resume', 'nobody']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/There is no account "nobody"\.\nThere are: main, spare\./);
});
