import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { yardi } from '../../replicas/yardi/index.ts';
import { expectedFinancials } from '../replicas/yardi-expected-financials.ts';
import { expectedPayeeLedger } from '../replicas/yardi-expected-payees.ts';
import { startYardiOffice } from '../support/yardi-office.ts';

/** What such software does wrong: the right answer, or a typed error, or a list that says that it is not whole. */
let office: Awaited<ReturnType<typeof startYardiOffice>>;
let right: unknown;

const args = { property: 'dock', as_of: '2026-11-20' };
const ageing = () => office.call('get_receivables_ageing', args);

beforeAll(async () => {
  office = await startYardiOffice({ entry: 'advanced', passwordWiped: true });
  right = (await ageing()).result;
});
afterEach(() => {
  const well = Object.entries(yardi.switches).map(([name, { is }]) => [name, is] as const);
  const quick = { entry: 'advanced', monitorSeconds: 1, reportSeconds: 0.1 };
  Object.assign(office.replica.switches, Object.fromEntries(well), quick);
});
afterAll(() => office[Symbol.asyncDispose]());

test('decoy password field, fields wiped by the page, choice of a database: one password is sent', () => {
  expect(right).toMatchObject({ residents: expect.any(Array), complete: { proven: true } });
  expect(office.replica.inspect().signIns.map(({ outcome }) => outcome)).toEqual(['passed']);
});

test.each(['wrongReport', 'ignoreProperty', 'queuedButNot', 'reportStuck', 'renameHeading'] as const)(
  '%s: the right answer all the same, from the screen or by its figures',
  async (name) => {
    Object.assign(office.replica.switches, { [name]: true, monitorSeconds: 0.1 });
    expect(await ageing()).toEqual({ result: right });
  },
);

test.each([
  ['shiftColumn', 'LAYOUT_CHANGED'],
  ['maintenance', 'APP_UNAVAILABLE'],
] as const)('%s: no report is answered, but %s', async (name, code) => {
  office.replica.switches[name] = true;
  expect(await ageing()).toEqual({ code });
});

test('rows that are missing: the list says that it is not whole', async () => {
  office.replica.switches.truncateRows = true;
  expect((await ageing()).result).toMatchObject({ complete: { proven: false } });
});

test('totals that are wrong: the rows and what they come to, and the list says that it is not proven', async () => {
  office.replica.switches.brokenTotals = true;
  expect((await ageing()).result).toEqual({
    ...(right as object),
    complete: expect.objectContaining({ proven: false }) as object,
  });
});

test('a year to date under another heading is proven by a second report, from January', async () => {
  const period = { property: 'mill', book: 'Cash', from: '2026-10', to: '2026-10' } as const;
  office.replica.switches.renameHeading = true;
  const before = office.replica.inspect().reports.length;
  const { result } = await office.call('get_financials', period);
  const { records, reports } = office.replica.inspect();
  expect(result).toMatchObject(expectedFinancials(records, period));
  expect(reports.slice(before).map(({ title }) => title)).toEqual(['Income Statement', 'Income Statement']);
});

test('a payment register whose amounts have another heading is not read: nothing proves them', async () => {
  office.replica.switches.renameHeading = true;
  const args = { property: 'dock', from: '2026-09-01', to: '2026-11-20' };
  expect(await office.call('get_payments', args)).toEqual({ code: 'LAYOUT_CHANGED' });
});

test('a list of the dashboard that is shorter than its count says that it is not whole', async () => {
  office.replica.switches.truncateRows = true;
  const { result } = await office.call('get_site_dashboard', { property: 'elmc' });
  expect(result).toMatchObject({ complete: { proven: false } });
});

test('a monitor that is asked too often, and a workbook called .xls: the right answer', async () => {
  Object.assign(office.replica.switches, { throttle: 1, xlsName: true });
  expect((await ageing()).result).toEqual(right);
});

test('a late postback that unticks "Show Detail": all 16 columns all the same', async () => {
  const before = (await office.call('get_payables_ageing', args)).result;
  expect(before).toMatchObject({ invoices: expect.any(Array) });
  office.replica.switches.latePostback = true;
  expect((await office.call('get_payables_ageing', args)).result).toEqual(before);
});

test('a property that is not known is named, and no report of all properties is run', async () => {
  const { reports } = office.replica.inspect();
  expect(await office.call('get_receivables_ageing', { ...args, property: 'nowhere' })).toEqual({
    code: 'NOT_FOUND',
  });
  expect(office.replica.inspect().reports).toEqual(reports);
});

const ledger = (vendor: string, property = 'dock') =>
  office.call('get_payee_ledger', { property, vendor, from: '2026-08-15', to: '2026-11-20' });

test('a payee by name: of two companies the one of the property; both there: refused with their codes', async () => {
  const { records } = office.replica.inspect();
  const dock = { property: 'dock', vendor: 'v0000114', from: '2026-08-15', to: '2026-11-20' };
  expect((await ledger('bright & sons electric')).result).toMatchObject(expectedPayeeLedger(records, dock));
  expect(await ledger('Bright & Sons Electric', 'elmc')).toEqual({ code: 'INVALID_INPUT' });
  expect(await ledger('Bright & Sons')).toEqual({ code: 'NOT_FOUND' });
});

test.each(['truncateRows', 'shiftColumn'] as const)(
  '%s in the popup of a lookup: nobody is taken, and nobody denied',
  async (name) => {
    office.replica.switches[name] = true;
    expect(await ledger('Müller Landscaping')).toEqual({ code: 'LAYOUT_CHANGED' });
  },
);

test('a session that has ended within the frame: the right answer or SESSION_LOST, then the right answer', async () => {
  office.replica.switches.logoutAtRequest = 5;
  const first = await ageing();
  expect([{ code: 'SESSION_LOST' }, { result: right }]).toContainEqual(first);
  expect((await ageing()).result).toEqual(right);
});

const order = (description: string) => ({ property: 'elmc', unit: '102', description, category: 'General' });
const written = (description: string) =>
  office.replica.inspect().records.workOrders.filter((one) => one.description === description).length;

const payable = (invoice: string) => ({
  vendor: 'v0000101',
  invoice,
  invoice_date: '2026-11-12',
  due_date: '2026-12-15',
  property: 'dock',
  account: '6110-0000',
  amount: '10.00',
});

test('a page that posts itself back while a batch is entered: one batch, each invoice in it once', async () => {
  office.replica.switches.latePostback = true;
  const before = office.replica.inspect().records.batches.length;
  const payables = [payable('L-1'), payable('L-2')];
  const args = { description: 'Late', post_month: '2026-11', control_total: '20.00', payables };
  expect(await office.call('enter_payable_batch', args)).toMatchObject({ result: { payables } });
  const batches = office.replica.inspect().records.batches.slice(before);
  expect(batches.map((one) => one.payables.map(({ invoice }) => invoice))).toEqual([['L-1', 'L-2']]);
});

test('a script that submits twice: one work order', async () => {
  office.replica.switches.doubleSubmit = true;
  expect(await office.call('create_work_order', order('Twice'))).toHaveProperty('result');
  expect(written('Twice')).toBe(1);
});

test('no answer to a posting: what the form said before is not taken for one', async () => {
  office.replica.switches.doubleSubmit = true;
  const before = office.replica.inspect().records.batches.length;
  const header = { description: 'Sent twice', post_month: '2026-11', control_total: '10.00' };
  const answer = await office.call('enter_payable_batch', { ...header, payables: [payable('T-1')] });
  expect(answer).toHaveProperty('result.batch');
  expect(office.replica.inspect().records.batches).toHaveLength(before + 1);
});

test('a save that says it was saved and was not: seen in the records, and written once', async () => {
  office.replica.switches.savedButNot = 1;
  const { result } = await office.call('create_work_order', order('Pretended'));
  expect(result).toMatchObject({ description: 'Pretended' });
  expect(written('Pretended')).toBe(1);
  const outcomes = office.replica
    .inspect()
    .saves.slice(-2)
    .map(({ outcome }) => outcome);
  expect(outcomes).toEqual(['pretended', 'written']);
});

test('a save that is written and answered with an error: found again by its mark, once', async () => {
  office.replica.switches.saveThenError = 1;
  const { result } = await office.call('create_work_order', order('Error after'));
  expect(result).toMatchObject({ description: 'Error after' });
  expect(written('Error after')).toBe(1);
});

test('a login that is locked at the first wrong password: it is sent once, and nothing after it', async () => {
  await using locked = await startYardiOffice({ lockoutAfter: 1 });
  process.env['YARDI_TEST_PASSWORD'] = 'not it';
  const call = () => locked.call('get_tenant_ledger', { resident: 't0019683' });
  expect(await call()).toEqual({ code: 'ACCOUNT_PAUSED' });
  expect(await call()).toEqual({ code: 'ACCOUNT_PAUSED' });
  expect(locked.replica.inspect()).toMatchObject({ lockouts: 1, signIns: [{ outcome: 'locked' }] });
});
