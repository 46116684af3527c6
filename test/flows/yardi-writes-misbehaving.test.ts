import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { counted, told } from '../replicas/yardi-told.ts';
import type { Written } from '../replicas/yardi-told.ts';
import { startYardiOffice } from '../support/yardi-office.ts';

/** Orders, charges and receipts under what goes wrong with saves: one record, and no denial of it. */
let office: Awaited<ReturnType<typeof startYardiOffice>>;
beforeAll(async () => {
  office = await startYardiOffice({ entry: 'advanced' });
});
const wrong = { savedButNot: 0, saveThenError: 0, saveThenCut: 0, cutBeforeSave: 0, doubleSubmit: false };
afterEach(() => {
  Object.assign(office.replica.switches, { ...wrong, latePostback: false });
});
afterAll(() => office[Symbol.asyncDispose]());

const records = () => office.replica.inspect().records;
const tenant = () => {
  const { resident, property } = records().leases[3]!;
  return { resident, property };
};
const line = {
  property: 'dock',
  description: 'Part',
  account: '6110-0000',
  quantity: '3',
  unit_price: '9.99',
};
const charge = () => ({ ...tenant(), charge_code: 'pet', amount: '35.00', date: '2026-11-03' });
const receipt = () => ({ ...tenant(), amount: '35.00', date: '2026-11-03' });

const writes = {
  create_purchase_order: (description: string) => ({
    vendor: 'v0000101',
    description,
    order_date: '2026-11-20',
    required_by: '2026-12-04',
    lines: [line, { ...line, quantity: '1' }],
  }),
  enter_charge_batch: (description: string) => ({
    description,
    post_month: '2026-11',
    control_total: '70.00',
    charges: [charge(), charge()],
  }),
  enter_receipt_batch: (description: string) => ({
    description,
    post_month: '2026-11',
    bank: 'bankop',
    control_total: '70.00',
    receipts: [
      { ...receipt(), check: '1' },
      { ...receipt(), check: '2' },
    ],
  }),
} satisfies Partial<Record<Written, unknown>>;

describe.each(Object.keys(writes) as (keyof typeof writes)[])('%s', (tool) => {
  test.each([
    { savedButNot: 1 },
    { saveThenError: 1 },
    { saveThenCut: 1 },
    { cutBeforeSave: 1 },
    { doubleSubmit: true },
    { latePostback: true },
  ])('under %o: one record, answered as it is', async (switched) => {
    Object.assign(office.replica.switches, switched);
    const before = counted(records());
    const { result } = await office.call(tool, writes[tool](JSON.stringify(switched).replace(/\W/g, '')));
    expect(counted(records())).toEqual({ ...before, [tool]: before[tool]! + 1 });
    expect(result).toMatchObject(told[tool](records()).at(-1)!);
  });
});

test('what does not come to its control total, or is nobody, is refused and writes nothing', async () => {
  const before = counted(records());
  const { enter_charge_batch: charges, enter_receipt_batch: receipts, create_purchase_order: order } = writes;
  const call = async (tool: Written, args: object) => (await office.call(tool, { ...args })).code;
  const elsewhere = { ...charge(), property: tenant().property === 'mill' ? 'dock' : 'mill' };
  const nobody = { ...charge(), resident: 't0000001' };
  expect([
    await call('enter_charge_batch', { ...charges('Wrong'), control_total: '70.01' }),
    await call('enter_receipt_batch', { ...receipts('Wrong'), control_total: '1.00' }),
    await call('enter_receipt_batch', { ...receipts('Bank'), bank: 'nobank' }),
    await call('enter_charge_batch', { ...charges('Where'), charges: [elsewhere, charge()] }),
    await call('enter_charge_batch', { ...charges('Who'), charges: [charge(), nobody] }),
    await call('create_purchase_order', { ...order('Account'), lines: [{ ...line, account: '9999-0000' }] }),
    await call('create_purchase_order', { ...order('Vendor'), vendor: 'v9999999' }),
  ]).toEqual(['INVALID_INPUT', 'INVALID_INPUT', 'NOT_FOUND', 'REFUSED', 'NOT_FOUND', 'REFUSED', 'NOT_FOUND']);
  expect(counted(records())).toEqual(before);
});
