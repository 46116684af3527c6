/** Reads and previews change nothing: not a row, and no sequence. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import addCustomer from '../../../flows/sql-ledger/add-customer.flow.ts';
import { mutates } from '../../../flows/sql-ledger/mutates.ts';
import customerTransactions from '../../../flows/sql-ledger/customer-transactions.flow.ts';
import findCustomers from '../../../flows/sql-ledger/find-customers.flow.ts';
import openInvoices from '../../../flows/sql-ledger/open-invoices.flow.ts';
import openPayables from '../../../flows/sql-ledger/open-payables.flow.ts';
import postReceivable from '../../../flows/sql-ledger/post-receivable.flow.ts';
import postVendorInvoice from '../../../flows/sql-ledger/post-vendor-invoice.flow.ts';
import receivablesAgeing from '../../../flows/sql-ledger/receivables-ageing.flow.ts';
import recordPayment from '../../../flows/sql-ledger/record-payment.flow.ts';
import type { Clerk, Previewed } from './clerk.ts';
import { Desk } from './desk.ts';
import { Workstation } from './workstation.ts';

// Six requests of a flow take as many seconds on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
});

afterAll(async () => {
  await desk?.close();
});

const charge = {
  customer: 'T-1008',
  amount: '1234.56',
  description: 'Lockout & 北村',
  income_account: 'Fees and Recharges',
  building: 'b-03',
  date: '2026-10-05',
  due_date: '2026-10-20',
};
const payment = { customer: 'T-1003', amount: '875.01', date: '2026-10-12', source: 'CK 1' };
const customer = { name: 'Müller & 北村', number: 'T-9001', terms_days: 10, since: '2026-10-01' };
const bill = {
  vendor: 'V-101',
  invoice_number: 'R-1',
  amount: '0.01',
  description: 'Boiler',
  expense_account: '5765',
  building: 'B-02',
  date: '2026-09-30',
};

const previews: [string, (clerk: Clerk, mark: string) => Promise<Previewed>, object][] = [
  [
    'post_receivable',
    (clerk, mark) => clerk.preview(postReceivable, charge, mark),
    {
      customer_number: 'T-1008',
      customer: '北村, 美咲',
      date: '2026-10-05',
      due_date: '2026-10-20',
      currency: 'USD',
      exchange_rate: '1',
      amount: '1234.56',
      income_account: '4320 Fees and Recharges',
      building: 'B-03',
      description: 'Lockout & 北村',
      taxes: [],
      total: '1234.56',
      ledger_account: '1200',
      po_number: '',
    },
  ],
  [
    'add_customer',
    (clerk, mark) => clerk.preview(addCustomer, customer, mark),
    {
      customernumber: 'T-9001',
      name: 'Müller & 北村',
      terms: '10',
      since: '2026-10-01',
      currency: 'USD',
      ...Object.fromEntries(
        'firstname lastname address1 address2 city state zipcode country phone email'
          .split(' ')
          .map((field) => [field, '']),
      ),
    },
  ],
  [
    'post_vendor_invoice',
    (clerk, mark) => clerk.preview(postVendorInvoice, bill, mark),
    {
      vendor_number: 'V-101',
      vendor: 'Müller Sanitär GmbH',
      date: '2026-09-30',
      due_date: '2026-10-30',
      currency: 'USD',
      exchange_rate: '1',
      amount: '0.01',
      expense_account: '5765 Repair & Maintenance',
      building: 'B-02',
      description: 'Boiler',
      taxes: [],
      total: '0.01',
      ledger_account: '2100',
      number: 'R-1',
      po_number: '',
    },
  ],
  [
    'record_payment',
    (clerk, mark) => clerk.preview(recordPayment, payment, mark),
    {
      customer_number: 'T-1003',
      customer: "O'Brien, Siobhán",
      date: '2026-10-12',
      bank_account: '1060 Checking Account',
      source: 'CK 1',
      currency: 'USD',
      amount: '875.01',
      invoices: [
        { number: 'INV-22863', due: '875.00', paid: '875.00' },
        { number: 'INV-23143', due: '875.00', paid: '0.01' },
      ],
    },
  ],
];

test.each(previews)('a preview of %s shows the form, and changes nothing', async (_flow, preview, shown) => {
  const clerk = await desk.as('clerk');
  const before = await desk.books.checksum();
  const stopped = clerk.stopped.length;
  const first = await preview(clerk, desk.newMark());
  // What a person approves must not depend on the mark of the run.
  const second = await preview(clerk, desk.newMark());
  const after = await desk.books.checksum();
  expect(after).toEqual(before);
  expect(Object.keys(after).length).toBeGreaterThan(60);
  expect(first.preview).toEqual(shown);
  expect(second.preview).toEqual(first.preview);
  expect(clerk.stopped.length).toBe(stopped + 2);
});

test('a preview does not stand in the way of the write that follows', async () => {
  const clerk = await desk.as('clerk');
  await clerk.preview(recordPayment, payment, desk.newMark());
  const recorded = await desk.adding({ acc_trans: 4, payment: 2 }, () =>
    clerk.write(recordPayment, payment, desk.newMark()),
  );
  expect(recorded.amount).toBe(payment.amount);
});

test('what a credit limit has left is a warning of the preview, and no limit is none', async () => {
  const clerk = await desk.as('clerk');
  const over = await clerk.preview(postReceivable, { ...charge, amount: '99999.00' }, desk.newMark());
  expect(over.warnings).toEqual([expect.stringMatching(/^Credit Limit Remaining -1\d\d,\d{3}\.\d\d$/)]);
  expect((await clerk.preview(postVendorInvoice, bill, desk.newMark())).warnings).toEqual([]);
});

const reads: [string, (clerk: Clerk) => Promise<unknown>][] = [
  ['list_open_invoices', (clerk) => clerk.read(openInvoices, { customer: 'łukasz', building: 'B-05' })],
  ['list_open_payables', (clerk) => clerk.read(openPayables, { vendor: 'V-104', building: 'B-07' })],
  ['list_customer_transactions', (clerk) => clerk.read(customerTransactions, { customer: "O'Brien & Sons" })],
  ['find_customers', (clerk) => clerk.read(findCustomers, { name: '100%', status: 'active' })],
  ['list_receivables_ageing', (clerk) => clerk.read(receivablesAgeing, { by: 'due_date' })],
  ['post_receivable, reconciled', (clerk) => clerk.reconcile(postReceivable, charge, 'SD-NEVERWAS')],
  ['record_payment, reconciled', (clerk) => clerk.reconcile(recordPayment, payment, 'SD-NEVERWAS')],
  ['add_customer, reconciled', (clerk) => clerk.reconcile(addCustomer, customer, 'SD-NEVERWAS')],
  ['post_vendor_invoice, reconciled', (clerk) => clerk.reconcile(postVendorInvoice, bill, 'SD-NEVERWAS')],
];

test.each(reads)('%s sends nothing that mutates, and changes nothing', async (_flow, read) => {
  const clerk = await desk.as('clerk');
  const [sent, stopped] = [clerk.sent.length, clerk.stopped.length];
  const before = await desk.books.checksum();
  await read(clerk);
  expect(await desk.books.checksum()).toEqual(before);
  expect(clerk.sent.length).toBeGreaterThan(sent);
  expect(clerk.sent.slice(sent).filter(mutates)).toEqual([]);
  expect(clerk.stopped.slice(stopped)).toEqual([]);
});

test('SQL-Ledger posts by GET just as well, which mutates', async () => {
  const { stopped } = await (await desk.as('clerk2')).preview(postReceivable, charge, desk.newMark());
  const station = new Workstation(desk.ledger, 'viewer');
  await station.signIn();
  const fields = Object.fromEntries([...stopped.form].filter(([name]) => !name.startsWith('select')));
  await desk.adding({ ar: 1, acc_trans: 2 }, () => station.open('ar.pl', fields));
  const query = new URLSearchParams({ ...fields, login: 'viewer@lakeside' }).toString();
  const url = new URL(`ar.pl?${query}`, desk.ledger.url);
  expect(mutates({ method: 'GET', url, form: new URLSearchParams(), body: '' })).toBe(true);
});
