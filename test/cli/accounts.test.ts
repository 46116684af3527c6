import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSite, json, start } from './program.ts';
import type { Ended } from './program.ts';

interface AccountsJson {
  accounts: {
    name: string;
    paused: { kind: string; why: string; hint: string; until: string | null } | null;
    state: 'ready' | 'paused';
    next_run: { why: string; at: string | null } | null;
    live: boolean;
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
    state: 'paused',
    next_run: { why: 'paused', at: null },
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

test('each account shows whether it is live or parked, and when its next run may begin', async () => {
  await using site = await createSite();
  const pace = "pace: { runsPerHour: 1, quietHours: '00:00-23:59', timeZone: 'UTC' }";
  const config = (more: string) => site.config.replace("username: 'other'", `username: 'other', ${more}`);
  const accounts = async () => json<AccountsJson>(await site.sidedoor(['accounts', '--json'])).accounts;
  await writeFile(join(site.folder, 'sidedoor.config.ts'), config('pace: { runsPerHour: 1 }'));
  expect(await accounts()).toMatchObject([
    { name: 'main', state: 'ready', next_run: null, live: false, sessions: [] },
    { name: 'spare', state: 'ready', next_run: null },
  ]);

  const began = Date.now();
  expect((await site.sidedoor(['run', 'tiny_list_rows', '--account', 'spare'])).code).toBe(0);
  const refused = await site.sidedoor(['run', 'tiny_list_rows', '--account', 'spare']);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/^BUSY: .*next run may begin at \S+Z/);
  const [, spare] = await accounts();
  expect(spare).toMatchObject({
    live: false,
    sessions: [{ slot: 0, age_seconds: expect.any(Number) as unknown }],
  });
  expect(Date.parse(spare!.next_run!.at!)).toBeGreaterThanOrEqual(began + 3_600_000);
  expect(site.app.state.signIns).toBe(1);

  // A server keeps its session live, and everybody can see it.
  const served = start(['mcp'], site.at);
  const params = {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'test', version: '0' },
  };
  const call = { name: 'tiny_list_rows', arguments: { account: 'main' } };
  for (const message of [
    { id: 1, method: 'initialize', params },
    { method: 'notifications/initialized' },
    { id: 2, method: 'tools/call', params: call },
  ]) {
    served.child.stdin!.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }
  await expect.poll(() => served.stdout(), { timeout: 20_000 }).toContain('"id":2');
  expect((await accounts())[0]).toMatchObject({ name: 'main', live: true });
  const table = await site.sidedoor(['accounts']);
  expect(table.stdout).toMatch(/^main\tready\tnow\tidle\tlive, /m);
  expect(table.stdout).toMatch(/^spare\tready\tafter \S+.*\tparked, /m);
  served.child.stdin!.end();
  await served.ended;
  expect((await accounts())[0]).toMatchObject({ name: 'main', live: false });

  await writeFile(join(site.folder, 'sidedoor.config.ts'), config(pace));
  const until = (await accounts())[1]!.next_run!.at!;
  expect(until.slice(11, 16)).toBe('23:59');
});

test('only accounts that there are can be resumed', async () => {
  await using site = await createSite();
  const { code, stderr } = await site.sidedoor(['accounts', 'resume', 'nobody']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/There is no account "nobody"\.\nThere are: main, spare\./);
});
