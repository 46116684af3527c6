import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import openInvoices from '../../flows/sql-ledger/open-invoices.flow.ts';
import postReceivable from '../../flows/sql-ledger/post-receivable.flow.ts';
import recordPayment from '../../flows/sql-ledger/record-payment.flow.ts';
import { Desk } from './sql-ledger/desk.ts';
import type { Login } from './sql-ledger/start.ts';

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

describe('post_receivable', () => {
  const charge = {
    customer: 'T-1013',
    amount: '1234.56',
    description: 'Lockout service',
    income_account: '4320',
    building: 'B-03',
    date: '2026-10-05',
    due_date: '2026-10-20',
    po_number: 'PO 77',
    notes: 'Called at night',
  };

  test('posts one invoice of two lines, and answers what the list of transactions shows', async () => {
    const clerk = await desk.as('clerk');
    const mark = desk.newMark();
    const posted = await desk.adding({ ar: 1, acc_trans: 2 }, () =>
      clerk.write(postReceivable, charge, mark),
    );
    const [row, ...more] = await desk.books.posted('ar', mark);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      party_number: 'T-1013',
      date: charge.date,
      due_date: charge.due_date,
      description: charge.description,
      notes: `${charge.notes} ${mark}`,
      po_number: 'PO 77',
      amount: charge.amount,
      paid: '0.00',
      lines: [
        { account: '1200', amount: '-1234.56', date: charge.date },
        { account: '4320', amount: '1234.56', date: charge.date, building: 'B-03', memo: charge.description },
      ],
    });
    expect(posted).toEqual({
      id: row?.id,
      number: row?.number,
      date: charge.date,
      due_date: charge.due_date,
      description: charge.description,
      currency: 'USD',
      amount: charge.amount,
      paid: '0.00',
      due: charge.amount,
      customer_number: 'T-1013',
      customer: 'Smith, John',
    });
    expect(await clerk.reconcile(postReceivable, charge, mark)).toEqual(posted);
    expect(await clerk.reconcile(postReceivable, charge, desk.newMark())).toBeNull();
  });

  // Letters of Latin-1 and beyond it, quotes, signs that mean something in HTML, and names typed into the application.
  test.each<[string, Login]>([
    ['T-1001', 'clerk'],
    ['T-1008', 'clerk'],
    ['T-1025', 'clerk'],
    ['T-1027', 'clerk2'],
    ['T-1009', 'clerk2'],
  ])('charges %s, not a neighbour, for %s', async (customer, login) => {
    const mark = desk.newMark();
    const input = { customer, amount: '0.01', description: 'Schlüssel & 北村 "x" + 1' };
    const posted = await desk.adding({ ar: 1, acc_trans: 2 }, async () =>
      (await desk.as(login)).write(postReceivable, input, mark),
    );
    const [row] = await desk.books.posted('ar', mark);
    expect(row).toMatchObject({ party_number: customer, amount: '0.01', description: input.description });
    expect(posted).toMatchObject({
      id: row?.id,
      customer_number: customer,
      amount: '0.01',
      due: '0.01',
      description: input.description,
    });
  });

  test('in a foreign currency, at the rate of the day', async () => {
    const mark = desk.newMark();
    const input = { customer: 'T-1012', amount: '80', description: 'Parking', date: '2026-10-01' };
    const posted = await (await desk.as('clerk')).write(postReceivable, input, mark);
    expect(posted).toMatchObject({ currency: 'EUR', amount: '80.00', due: '80.00' });
    const [row] = await desk.books.posted('ar', mark);
    expect(row).toMatchObject({ currency: 'EUR', amount: '100.00' });
  });

  test('with the tax that the application reckons for the customer', async () => {
    const mark = desk.newMark();
    await desk.books.run(
      `insert into customertax(customer_id, chart_id)
       select customer.id, chart.id from customer, chart where customernumber = 'T-1040' and accno = '2310'`,
    );
    const input = { customer: 'T-1040', amount: '99.99', description: 'Cleaning' };
    const { preview } = await (await desk.as('clerk')).preview(postReceivable, input, mark);
    expect(preview).toMatchObject({
      amount: '99.99',
      total: '109.99',
      taxes: [{ account: '2310', amount: '10.00' }],
    });
    const posted = await desk.adding({ ar: 1, acc_trans: 3 }, async () =>
      (await desk.as('clerk')).write(postReceivable, input, mark),
    );
    expect(posted).toMatchObject({ amount: '109.99', due: '109.99' });
  });
});

describe('record_payment', () => {
  test('pays the oldest invoices first, and answers what is still due', async () => {
    const clerk = await desk.as('clerk');
    const mark = desk.newMark();
    const payment = {
      customer: "O'Brien, Siobhán",
      amount: '1000.01',
      date: '2026-10-12',
      bank_account: '1065',
      source: 'CK 4711',
      memo: 'At the desk',
    };
    const before = (await clerk.read(openInvoices, { customer: 'T-1003' })).invoices;
    const recorded = await desk.adding({ acc_trans: 4, payment: 2 }, () =>
      clerk.write(recordPayment, payment, mark),
    );
    expect(recorded).toEqual({
      customer_number: 'T-1003',
      customer: payment.customer,
      date: payment.date,
      bank_account: '1065 Petty Cash',
      source: payment.source,
      amount: payment.amount,
      invoices: [
        { id: expect.any(String) as string, number: before[0]?.number, paid: '875.00', due: '0.00' },
        { id: expect.any(String) as string, number: before[1]?.number, paid: '125.01', due: '749.99' },
      ],
      complete: expect.objectContaining({ proven: true }) as object,
    });
    const [, second] = recorded.invoices;
    const lines = await desk.books.lines(second?.id ?? '');
    expect(lines).toContainEqual({
      account: '1065',
      amount: '-125.01',
      date: payment.date,
      building: null,
      memo: `At the desk ${mark}`,
      source: payment.source,
    });
    expect(lines).toContainEqual(expect.objectContaining({ account: '1200', amount: '125.01' }));
    expect(await clerk.reconcile(recordPayment, payment, mark)).toEqual(recorded);
    expect(await clerk.reconcile(recordPayment, payment, desk.newMark())).toBeNull();
    expect((await clerk.read(openInvoices, { customer: 'T-1003' })).invoices).toMatchObject([
      { number: second?.number, due: '749.99' },
    ]);
  });

  test.each<[string, Login]>([
    ['T-1008', 'clerk'],
    ['T-1019', 'clerk'],
    ['T-1012', 'clerk2'],
    ['T-1009', 'clerk2'],
  ])('of %s pays the invoice that is named, for %s', async (customer, login) => {
    const clerk = await desk.as(login);
    const mark = desk.newMark();
    const { invoices } = await clerk.read(openInvoices, { customer });
    const invoice = invoices.findLast(({ due }) => !due.startsWith('-'));
    const payment = {
      customer,
      amount: '0.01',
      invoices: [invoice?.number ?? ''],
      date: '2026-10-01',
    };
    const recorded = await clerk.write(recordPayment, payment, mark);
    expect(recorded).toMatchObject({
      customer_number: customer,
      invoices: [{ number: invoice?.number, paid: '0.01' }],
    });
    const [marked, ...more] = await desk.books.run(
      `select invnumber, customernumber from acc_trans line join ar on ar.id = line.trans_id
       join customer on customer.id = ar.customer_id where line.memo like $1`,
      [`%${mark}`],
    );
    expect(more).toEqual([]);
    expect(marked).toEqual({ invnumber: invoice?.number, customernumber: customer });
  });
});
