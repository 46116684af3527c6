import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Records } from '../../replicas/yardi/data/records.ts';
import {
  expectedDashboard,
  expectedLedger,
  expectedPayables,
  expectedReceivables,
  expectedRentRoll,
  dollars,
} from '../replicas/yardi-expected.ts';
import { expectedFinancials } from '../replicas/yardi-expected-financials.ts';
import { startYardiOffice } from '../support/yardi-office.ts';

/** Every job over the whole engine, and what it answers beside what the replica's records hold. */
let office: Awaited<ReturnType<typeof startYardiOffice>>;
beforeAll(async () => {
  office = await startYardiOffice({ oneTimeCode: true });
});
afterAll(() => office[Symbol.asyncDispose]());

const today = '2026-11-20';
const proven = expect.objectContaining({ proven: true, because: expect.any(String) }) as unknown;
const records = (): Records => office.replica.inspect().records;
const leasesOf = (property: string) => records().leases.filter((lease) => lease.property === property);

test('signs in once, through portal, code, tile, new tab and interstitial', async () => {
  const resident = leasesOf('dock')[0]!;
  expect(await office.call('get_tenant_ledger', { resident: resident.resident })).toHaveProperty('result');
  const { signIns, sessions, kicked } = office.replica.inspect();
  expect(signIns.map(({ outcome }) => outcome)).toEqual(['code_asked', 'passed']);
  expect([sessions.length, kicked]).toEqual([1, 0]);
});

test('financials: every account and total of the statement, period and year to date', async () => {
  const period = { property: 'elmc', book: 'Cash', from: '2026-09', to: '2026-10' } as const;
  const { result } = await office.call('get_financials', period);
  expect(result).toEqual({ ...expectedFinancials(records(), period), complete: proven });
});

test('the 12-month statement has a column for each month and comes to its totals both ways', async () => {
  const args = { property: 'dock', report: 'twelve_months', from: '2026-10', to: '2026-10' };
  const { result } = await office.call('get_financials', args);
  const { columns, rows, complete } = result as {
    columns: string[];
    rows: { name: string; amounts: string[] }[];
    complete: { proven: boolean };
  };
  expect(complete.proven).toBe(true);
  expect([columns.length, columns[0], columns.at(-1)]).toEqual([13, 'Nov 2025', 'Total']);
  const parking = records().gl.filter(
    (one) => one.account === '4510-0000' && one.book === 'Accrual' && one.property === 'dock',
  );
  const months = parking
    .filter(({ month }) => month >= '2025-11' && month <= '2026-10')
    .map(({ amount }) => dollars(amount));
  expect(rows.find(({ name }) => name === 'Parking')?.amounts.slice(0, -1)).toEqual(months);
});

test('rent roll: every unit, lease and charge, field by field', async () => {
  const { result } = await office.call('get_rent_roll', { property: 'mill', as_of: today });
  expect(result).toEqual({ ...expectedRentRoll(records(), 'mill', today), complete: proven });
});

test('aged receivables: who owes what by age, prepayments negative', async () => {
  const { result } = await office.call('get_receivables_ageing', { property: 'dock', as_of: today });
  const expected = expectedReceivables(records(), 'dock', today);
  expect(expected.residents.length).toBeGreaterThan(2);
  expect(result).toEqual({ ...expected, complete: proven });
  const args = { property: 'dock', as_of: today, statuses: ['Future', 'Notice'] };
  const { residents } = (await office.call('get_receivables_ageing', args)).result as typeof expected;
  expect(residents).toEqual(expected.residents.filter(({ status }) => status !== 'Current'));
  expect(residents.length).toBeLessThan(expected.residents.length);
  const strange = { ...args, statuses: ['Evicted'] };
  expect(await office.call('get_receivables_ageing', strange)).toEqual({ code: 'INVALID_INPUT' });
});

test('tenant ledger: every line, in order, to its balance', async () => {
  const all = records();
  const lease = leasesOf('elmc').find(
    ({ resident }) => all.ledger.filter((line) => line.resident === resident).length > 9,
  )!;
  const { result } = await office.call('get_tenant_ledger', { resident: lease.resident });
  expect(result).toEqual({ ...expectedLedger(all, lease.resident), complete: proven });
});

test.each(['dock', 'elmc', 'mill'])(
  'site dashboard of %s: every count, and the list behind it',
  async (code) => {
    const { result } = await office.call('get_site_dashboard', { property: code });
    const expected = expectedDashboard(records(), code, today);
    expect(expected.work_requests.length + expected.units.length).toBeGreaterThan(1);
    expect(result).toEqual({ ...expected, complete: proven });
  },
);

test('aged payables: every open invoice in detail, and those of one vendor', async () => {
  const args = { property: 'dock', as_of: today };
  const expected = expectedPayables(records(), 'dock', today);
  expect((await office.call('get_payables_ageing', args)).result).toEqual({ ...expected, complete: proven });
  const { vendor } = expected.invoices[0]!;
  const { result } = await office.call('get_payables_ageing', { ...args, vendor });
  expect(result).toMatchObject({ invoices: expected.invoices.filter((one) => one.vendor === vendor) });
});

test('a work order is written once and answered from the records', async () => {
  const input = {
    property: 'elmc',
    unit: '102',
    description: 'Leak under sink',
    category: 'Plumbing',
    access_notes: 'Key at desk',
  };
  const before = records().workOrders.length;
  const { result } = await office.call('create_work_order', input);
  const { records: after, saves } = office.replica.inspect();
  expect(after.workOrders).toHaveLength(before + 1);
  const written = after.workOrders.at(-1)!;
  expect(result).toMatchObject({
    ...input,
    number: written.number,
    status: 'Call',
    access_notes: written.accessNotes,
  });
  expect(written).toMatchObject({
    property: 'elmc',
    unit: '102',
    description: 'Leak under sink',
    priority: 'Normal',
  });
  expect(saves.filter(({ kind }) => kind === 'work_order').map(({ outcome }) => outcome)).toEqual([
    'written',
  ]);
});

const payable = (invoice: string, amount: string) => ({
  vendor: 'v0000101',
  invoice,
  invoice_date: '2026-11-12',
  due_date: '2026-12-15',
  property: 'dock',
  account: '6110-0000',
  amount,
});

test('a batch of payables is posted once, whole, with its control totals', async () => {
  const before = records().batches.length;
  const payables = [payable('A-1', '120.50'), { ...payable('A-2', '79.50'), remarks: 'Unit 203' }];
  const args = { description: 'Plumbing week 47', post_month: '2026-11', control_total: '200.00', payables };
  const { result } = await office.call('enter_payable_batch', args);
  const { batches } = records();
  expect(batches).toHaveLength(before + 1);
  const written = batches.at(-1)!;
  expect(written).toMatchObject({ description: 'Plumbing week 47', postMonth: '2026-11', user: 'pwhitlock' });
  expect(written.payables.map(({ invoice, amount, remarks }) => [invoice, amount, remarks])).toEqual([
    ['A-1', 12_050, ''],
    ['A-2', 7_950, 'Unit 203'],
  ]);
  expect(result).toMatchObject({
    batch: written.number,
    mark: written.notes,
    total: '200.00',
    post_month: '2026-11',
    payables,
  });
});

test('a batch that does not come to its control total is refused before anything is sent', async () => {
  const { requests } = office.replica.inspect();
  const args = {
    description: 'Wrong',
    post_month: '2026-11',
    control_total: '200.01',
    payables: [payable('B-1', '200.00')],
  };
  expect(await office.call('enter_payable_batch', args)).toEqual({ code: 'INVALID_INPUT' });
  const posts = office.replica
    .inspect()
    .requests.slice(requests.length)
    .filter(({ method }) => method === 'POST');
  expect(posts).toEqual([]);
});
