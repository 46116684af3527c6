import { expect, test } from 'vitest';
import { servicetitan } from '../../../replicas/servicetitan/index.ts';
import { startEngine, temporaryFolder } from '../../support/engine.ts';
import { configFor, outputOf } from './office.ts';

const tool = 'servicetitan_find_customers';
const query = { query: 'Ruth' };

async function openDoor(switches: Parameters<typeof servicetitan.start>[0], withCode = false) {
  const replica = await servicetitan.start(switches);
  const folder = await temporaryFolder();
  const engine = await startEngine(configFor(replica.url, `${folder.path}/store`, withCode));
  return {
    replica,
    engine,
    async [Symbol.asyncDispose]() {
      await engine.close();
      await replica.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

test('name, password and code, each once, then the session lasts for the next run', async () => {
  await using door = await openDoor({ switches: { oneTimeCode: true, passwordNotice: true } }, true);
  const answer = outputOf<{ customers: object[] }>(await door.engine.run(tool, query));
  expect(answer.customers.length).toBeGreaterThan(2);
  await door.engine.run(tool, query);
  expect(door.replica.inspect().signIns.map(({ outcome }) => outcome)).toEqual(['code_asked', 'signed_in']);
});

test('a wrong password is sent once, however often it is tried', async () => {
  await using door = await openDoor({});
  process.env['SERVICETITAN_PASSWORD'] = 'mistyped';
  const first = await door.engine.run(tool, query);
  expect(first.error?.code).toBe('ACCOUNT_PAUSED');
  await expect(door.engine.run(tool, query)).rejects.toMatchObject({ code: 'ACCOUNT_PAUSED' });
  expect(door.replica.inspect().signIns).toEqual([{ user: 'dispatcher', outcome: 'wrong_password' }]);
});

test.each([
  ['before_login', 0],
  ['before_password', 0],
  ['after_password', 1],
] as const)(
  'a check that one is human %s waits for a person, and nothing is sent again',
  async (challenge, passwords) => {
    await using door = await openDoor({ switches: { challenge } });
    const { runs } = door.engine;
    const id = await runs.start({ tool, args: query });
    const report = await runs.wait(id, 30_000);
    if (challenge === 'before_login') {
      expect([report.state, report.error?.code]).toEqual(['failed', 'NEEDS_HUMAN']);
    } else {
      expect(report.state).toBe('needs_human');
      expect(report.needs?.what).toBeTruthy();
    }
    const { challenges, signIns, lockouts } = door.replica.inspect();
    expect(challenges).toEqual({ shown: 1, cleared: 0 });
    expect([signIns.length, lockouts]).toEqual([passwords, 0]);
    await runs.cancel(id).catch(() => undefined);
  },
);

test('a check that one is human in the middle of a run needs a person as well', async () => {
  await using door = await openDoor({});
  await door.engine.run(tool, query);
  door.replica.switches.challengeAtRequest = 2;
  const { state, error } = await door.engine.run(tool, query);
  expect([state, error?.code]).toEqual(['failed', 'NEEDS_HUMAN']);
  expect(door.replica.inspect().challenges).toEqual({ shown: 1, cleared: 0 });
  expect(door.replica.inspect().signIns).toHaveLength(1);
});

test('a code page that was left for too long is a matter for a person', async () => {
  await using door = await openDoor({ switches: { oneTimeCode: true, codePageSeconds: 0 } }, true);
  const { runs } = door.engine;
  const id = await runs.start({ tool, args: query });
  const report = await runs.wait(id, 30_000);
  expect(report.needs?.what ?? report.error?.message).toContain('Session Timeout');
  expect(door.replica.inspect().signIns.map(({ outcome }) => outcome)).toEqual(['code_asked']);
  await runs.cancel(id).catch(() => undefined);
});
