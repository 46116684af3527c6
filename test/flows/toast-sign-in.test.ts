import { expect, test } from 'vitest';
import { toast } from '../../replicas/toast/index.ts';
import { temporaryFolder } from '../support/engine.ts';
import { brisk, startAt, week } from './toast-office.ts';
import type { Office } from './toast-office.ts';

async function signIn(switches: Partial<Office['replica']['switches']>, more: { password?: string } = {}) {
  await using store = await temporaryFolder();
  const door = await toast.start({ switches: { ...brisk, ...switches } });
  const run = async () => {
    await using office = await startAt(door.url, store.path, more);
    try {
      const id = await office.runs.start({ tool: 'toast_list_deposits', args: week });
      await expect
        .poll(async () => (await office.runs.wait(id, 1_000)).finishedAt, { timeout: 120_000 })
        .not.toBeNull();
      const { state, error } = await office.runs.wait(id, 0);
      return error?.code ?? state;
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    }
  };
  const runs = [await run(), await run()] as const;
  const { signIns } = door.inspect();
  await door.close();
  return { runs, outcomes: signIns.map(({ outcome }) => outcome) };
}

test('user name, password, code, the offer of a passkey: once for two processes', async () => {
  const { runs, outcomes } = await signIn({ passkeyNag: true });
  expect(runs).toEqual(['done', 'done']);
  expect(outcomes).toEqual(['code_asked', 'signed_in']);
});

test.each(['before', 'mid'] as const)(
  'a check for bots %s the login waits for a person',
  async (botCheck) => {
    const { runs, outcomes } = await signIn({ botCheck });
    expect(runs).toEqual(['NEEDS_HUMAN', 'NEEDS_HUMAN']);
    expect(outcomes).toEqual([]);
  },
);

test.each([0, 1])('a refused password is sent once (block after %i)', async (lockoutAfter) => {
  process.env['TOAST_WRONG'] = 'not-it';
  const { runs, outcomes } = await signIn({ lockoutAfter }, { password: 'env:TOAST_WRONG' });
  expect(runs).toEqual(['ACCOUNT_PAUSED', 'ACCOUNT_PAUSED']);
  expect(outcomes).toHaveLength(1);
});
