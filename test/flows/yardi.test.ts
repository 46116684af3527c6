import { afterAll, beforeAll, expect, test } from 'vitest';
import { ageOf, balanceAt, statusAt } from '../../replicas/yardi/data/records.ts';
import type { Records } from '../../replicas/yardi/data/records.ts';
import { startYardiOffice } from '../support/yardi-office.ts';

/** Every job over the whole engine, and what it answers beside what the replica's records hold. */
let office: Awaited<ReturnType<typeof startYardiOffice>>;
beforeAll(async () => {
  office = await startYardiOffice({ oneTimeCode: true });
});
afterAll(() => office[Symbol.asyncDispose]());

const today = '2026-11-20';
const dollars = (cents: number) => (cents / 100).toFixed(2);
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
  const { gl } = records();
  const sumOf = (account: string, from: string) =>
    gl
      .filter((one) => one.account === account && one.book === 'Cash' && one.property === 'elmc')
      .filter(({ month }) => month >= from && month <= '2026-10')
      .reduce((sum, { amount }) => sum + amount, 0);
  const { result } = await office.call('get_financials', {
    property: 'elmc',
    book: 'Cash',
    from: '2026-09',
    to: '2026-10',
  });
  const { rows, ...rest } = result as { rows: { name: string; depth: number; amounts: string[] }[] };
  expect(rest).toMatchObject({
    property: 'Elm Court (elmc)',
    report: 'Income Statement',
    period: 'Sep 2026-Oct 2026',
    book: 'Cash',
    columns: ['Period to Date', 'Year to Date'],
    complete: { proven: true },
  });
  const named = (name: string) => rows.find((row) => row.name === name);
  const pair = (accounts: string[], sign = 1) =>
    ['2026-09', '2026-01'].map((from) =>
      accounts.reduce((sum, account) => sum + sign * sumOf(account, from), 0),
    );
  const income = ['4110-0000', '4120-0000', '4210-0000', '4510-0000', '4530-0000'];
  const expenses = ['6110-0000', '6120-0000', '6150-0000', '6410-0000', '6420-0000'];
  expect(named('Vacancy Loss')).toMatchObject({ depth: 2, amounts: pair(['4210-0000']).map(dollars) });
  expect(named('Électricité (Common)')).toMatchObject({
    depth: 2,
    amounts: pair(['6420-0000']).map(dollars),
  });
  expect(named('TOTAL EXPENSES')).toMatchObject({ depth: 0, amounts: pair(expenses).map(dollars) });
  const [net, netOfYear] = pair(income).map((amount, at) => amount - pair(expenses)[at]!);
  expect(named('NET INCOME')?.amounts).toEqual([dollars(net!), dollars(netOfYear!)]);
  expect(rows).toHaveLength(23);
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
  const all = records();
  const leases = leasesOf('mill');
  const unitOf = (number: string) => all.units.find((one) => one.property === 'mill' && one.unit === number)!;
  const lived = (lease: (typeof leases)[number]) => {
    const unit = unitOf(lease.unit);
    return {
      unit: unit.unit,
      unit_type: unit.type,
      sqft: unit.sqft,
      status: statusAt(lease, today).toLowerCase(),
      resident: lease.resident,
      name: lease.name,
      market_rent: dollars(unit.marketRent),
      charges: lease.charges.map(({ code, amount }) => ({ code, amount: dollars(amount) })),
      total: dollars(lease.charges.reduce((sum, { amount }) => sum + amount, 0)),
      resident_deposit: dollars(lease.residentDeposit),
      other_deposit: dollars(lease.otherDeposit),
      move_in: lease.moveIn,
      lease_to: lease.leaseTo,
      move_out: lease.moveOut,
      balance: dollars(balanceAt(all, lease.resident, today)),
    };
  };
  const { units, complete } = result as {
    units: { unit: string; status: string }[];
    complete: { proven: boolean };
  };
  expect(complete.proven).toBe(true);
  const present = leases.filter((lease) => statusAt(lease, today) !== 'Future');
  const future = leases.filter((lease) => statusAt(lease, today) === 'Future');
  const inUnits = all.units
    .filter(({ property }) => property === 'mill')
    .map((unit) => {
      const lease = present.find((one) => one.unit === unit.unit);
      return lease
        ? lived(lease)
        : expect.objectContaining({
            unit: unit.unit,
            status: unit.sentinel.toLowerCase(),
            resident: null,
            charges: [],
          });
    });
  expect(units).toEqual([...inUnits, ...future.map(lived)]);
});

test('aged receivables: who owes what by age, prepayments negative', async () => {
  const all = records();
  const { result } = await office.call('get_receivables_ageing', { property: 'dock', as_of: today });
  const expected = leasesOf('dock')
    .map((lease) => ({ lease, age: ageOf(all, lease.resident, today) }))
    .filter(({ age }) => age.total !== 0 || age.prepay !== 0)
    .map(({ lease, age }) => ({
      property: 'dock',
      unit: lease.unit,
      resident: lease.resident,
      name: lease.name,
      status: statusAt(lease, today),
      days_0_30: dollars(age.buckets[0]),
      days_31_60: dollars(age.buckets[1]),
      days_61_90: dollars(age.buckets[2]),
      days_over_90: dollars(age.buckets[3]),
      prepaid: dollars(age.prepay === 0 ? 0 : age.prepay),
      total: dollars(age.total),
    }));
  expect(expected.length).toBeGreaterThan(2);
  expect(result).toMatchObject({ residents: expected, complete: { proven: true } });
});

test('tenant ledger: every line, in order, to its balance', async () => {
  const all = records();
  const lease = leasesOf('elmc').find(
    ({ resident }) => all.ledger.filter((line) => line.resident === resident).length > 9,
  )!;
  const lines = all.ledger.filter(({ resident }) => resident === lease.resident);
  const { result } = await office.call('get_tenant_ledger', { resident: lease.resident });
  const read = result as { lines: unknown[] };
  expect(result).toMatchObject({
    resident: lease.resident,
    name: lease.name,
    property: 'elmc',
    unit: lease.unit,
    balance: dollars(balanceAt(all, lease.resident, today)),
    complete: { proven: true },
  });
  const expected = lines
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .map(({ date, code, description, charge, payment }) => ({
      date,
      code,
      description,
      charge: dollars(charge),
      payment: dollars(payment),
    }));
  expect(read.lines).toEqual(expected.map((line) => ({ ...line, balance: expect.any(String) as string })));
});

test('aged payables: every open invoice in detail, and those of one vendor', async () => {
  const open = records().batches.flatMap(({ number, payables }) =>
    payables.filter(({ property }) => property === 'dock').map((one) => ({ number, one })),
  );
  const { result } = await office.call('get_payables_ageing', { property: 'dock', as_of: today });
  expect(result).toMatchObject({
    invoices: open.map(({ number, one }) => ({
      batch: number,
      vendor: one.vendor,
      invoice: one.invoice,
      invoice_date: one.invoiceDate,
      due_date: one.dueDate,
      account: one.account,
      owed: dollars(one.amount),
    })),
    total: dollars(open.reduce((sum, { one }) => sum + one.amount, 0)),
    complete: { proven: true },
  });
  const vendor = open[0]!.one.vendor;
  const ofVendor = await office.call('get_payables_ageing', { property: 'dock', as_of: today, vendor });
  const { invoices } = ofVendor.result as { invoices: { invoice: string }[] };
  expect(invoices.map(({ invoice }) => invoice)).toEqual(
    open.filter(({ one }) => one.vendor === vendor).map(({ one }) => one.invoice),
  );
});

test('a work order is written once and answered from the records', async () => {
  const input = {
    property: 'elmc',
    unit: '102',
    description: 'Leak under sink',
    category: 'Plumbing',
    access_notes: 'Key at desk',
  };
  const { result } = await office.call('create_work_order', input);
  const { records: after, saves } = office.replica.inspect();
  expect(after.workOrders).toHaveLength(1);
  expect(result).toMatchObject({
    ...input,
    number: after.workOrders[0]!.number,
    status: 'Call',
    access_notes: after.workOrders[0]!.accessNotes,
  });
  expect(after.workOrders[0]).toMatchObject({
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
