import { afterEach, expect, test, vi } from 'vitest';
import { startHarbor } from '../../replicas/harbor/index.ts';
import { startEngine, temporaryFolder } from '../support/engine.ts';

process.env['TOKEN_PASSWORD'] = 'harbor-demo';

afterEach(() => {
  vi.useRealTimers();
});

test("a bulk's token is good for a day; whoever is shown the rows again gets one that is good", async () => {
  const harbor = await startHarbor();
  await using folder = await temporaryFolder();
  const clerk = { app: 'harbor', url: harbor.url, username: 'clerk', password: 'env:TOKEN_PASSWORD' };
  await using engine = await startEngine({
    store: folder.path,
    logLevel: 'silent',
    accounts: { clerk: { ...clerk, writes: 'confirm' } },
  });
  const args = { building: 'HBR', unit: '203', category: 'Plumbing', description: 'Tap drips' };
  const prepare = () =>
    engine.bulks.prepare({
      tool: 'harbor_create_work_order',
      account: undefined,
      rows: [{ line: 1, args }],
      purpose: 'write',
      source: null,
    });
  const hours = (count: number) => vi.setSystemTime(Date.now() + count * 3_600_000);
  vi.useFakeTimers({ toFake: ['Date'] });

  const { id, token } = await prepare();
  hours(23);
  expect((await engine.bulks.byToken(token!))?.id).toBe(id);
  expect((await prepare()).token).toBe(token);
  hours(2);
  expect(await engine.bulks.byToken(token!)).toBeUndefined();
  const again = await prepare();
  expect(again.id).toBe(id);
  expect((await engine.bulks.byToken(again.token!))?.id).toBe(id);
  // Nobody makes an old token good by writing another time into it.
  const forged = token!.replace(/^bk_[0-9a-z]+_/, `bk_${Date.now().toString(36)}_`);
  expect(await engine.bulks.byToken(forged)).toBeUndefined();
  await harbor.close();
});
