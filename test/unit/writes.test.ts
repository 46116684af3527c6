import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHarbor } from '../../replicas/harbor/index.ts';
import type { Harbor, HarborSwitches } from '../../replicas/harbor/index.ts';
import type { ConfigInput } from '../../src/config/schema.ts';
import type { Preview } from '../../src/write/order.ts';
import { startEngine, storeOf, temporaryFolder } from '../support/engine.ts';

process.env['WRITES_PASSWORD'] = 'harbor-demo';

const tool = 'harbor_create_work_order';
const wanted = { building: 'HBR', unit: '203', category: 'Plumbing', description: 'Tap drips' };

/** A Harbor, an engine on it, and what it did there. */
async function office(switches: Partial<HarborSwitches> = {}, writes: 'off' | 'confirm' | 'allow' = 'allow') {
  const harbor = await startHarbor({ switches });
  const folder = await temporaryFolder();
  const account = {
    app: 'harbor',
    url: harbor.url,
    username: 'clerk',
    password: 'env:WRITES_PASSWORD',
    writes,
  };
  const config: ConfigInput = {
    ...storeOf(folder.path),
    logLevel: 'silent',
    accounts: { clerk: account },
  };
  const engine = await startEngine(config);
  return {
    harbor,
    engine,
    config,
    /** Work orders that were not there at the start. */
    written: () => created(harbor),
    async [Symbol.asyncDispose]() {
      await engine[Symbol.asyncDispose]();
      await harbor.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const created = (harbor: Harbor) => harbor.inspect().records.workOrders.filter(({ reference }) => reference);

describe('a preview', () => {
  test('shows the form as it is filled in and the request that would leave, and writes nothing', async () => {
    await using desk = await office({}, 'off');
    const before = JSON.stringify(desk.harbor.inspect().records);
    const report = await desk.engine.run(tool, { ...wanted, preview: true });
    expect(report).toMatchObject({ state: 'done', isPreview: true });
    const { preview, request, preview_token } = report.output as Preview;
    expect(preview).toMatchObject({
      property: expect.stringContaining('HBR'),
      brief_description: 'Tap drips',
    });
    expect(request).toMatchObject({ method: 'POST', fields: { txtBrief: 'Tap drips' } });
    expect(preview_token).toMatch(/^pv_/);
    expect(JSON.stringify(desk.harbor.inspect().records)).toBe(before);
  });

  test('is all there is where writes are off, and says whose decision that is', async () => {
    await using desk = await office({}, 'off');
    await expect(desk.engine.run(tool, wanted)).rejects.toMatchObject({
      code: 'REFUSED',
      hint: expect.stringContaining('Only the user can allow it'),
    });
    expect(desk.written()).toEqual([]);
  });

  test('is what a call becomes that somebody has to confirm; its token then writes what it showed', async () => {
    await using desk = await office({}, 'confirm');
    const shown = await desk.engine.run(tool, wanted);
    expect(shown.isPreview).toBe(true);
    expect(desk.written()).toEqual([]);
    const { preview_token } = shown.output as Preview;
    const report = await desk.engine.run(tool, { ...wanted, preview_token });
    expect(report).toMatchObject({ state: 'done', isPreview: false });
    expect(desk.written()).toHaveLength(1);
  });

  test('that the screen no longer bears out is refused by its token, and nothing is written', async () => {
    await using desk = await office({}, 'confirm');
    const shown = await desk.engine.run(tool, wanted);
    desk.harbor.switches.changeUnderneath = true;
    const { preview_token } = shown.output as Preview;
    const report = await desk.engine.run(tool, { ...wanted, preview_token });
    expect(report.error).toMatchObject({
      code: 'PREVIEW_STALE',
      message: expect.stringContaining('trip_charge'),
    });
    expect(desk.written()).toEqual([]);
  });

  test('gives a token for its own arguments only', async () => {
    await using desk = await office({}, 'confirm');
    const { preview_token } = (await desk.engine.run(tool, wanted)).output as Preview;
    const other = { ...wanted, unit: '204', preview_token };
    await expect(desk.engine.run(tool, other)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(desk.engine.run(tool, { ...wanted, preview_token: 'pv_0' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});

describe('the same call again', () => {
  let desk: Awaited<ReturnType<typeof office>>;
  beforeAll(async () => {
    desk = await office();
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  test('made ten times at once is one write, and the same answer ten times', async () => {
    const calls = Array.from({ length: 10 }, () => desk.engine.run(tool, wanted));
    const answers = await Promise.all(calls);
    expect(new Set(answers.map(({ output }) => JSON.stringify(output))).size).toBe(1);
    expect(answers.every(({ state }) => state === 'done')).toBe(true);
    expect(desk.written()).toHaveLength(1);
  });

  test('made later answers what was written, by whichever process', async () => {
    await using second = await startEngine(desk.config);
    const [first, again] = [await desk.engine.run(tool, wanted), await second.run(tool, wanted)];
    expect(again.output).toEqual(first.output);
    expect(again.id).toBe(first.id);
    expect(desk.written()).toHaveLength(1);
  });

  test('under another key is another write, and a preview without one says that it was written', async () => {
    const shown = await desk.engine.run(tool, { ...wanted, preview: true });
    expect((shown.output as Preview).warnings.join()).toContain('was written before');
    const again = await desk.engine.run(tool, { ...wanted, idempotency_key: 'the second tap' });
    const same = await desk.engine.run(tool, { ...wanted, idempotency_key: 'the second tap' });
    expect(same.id).toBe(again.id);
    expect(desk.written()).toHaveLength(2);
  });

  test('a key that was used for something else is refused', async () => {
    const other = { ...wanted, unit: '204', idempotency_key: 'the second tap' };
    await expect(desk.engine.run(tool, other)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('other arguments'),
    });
  });
});

describe('when the application does not do as it says', () => {
  const written: Partial<HarborSwitches>[] = [
    { saveThenError: 1 },
    { saveThenCut: 1 },
    { saveThenHang: 1 },
    { doubleSubmit: true },
    { logoutAtSave: 1 },
    { cutBeforeSave: 1 },
    { savedButNot: 1 },
    { slowSave: 2_500, saveThenCut: 1 },
    { slowSave: 1_500, cutBeforeSave: 1 },
  ];
  for (const switches of written) {
    test(`${Object.keys(switches).join(' and ')}: written once, and answered so`, async () => {
      await using desk = await office();
      await desk.engine.run('harbor_list_work_orders', { status: 'On hold' });
      Object.assign(desk.harbor.switches, switches);
      const report = await desk.engine.run(tool, wanted, 110_000);
      expect(report.error).toBeUndefined();
      const [order, ...others] = desk.written();
      expect(others).toEqual([]);
      expect(report.output).toMatchObject({ number: order?.number, description: 'Tap drips' });
    }, 120_000);
  }

  test('what it refuses is said in its words, is not written, and may be tried again', async () => {
    await using desk = await office();
    const emergency = { ...wanted, priority: 'Emergency' };
    const refused = await desk.engine.run(tool, emergency);
    expect(refused.error).toMatchObject({ code: 'REFUSED' });
    const again = await desk.engine.run(tool, emergency);
    expect(again.id).not.toBe(refused.id);
    expect(desk.written()).toEqual([]);
  });
});

test('a call-off before the commit writes nothing; after it the run tells how it went', async () => {
  await using desk = await office({ slowMs: 300 });
  const early = await desk.engine.runs.start({ tool, args: wanted });
  await expect.poll(async () => (await desk.engine.runs.wait(early, 0)).steps.length).toBeGreaterThan(0);
  expect((await desk.engine.runs.cancel(early)).state).toBe('cancelled');
  expect(desk.written()).toEqual([]);

  desk.harbor.switches.holdAfterSave = true;
  const late = await desk.engine.runs.start({ tool, args: wanted });
  await expect.poll(() => desk.written().length, { timeout: 30_000 }).toBe(1);
  const cancelling = desk.engine.runs.cancel(late);
  desk.harbor.switches.holdAfterSave = false;
  await cancelling;
  expect(await desk.engine.runs.wait(late, 60_000)).toMatchObject({ state: 'done', error: undefined });
  expect(desk.written()).toHaveLength(1);
});
