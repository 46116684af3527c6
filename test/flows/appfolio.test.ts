import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openOffice, today } from './appfolio-office.ts';
import type { Office } from './appfolio-office.ts';
import { expectedLedger, expectedOrders, expectedRentRoll, money } from './appfolio-expected.ts';

/** Every job of the pack over the whole engine, read by read and write by write against the replica's own records. */
let office: Office;

beforeAll(async () => {
  office = await openOffice();
});
afterEach(() => office.set({}));
afterAll(() => office.close());

interface Rows {
  units: unknown[];
  tenants: { occupancy_id: string; owed: string; status: string; property: string; tenant: string }[];
  work_orders: unknown[];
  complete: { proven: boolean };
}

async function done(flow: string, args: Record<string, unknown>) {
  const report = await office.run(flow, args);
  expect(report.error).toBeUndefined();
  return report.output as unknown as Rows;
}

const everything = { from: '2020-01-01', to: today };

test('the rent roll is that of the records, field by field, of all properties and of one', async () => {
  const all = await done('run_rent_roll', { as_of: today });
  expect(all.units).toEqual(expectedRentRoll(office.inspect()));
  expect(all.units.length).toBe(64);
  expect(all.complete.proven).toBe(true);
  const one = await done('run_rent_roll', { as_of: today, property: 'corbel house' });
  expect(one.units).toEqual(expectedRentRoll(office.inspect(), 'Corbel House'));
});

test('delinquency: who owes what, by status and from an amount on', async () => {
  const { records } = office.inspect();
  const owing = records.occupancies
    .map(({ id, name, status }) => {
      const lines = records.ledger.filter(({ occupancy }) => occupancy === id);
      return { id, name, status, owed: lines.reduce((sum, { debit, credit }) => sum + debit - credit, 0) };
    })
    .filter(({ owed }) => owed > 0);
  const all = await done('list_delinquencies', { as_of: today });
  expect(all.complete.proven).toBe(true);
  expect(
    all.tenants.map(({ occupancy_id: id, tenant, status, owed }) => ({ id, tenant, status, owed })),
  ).toEqual(
    owing.map(({ id, name, status, owed }) => ({ id: String(id), tenant: name, status, owed: money(owed) })),
  );
  const few = await done('list_delinquencies', {
    as_of: today,
    statuses: ['Notice', 'Evict'],
    min_owed: '1000',
  });
  const wanted = owing.filter(({ status, owed }) => /Notice|Evict/.test(status) && owed >= 100_000);
  expect(few.tenants.map(({ occupancy_id }) => Number(occupancy_id))).toEqual(wanted.map(({ id }) => id));
});

test('a ledger by name and by id; of two tenants of one name neither is taken for the other', async () => {
  const { records } = office.inspect();
  const tenant = records.occupancies[9]!;
  const whole = expect.objectContaining({ proven: true, because: expect.any(String) }) as unknown;
  expect(await done('get_tenant_ledger', { tenant: tenant.name })).toEqual({
    ...expectedLedger(office.inspect(), tenant.id),
    complete: whole,
  });
  const [one, other] = records.occupancies.filter(({ name }) => name === 'Rosa Marsh');
  expect(await done('get_tenant_ledger', { tenant: String(other!.id) })).toEqual({
    ...expectedLedger(office.inspect(), other!.id),
    complete: whole,
  });
  const { error } = await office.run('get_tenant_ledger', { tenant: 'Rosa Marsh' });
  expect(error).toMatchObject({ code: 'INVALID_INPUT' });
  for (const { id } of [one!, other!]) expect(error?.hint).toContain(String(id));
  expect((await office.run('get_tenant_ledger', { tenant: 'Nobody Here' })).error?.code).toBe('NOT_FOUND');
});

test('work orders: each once, with all who are on it', async () => {
  const all = await done('list_work_orders', everything);
  expect(all.work_orders).toEqual(expectedOrders(office.inspect()));
  expect(all.work_orders.length).toBe(84);
  expect(all.complete.proven).toBe(true);
  const few = await done('list_work_orders', {
    ...everything,
    property: 'Alder Row',
    statuses: ['Scheduled', 'New'],
  });
  const wanted = expectedOrders(office.inspect()).filter(
    ({ property, status }) => property === 'Alder Row' && /^(Scheduled|New)$/.test(status),
  );
  expect(few.work_orders).toEqual(wanted);
});

test('one work order with its notes and its log, in either layout', async () => {
  const { records } = office.inspect();
  const scheduled = records.workOrders.find(({ status }) => status === 'Scheduled')!;
  const noted = records.workOrders.find(({ status, notes }) => status !== 'Scheduled' && notes.length > 0)!;
  for (const order of [scheduled, noted]) {
    const number = `${order.serviceRequest}-${order.order}`;
    const entry = (by: string, date: string, text: string) => ({ by, date, text });
    expect(await done('get_work_order', { number })).toMatchObject({
      number,
      status: order.status,
      description: order.description,
      created: order.createdOn,
      tenant: records.occupancies.find(({ id }) => id === order.occupancy)?.name ?? null,
      vendor: records.vendors.find(({ id }) => id === order.vendor)?.name ?? null,
      notes: order.notes.map(({ by, date, body }) => entry(by, date, body)),
      log: order.log.map(({ by, date, action }) => entry(by, date, action)),
      complete: { proven: true },
    });
  }
  expect((await office.run('get_work_order', { number: '1234-1' })).error?.code).toBe('NOT_FOUND');
});

test('a work order is created once, where and as it was asked for', async () => {
  const args = {
    property: 'Corbel House',
    unit: '101',
    description: 'Radiator leaks',
    priority: 'Urgent',
    permission_to_enter: 'Yes',
    issue: 'Plumbing',
    vendor: 'Cascade Plumbing',
    instructions: 'Ring twice.',
  };
  const before = office.inspect();
  const preview = await office.run('create_work_order', { ...args, preview: true });
  expect(preview.error).toBeUndefined();
  expect(office.inspect().saves.length).toBe(before.saves.length);
  const answer = await done('create_work_order', args);
  const { records } = office.inspect();
  const [made, ...others] = records.workOrders.slice(before.records.workOrders.length);
  expect(others).toEqual([]);
  expect(made).toMatchObject({
    property: 13,
    unit: 1301,
    priority: 'Urgent',
    permissionToEnter: 'true',
    issue: 'Plumbing',
    vendor: 301,
    instructions: 'Ring twice.',
  });
  expect(made!.description).toMatch(/^Radiator leaks \[SD-\w+\]$/);
  expect(answer).toMatchObject({ number: `${made!.serviceRequest}-1`, vendor: 'Cascade Plumbing' });
});

test('a note is added once', async () => {
  const order = office.inspect().records.workOrders[3]!;
  const number = `${order.serviceRequest}-${order.order}`;
  const answer = await done('add_work_order_note', { number, note: 'Part is ordered.' });
  const notes = office.inspect().records.workOrders[3]!.notes.slice(order.notes.length);
  expect(notes).toHaveLength(1);
  expect(answer).toMatchObject({ work_order: number, text: notes[0]!.body });
  expect(notes[0]!.body).toMatch(/^Part is ordered\. \[SD-\w+\]$/);
});

const bill = {
  payee: 'Cascade Plumbing',
  reference: 'A-881',
  bill_date: today,
  due_date: today,
  cash_account: '1150',
  lines: [
    { property: 'Corbel House', unit: '102', account: '6110', description: 'Radiator', amount: '120.50' },
    { property: 'Corbel House Annex', account: '6210', amount: '1000.00' },
  ],
};

test('a bill is entered once, and its like is refused even where AppFolio does not warn', async () => {
  const before = office.inspect().records.bills.length;
  const answer = await done('enter_bill', bill);
  const made = office.inspect().records.bills.slice(before);
  expect(made).toHaveLength(1);
  expect(made[0]).toMatchObject({
    vendor: 301,
    reference: 'A-881',
    cashAccount: '1150',
    lines: [
      { property: 13, unit: 1302, account: '6110', amount: 12_050 },
      { property: 14, unit: null, account: '6210', amount: 100_000 },
    ],
  });
  expect(answer).toMatchObject({ bill_id: String(made[0]!.id), total: '1120.50', line_count: 2 });
  office.set({ duplicateWarning: false });
  const again = await office.run('enter_bill', { ...bill, idempotency_key: 'another' });
  expect(again.error).toMatchObject({ code: 'REFUSED' });
  expect(office.inspect().records.bills.length).toBe(before + 1);
});

test('a receipt lowers the balance of the tenant that is meant', async () => {
  const payer = office.inspect().records.occupancies.findLast(({ name }) => name === 'Rosa Marsh')!;
  const args = {
    tenant: String(payer.id),
    amount: '250.00',
    date: today,
    reference: '4471',
    cash_account: '1150',
  };
  const answer = await done('record_receipt', args);
  const { receipts } = office.inspect().records;
  expect(receipts).toHaveLength(1);
  expect(receipts[0]).toMatchObject({
    occupancy: payer.id,
    amount: 25_000,
    reference: '4471',
    type: 'Check',
  });
  expect(answer).toMatchObject({
    receipt_id: String(receipts[0]!.id),
    occupancy_id: String(payer.id),
    amount: '250.00',
  });
});
