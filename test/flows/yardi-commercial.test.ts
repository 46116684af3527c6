import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { expectedCommercial } from '../replicas/yardi-expected-commercial.ts';
import { startYardiOffice } from '../support/yardi-office.ts';

/** The commercial rent roll beside the leases, and under what goes wrong with reports. */
let office: Awaited<ReturnType<typeof startYardiOffice>>;
beforeAll(async () => {
  office = await startYardiOffice({ entry: 'advanced' });
});
const reset = { wrongReport: false, ignoreProperty: false, reportStuck: false, renameHeading: false };
afterEach(() => {
  Object.assign(office.replica.switches, {
    ...reset,
    truncateRows: false,
    brokenTotals: false,
    shiftColumn: false,
    monitorSeconds: 1,
  });
});
afterAll(() => office[Symbol.asyncDispose]());

const asked = { property: 'dock', as_of: '2026-11-20' };
const proven = expect.objectContaining({ proven: true }) as unknown;
const call = (args: object = asked) => office.call('get_commercial_rent_roll', { ...args });
const expected = (property = 'dock') =>
  expectedCommercial(office.replica.inspect().records, property, asked.as_of);

test.each(['dock', 'mill', 'elmc'])('%s: every lease and vacant suite, field by field', async (property) => {
  const { result } = await call({ ...asked, property });
  expect(result).toEqual({ ...expected(property), complete: proven });
  const kinds = new Set(expected(property).leases.map(({ status }) => status));
  expect(kinds.size).toBe(property === 'elmc' ? 0 : 3);
});

test.each(['wrongReport', 'ignoreProperty', 'reportStuck'] as const)(
  '%s: the right answer all the same, from the screen, where dates are no numbers',
  async (name) => {
    Object.assign(office.replica.switches, { [name]: true, monitorSeconds: 0.1 });
    expect((await call()).result).toEqual({ ...expected(), complete: proven });
  },
);

test('rows that are missing or totals that are wrong: it says that it is not proven', async () => {
  office.replica.switches.brokenTotals = true;
  const unproven = expect.objectContaining({ proven: false }) as unknown;
  expect((await call()).result).toEqual({ ...expected(), complete: unproven });
  Object.assign(office.replica.switches, { brokenTotals: false, truncateRows: true });
  expect((await call()).result).toMatchObject({ complete: { proven: false } });
});

test.each(['renameHeading', 'shiftColumn'] as const)('%s: nothing is read', async (name) => {
  office.replica.switches[name] = true;
  expect(await call()).toEqual({ code: 'LAYOUT_CHANGED' });
});
