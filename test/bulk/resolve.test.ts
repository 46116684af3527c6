import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { json } from '../cli/program.ts';
import { onceEach, openOffice, ordersCsv, tool } from './office.ts';
import type { Office } from './office.ts';

let office: Office;

// Each starts the program several times, which takes long where others are at work.
vi.setConfig({ testTimeout: 240_000 });

beforeEach(async () => {
  office = await openOffice('allow');
});
afterEach(() => office[Symbol.asyncDispose]());

const order = ['--building', 'HBR', '--unit', '203', '--category', 'Plumbing', '--description', 'Doubt'];
const run = () => office.sidedoor(['run', tool, ...order, '--json']);

/** Harbor goes into maintenance before anybody could see whether it wrote the order. */
async function writeInDoubt({ isWritten }: { isWritten: boolean }): Promise<string> {
  const { harbor } = office;
  const { switches } = harbor;
  Object.assign(switches, isWritten ? { holdAfterSave: true } : { holdSave: true, savedButNot: 1 });
  const running = run();
  await expect.poll(() => harbor.inspect().saves.length, { timeout: 120_000 }).toBe(1);
  Object.assign(switches, { maintenance: true, holdSave: false, holdAfterSave: false });
  const ended = await running;
  switches.maintenance = false;
  expect(office.made()).toEqual(isWritten ? { Doubt: 1 } : {});
  expect(ended.code).toBe(1);
  const { run_id, error } = json<{ run_id: string; error: { code: string } }>(ended);
  expect(error.code).toBe('OUTCOME_UNKNOWN');
  return run_id;
}

test('a person who found it says so: the same call is answered with it, and writes nothing', async () => {
  const id = await writeInDoubt({ isWritten: true });
  expect((await office.sidedoor(['runs', id])).stdout).toMatch(/^write +in doubt/m);
  expect(await office.sidedoor(['runs', 'resolve', id])).toMatchObject({ code: 2 });
  await office.write('wrong.json', '{ "number": "WO-1" }');
  const wrong = await office.sidedoor(['runs', 'resolve', id, '--present', '--output', 'wrong.json']);
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('not what') as string });

  const resolved = await office.sidedoor(['runs', 'resolve', id, '--present', '--json']);
  expect(resolved.code, resolved.stdout).toBe(0);
  expect(json(resolved)).toMatchObject({ run_id: id, status: 'done' });
  expect(json(await office.sidedoor(['runs', id, '--json']))).toMatchObject({
    status: 'done',
    write: { state: 'confirmed', reconciled: false, approval: { how: 'person' } },
  });
  expect(json(await run())).toMatchObject({ run_id: id, status: 'done', repeated: true });
  expect(office.made()).toEqual({ Doubt: 1 });
  const twice = await office.sidedoor(['runs', 'resolve', id, '--absent']);
  expect(twice).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is known: it was written') as string,
  });
});

test('a person who says that it is not there lets the same call write it', async () => {
  const id = await writeInDoubt({ isWritten: false });
  const resolved = await office.sidedoor(['runs', 'resolve', id, '--absent', '--json']);
  expect(json(resolved)).toMatchObject({ run_id: id, status: 'failed', error: { code: 'INTERRUPTED' } });
  expect(json(await run())).toMatchObject({ status: 'done' });
  expect(office.made()).toEqual({ Doubt: 1 });
});

test('a bulk stops at a row whose outcome is unknown, tries no further, and finds it the next time', async () => {
  const descriptions = ['Row 1', 'Row 2', 'Row 3'];
  await office.write('orders.csv', ordersCsv(descriptions));
  const { harbor } = office;
  const { switches } = harbor;
  switches.holdAfterSave = true;
  const running = office.sidedoor(['bulk', tool, 'orders.csv', '--json']);
  await expect.poll(() => harbor.inspect().saves.length, { timeout: 120_000 }).toBe(1);
  Object.assign(switches, { maintenance: true, holdAfterSave: false });
  const ended = await running;
  expect(ended.code).toBe(1);
  expect(json(ended)).toMatchObject({
    state: 'stopped',
    reason: expect.stringContaining('OUTCOME_UNKNOWN') as string,
    counts: { unknown: 1, not_tried: 2, written: 0 },
  });
  expect(harbor.inspect().saves.length).toBe(1);

  switches.maintenance = false;
  const again = await office.sidedoor(['bulk', tool, 'orders.csv', '--json']);
  expect(json(again)).toMatchObject({ state: 'ended', counts: { written: 3 } });
  expect(office.made()).toEqual(onceEach(descriptions));
  expect(join(office.folder, 'orders.result.csv')).toBe(json<{ result_file: string }>(again).result_file);
});
