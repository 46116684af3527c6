import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AppfolioSwitches } from '../../replicas/appfolio/index.ts';
import type { RunReport } from '../../src/runs.ts';
import { expectedOrders, expectedRentRoll } from './appfolio-expected.ts';
import { openOffice, today } from './appfolio-office.ts';
import type { Office } from './appfolio-office.ts';

/** With every misbehaviour: the right answer, one that says that it is not whole, or a typed error. Never wrong data. */
let office: Office;

beforeAll(async () => {
  office = await openOffice();
  const { error } = await office.run('run_rent_roll', { as_of: today, property: 'Corbel House Annex' });
  expect(error).toBeUndefined();
});
afterEach(() => office.set({}));
afterAll(() => office.close());

type Outcome = 'right' | 'not whole' | 'LAYOUT_CHANGED' | 'REFUSED';

/** What an answer is worth beside the records. */
function worth({ error, output }: RunReport, list: string, expected: unknown[]): string {
  if (error) return error.code;
  const { complete, ...answer } = output as { complete: { proven: boolean } } & Record<string, unknown>;
  if (!complete.proven) return 'not whole';
  // A grid that had to be read twice answers its rows in another order.
  const sorted = (rows: unknown) =>
    JSON.stringify((rows as unknown[]).map((row) => JSON.stringify(row)).toSorted());
  return sorted(answer[list]) === sorted(expected) ? 'right' : 'WRONG';
}

const onRentRoll: [Partial<AppfolioSwitches>, Outcome][] = [
  [{ paintMs: 600 }, 'right'],
  [{ skipRows: true }, 'right'],
  [{ truncateRows: true }, 'not whole'],
  [{ capRows: 5 }, 'not whole'],
  [{ shiftColumn: true }, 'LAYOUT_CHANGED'],
  [{ renameHeading: true }, 'LAYOUT_CHANGED'],
  [{ brokenTotals: true }, 'not whole'],
  [{ otherHeadings: true }, 'right'],
  [{ ignoreFilter: true }, 'right'],
  [{ forgetFilter: true }, 'right'],
  [{ noPermission: true }, 'REFUSED'],
];

test.each(onRentRoll)('rent roll with %j: %s', async (switches, outcome) => {
  const property = 'Birchwood Commons';
  office.set(switches);
  const report = await office.run('run_rent_roll', { as_of: today, property });
  expect(worth(report, 'units', expectedRentRoll(office.inspect(), property))).toBe(outcome);
});

const onExport: [Partial<AppfolioSwitches>, Outcome][] = [
  [{ rowPerAssignee: false }, 'right'],
  [{ metadataRows: 6, carriageMarks: true }, 'right'],
  [{ metadataRows: 0 }, 'right'],
  [{ capRows: 30 }, 'not whole'],
  [{ repeatRows: true }, 'not whole'],
  [{ shiftColumn: true }, 'LAYOUT_CHANGED'],
  [{ renameHeading: true }, 'LAYOUT_CHANGED'],
];

test.each(onExport)('work orders with %j: %s', async (switches, outcome) => {
  office.set(switches);
  const report = await office.run('list_work_orders', { from: '2020-01-01', to: today });
  expect(worth(report, 'work_orders', expectedOrders(office.inspect()))).toBe(outcome);
});

/** So few that each can be opened where the report is no help. */
const onList: Partial<AppfolioSwitches>[] = [
  { truncateRows: true },
  { shiftColumn: true },
  { renameHeading: true, listPageSize: 250 },
  { ignoreFilter: true },
  { noPermission: true },
];

test.each(onList)('few work orders with %j: right, from the list and their own pages', async (switches) => {
  const property = 'Corbel House Annex';
  office.set(switches);
  const report = await office.run('list_work_orders', { from: '2020-01-01', to: today, property });
  const expected = expectedOrders(office.inspect()).filter((order) => order.property === property);
  expect(worth(report, 'work_orders', expected)).toBe('right');
});

test('a capped report of all properties is put together from those of each', async () => {
  office.set({ capRows: 30 });
  const report = await office.run('run_rent_roll', { as_of: today });
  expect(worth(report, 'units', expectedRentRoll(office.inspect()))).toBe('right');
});

test('a statement that holds the cash of other properties too is none', async () => {
  office.set({ ignoreFilter: true });
  const { from, to } = { from: `${today.slice(0, 8)}01`, to: today };
  const report = await office.run('get_owner_statement', { property: 'Corbel House', from, to });
  expect(report.error?.code).toBe('LAYOUT_CHANGED');
});

test('a text goes to nobody whose name is not the one that was given', async () => {
  const order = office.inspect().records.workOrders.find(({ occupancy }) => occupancy !== null)!;
  const number = `${order.serviceRequest}-${order.order}`;
  const args = { number, to: 'Tenant', name: 'Somebody Else', message: 'Hello' };
  const { error } = await office.run('send_text', args);
  expect(error?.code).toBe('INVALID_INPUT');
  expect(office.inspect().records.texts).toEqual([]);
});

describe('a session that ends under a run', () => {
  test.each(['redirect', 'forbidden', 'unauthorized'] as const)(
    'and says so by %s: it signs in again',
    async (expiredAs) => {
      const { sessionsStarted } = office.inspect();
      office.set({ expiredAs, logoutAtRequest: 2, cookieSeconds: 1.5 });
      const property = 'Corbel House Annex';
      const report = await office.run('run_rent_roll', { as_of: today, property });
      expect(worth(report, 'units', expectedRentRoll(office.inspect(), property))).toBe('right');
      expect(office.inspect().sessionsStarted).toBe(sessionsStarted + 1);
    },
  );
});

test('suggestions that come late and for other letters choose nobody else', async () => {
  office.set({ staleSuggestions: true, searchSeconds: 0.4 });
  const { records } = office.inspect();
  const payer = records.occupancies[30]!;
  const report = await office.run('get_tenant_ledger', { tenant: payer.name });
  expect(report.output).toMatchObject({ tenant: { occupancy_id: String(payer.id), name: payer.name } });
});

describe('a note whose save goes wrong', () => {
  const cases: [Partial<AppfolioSwitches>, notes: number][] = [
    [{ saveThenError: 1 }, 1],
    [{ saveThenCut: 1 }, 1],
    [{ doubleSubmit: true }, 1],
  ];
  test.each(cases)('%j: is there once in the end', async (switches, count) => {
    const order = office.inspect().records.workOrders[7]!;
    office.set(switches);
    const number = `${order.serviceRequest}-${order.order}`;
    const report = await office.run('add_work_order_note', {
      number,
      note: `Tried ${JSON.stringify(switches)}`,
    });
    expect(report.error).toBeUndefined();
    expect(office.inspect().records.workOrders[7]!.notes.length - order.notes.length).toBe(count);
  });
});

describe('a bill whose save goes wrong', () => {
  const bill = {
    payee: 'Evergreen Electric',
    bill_date: today,
    due_date: today,
    cash_account: '1150',
    lines: [{ property: 'Drover Flats', account: '6120', amount: '75.00' }],
  };
  test.each([{ saveThenCut: 1 }, { doubleSubmit: true }])(
    '%j: is there once in the end',
    async (switches) => {
      const before = office.inspect().records.bills.length;
      office.set(switches);
      const report = await office.run('enter_bill', { ...bill, reference: Object.keys(switches).join() });
      expect(report.error).toBeUndefined();
      expect(office.inspect().records.bills.length).toBe(before + 1);
    },
  );

  test('that is only pretended is found missing, and entered', async () => {
    const before = office.inspect().records.bills.length;
    office.set({ savedButNot: 1 });
    const report = await office.run('enter_bill', { ...bill, reference: 'pretended' });
    expect(report.error).toBeUndefined();
    const { saves, records } = office.inspect();
    expect(saves.slice(-2).map(({ outcome }) => outcome)).toEqual(['pretended', 'written']);
    expect(records.bills.length).toBe(before + 1);
  });
});
