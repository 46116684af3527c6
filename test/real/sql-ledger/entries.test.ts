import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import addCustomer from '../../../flows/sql-ledger/add-customer.flow.ts';
import findCustomers from '../../../flows/sql-ledger/find-customers.flow.ts';
import postReceivable from '../../../flows/sql-ledger/post-receivable.flow.ts';
import postVendorInvoice from '../../../flows/sql-ledger/post-vendor-invoice.flow.ts';
import { Desk } from './desk.ts';
import type { Login } from './start.ts';

// Six requests of a flow take as many seconds on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
});

afterAll(async () => {
  await desk?.close();
});

afterEach(async () => {
  expect(await desk.books.unbalanced()).toEqual([]);
});

describe('add_customer', () => {
  test('adds one with the next number, who can be found and charged', async () => {
    const clerk = await desk.as('clerk');
    const mark = desk.newMark();
    const input = {
      name: 'Müller & 北村',
      contact_first_name: 'Jürgen',
      contact_last_name: "O'Neil",
      address: 'Straße 7',
      city: 'Köln',
      zip: '50667',
      phone: '608-555-0000',
      email: 'office@mueller.test',
      terms_days: 10,
      since: '2026-10-01',
      notes: 'Unit "7"',
    };
    const added = await desk.adding({ customer: 1, address: 1, contact: 1 }, () =>
      clerk.write(addCustomer, input, mark),
    );
    expect(added).toMatchObject({
      name: input.name,
      city: input.city,
      since: input.since,
      email: input.email,
    });
    const [row] = await desk.books.run(
      `select id::text, customernumber, terms::text from customer where notes like $1`,
      [`%${mark}`],
    );
    expect(row).toEqual({ id: added.id, customernumber: added.customer_number, terms: '10' });
    expect(await clerk.reconcile(addCustomer, input, mark)).toEqual(added);
    expect(await clerk.reconcile(addCustomer, input, desk.newMark())).toBeNull();

    const { customers } = await clerk.read(findCustomers, { name: '北村' });
    expect(customers.map(({ customer_number: number }) => number)).toContain(added.customer_number);
    const charged = await clerk.write(
      postReceivable,
      {
        customer: input.name,
        amount: '5',
        description: 'Key',
        income_account: 'Fees and Recharges',
        date: '2026-10-01',
      },
      desk.newMark(),
    );
    expect(charged).toMatchObject({ customer: input.name, due_date: '2026-10-11' });
  });

  test('adds one with a number of ours', async () => {
    const input = { name: "O'Hara-Smith, Zoë", number: 'T-9001' };
    const added = await (await desk.as('clerk2')).write(addCustomer, input, desk.newMark());
    expect(added).toMatchObject({ name: input.name, customer_number: 'T-9001' });
  });
});

describe('post_vendor_invoice', () => {
  test.each<[string, Login]>([
    ['V-101', 'clerk'],
    ['V-105', 'clerk2'],
  ])("posts one bill of %s under the vendor's number, for %s", async (vendor, login) => {
    const clerk = await desk.as(login);
    const mark = desk.newMark();
    const bill = {
      vendor,
      invoice_number: 'R 2026/7 & co',
      amount: '480.5',
      description: 'Kessel 修理',
      expense_account: 'Repair & Maintenance',
      building: 'b-02',
      date: '2026-09-30',
      due_date: '2026-09-30',
    };
    const posted = await desk.adding({ ap: 1, acc_trans: 2 }, () =>
      clerk.write(postVendorInvoice, bill, mark),
    );
    const [row] = await desk.books.posted('ap', mark);
    expect(row).toMatchObject({
      number: bill.invoice_number,
      party_number: vendor,
      amount: '480.50',
      lines: [
        { account: '5765', amount: '-480.50', building: 'B-02', memo: bill.description },
        { account: '2100', amount: '480.50' },
      ],
    });
    expect(posted).toMatchObject({
      id: row?.id,
      number: bill.invoice_number,
      vendor_number: vendor,
      date: bill.date,
      due_date: bill.due_date,
      due: '480.50',
    });
    expect(await clerk.reconcile(postVendorInvoice, bill, mark)).toEqual(posted);
    expect(await clerk.reconcile(postVendorInvoice, bill, desk.newMark())).toBeNull();
  });
});
