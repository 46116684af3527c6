import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { json } from '../cli/program.ts';
import { onceEach, openOffice, ordersCsv, tool } from './office.ts';

/** `SIDEDOOR_BULK_ROWS=60` for a longer one. */
const rows = Number(process.env['SIDEDOOR_BULK_ROWS'] ?? 9);
const descriptions = Array.from({ length: rows }, (_, index) => `Leak no. ${index + 1}`);

test(
  `${rows} rows and three kills on the way: every row once, and a result file that says so`,
  { timeout: 20_000 * rows },
  async () => {
    await using office = await openOffice('allow');
    await office.write('orders.csv', ordersCsv(descriptions));
    const command = ['bulk', tool, 'orders.csv', '--json'];
    const saves = () => office.harbor.inspect().saves.length;

    for (const share of [0.2, 0.5, 0.75]) {
      const running = office.start(command);
      // In the midst of a row, at whatever it is doing then.
      await expect.poll(saves, { timeout: 120_000, interval: 20 }).toBeGreaterThanOrEqual(rows * share);
      running.child.kill('SIGKILL');
      await running.ended;
      if (share === 0.5) await rm(join(office.folder, 'orders.result.csv'));
    }
    const last = await office.sidedoor(command);
    expect(last.code, last.stderr).toBe(0);
    expect(json(last)).toMatchObject({ state: 'ended', rows, counts: { written: rows, already_written: 0 } });

    expect(office.made()).toEqual(onceEach(descriptions));
    const results = await office.results('orders.result.csv');
    expect(results.map(({ line }) => Number(line))).toEqual(descriptions.map((_, index) => index + 2));
    const orders = new Map(office.harbor.inspect().records.workOrders.map((each) => [each.number, each]));
    for (const { state, number, description, run_id } of results) {
      expect(state).toBe('written');
      expect(run_id).toMatch(/^run_/);
      expect(orders.get(number!)?.description).toBe(description);
    }
    expect(results.map(({ description }) => description)).toEqual(descriptions);

    const again = json(await office.sidedoor(command));
    expect(again).toMatchObject({ counts: { written: 0, already_written: rows } });
    expect(office.made()).toEqual(onceEach(descriptions));
  },
);
