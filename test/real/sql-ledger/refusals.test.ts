/** What is not written, why, and what is only known to be in doubt. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import addCustomer from '../../../flows/sql-ledger/add-customer.flow.ts';
import openInvoices from '../../../flows/sql-ledger/open-invoices.flow.ts';
import postReceivable from '../../../flows/sql-ledger/post-receivable.flow.ts';
import postVendorInvoice from '../../../flows/sql-ledger/post-vendor-invoice.flow.ts';
import recordPayment from '../../../flows/sql-ledger/record-payment.flow.ts';
import { Desk } from './desk.ts';

// Six requests of a flow take as many seconds on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
});

afterAll(async () => {
  await desk?.close();
});

const charge = { customer: 'T-1005', amount: '10', description: 'Key', date: '2026-10-05' };
const payment = { customer: 'T-1003', amount: '10', date: '2026-10-12' };
const bill = {
  vendor: 'V-101',
  invoice_number: 'R-1',
  amount: '10',
  description: 'Pipe',
  date: '2026-10-05',
};

describe('refused, and nothing is written:', () => {
  let before: Record<string, number>;

  beforeEach(async () => {
    before = await desk.books.counts();
  });

  afterEach(async () => {
    expect(await desk.books.counts()).toEqual(before);
  });

  test('a day in closed books', async () => {
    const clerk = await desk.as('clerk');
    await desk.books.closeUpTo('20261031');
    try {
      const refused = { code: 'REFUSED', message: expect.stringContaining('offers no Post') as string };
      const hint = expect.stringContaining('20261031') as string;
      await expect(clerk.write(postReceivable, charge, desk.newMark())).rejects.toMatchObject({
        ...refused,
        hint,
      });
      await expect(clerk.write(postVendorInvoice, bill, desk.newMark())).rejects.toMatchObject({
        ...refused,
        hint,
      });
      await expect(clerk.write(recordPayment, payment, desk.newMark())).rejects.toMatchObject({
        ...refused,
        hint,
      });
    } finally {
      await desk.books.closeUpTo('');
    }
  });

  test('a login without the right', async () => {
    const viewer = await desk.as('viewer');
    const refused = { code: 'REFUSED', hint: expect.stringContaining('no right') as string };
    await expect(viewer.write(postReceivable, charge, desk.newMark())).rejects.toMatchObject(refused);
    await expect(viewer.write(postVendorInvoice, bill, desk.newMark())).rejects.toMatchObject(refused);
    await expect(viewer.write(addCustomer, { name: 'New' }, desk.newMark())).rejects.toMatchObject(refused);
  });

  test("in the application's own words: no rate for a foreign currency on the day", async () => {
    const clerk = await desk.as('clerk');
    const refused = { code: 'REFUSED', message: 'Exchange rate missing!' };
    const foreign = { ...charge, customer: 'T-1012', date: '2026-10-02' };
    await expect(clerk.write(postReceivable, foreign, desk.newMark())).rejects.toMatchObject(refused);
    const paid = { customer: 'T-1012', amount: '1', date: '2026-10-02' };
    await expect(clerk.write(recordPayment, paid, desk.newMark())).rejects.toMatchObject(refused);
  });

  test("in the application's own words: a statement that its database does not take", async () => {
    const clerk = await desk.as('clerk');
    const long = { name: '村'.repeat(64) };
    await expect(clerk.write(addCustomer, long, desk.newMark())).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'a database error',
    });
  });

  test('a name that the application takes for another one', async () => {
    const clerk = await desk.as('clerk');
    await expect(
      clerk.write(postReceivable, { ...charge, customer: 'T-1019' }, desk.newMark()),
    ).rejects.toMatchObject({ code: 'REFUSED', message: expect.stringContaining('"--"') as string });
  });

  test('what there is not, with what there is', async () => {
    const clerk = await desk.as('clerk');
    const notFound = (hint: string) => ({ code: 'NOT_FOUND', hint: expect.stringContaining(hint) as string });
    const charged = (more: object) => clerk.write(postReceivable, { ...charge, ...more }, desk.newMark());
    await expect(charged({ customer: 'Kowalsky, Lisa' })).rejects.toMatchObject(notFound('Kowalski, Lisa'));
    await expect(charged({ income_account: 'Rental Incom' })).rejects.toMatchObject(
      notFound('4020 Rental Income'),
    );
    await expect(charged({ building: 'B-99' })).rejects.toMatchObject(notFound('B-09'));
    await expect(
      clerk.write(recordPayment, { ...payment, invoices: ['INV-1'] }, desk.newMark()),
    ).rejects.toMatchObject(notFound('INV-22863 (875.00 due)'));
    await expect(
      clerk.write(recordPayment, { ...payment, bank_account: '9999' }, desk.newMark()),
    ).rejects.toMatchObject(notFound('1060 Checking Account'));
  });

  test('more money than is due, and an invoice named twice', async () => {
    const clerk = await desk.as('clerk');
    const paid = (more: object) => clerk.write(recordPayment, { ...payment, ...more }, desk.newMark());
    await expect(paid({ amount: '1750.01' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'Only 1750.00 is due, less than 1750.01.',
    });
    await expect(paid({ invoices: ['INV-22863', 'inv-22863'] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  test('a number that is taken', async () => {
    const clerk = await desk.as('clerk');
    const taken = clerk.write(addCustomer, { name: 'New', number: 't-1013' }, desk.newMark());
    await expect(taken).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'T-1013 is the number of Smith, John.',
    });
  });

  test('an invoice that another login has open', async () => {
    const clerk = await desk.as('clerk');
    await desk.books.run(
      `insert into semaphore(id, login, module, expires)
       select id, 'clerk2@lakeside', 'ar', '9999999999' from ar where invnumber = 'INV-22863'`,
    );
    await expect(clerk.write(recordPayment, payment, desk.newMark())).rejects.toMatchObject({
      code: 'REFUSED',
      hint: expect.stringContaining('has it open') as string,
    });
    // What the clerk had opened in vain is free again, what the other one holds is not.
    expect(await desk.books.run(`select login from semaphore`)).toEqual([{ login: 'clerk2@lakeside' }]);
    await desk.books.run(`delete from semaphore`);
  });
});

test('a bill whose number the vendor already has is refused, unless another one is meant', async () => {
  const clerk = await desk.as('clerk');
  await clerk.write(postVendorInvoice, bill, desk.newMark());
  await expect(
    clerk.write(postVendorInvoice, { ...bill, invoice_number: 'r-1' }, desk.newMark()),
  ).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: 'Müller Sanitär GmbH already has a bill R-1 of 2026-10-05 over 10.00 USD.',
  });
  await desk.adding({ ap: 1, acc_trans: 2 }, () =>
    clerk.write(postVendorInvoice, { ...bill, duplicate: true }, desk.newMark()),
  );
});

describe('in doubt is', () => {
  const inDoubt = { code: 'LAYOUT_CHANGED' };

  test('a post whose answer was lost: it is found', async () => {
    const clerk = await desk.as('clerk');
    const mark = desk.newMark();
    await desk.adding({ ar: 1, acc_trans: 2 }, () =>
      expect(clerk.write(postReceivable, charge, mark, 'answer lost')).rejects.toMatchObject(inDoubt),
    );
    const found = await clerk.reconcile(postReceivable, charge, mark);
    expect(found?.id).toBe((await desk.books.posted('ar', mark))[0]?.id);
  });

  test('a payment and a customer whose answers were lost: they are found', async () => {
    const clerk = await desk.as('clerk');
    const [paid, added] = [desk.newMark(), desk.newMark()];
    await expect(clerk.write(recordPayment, payment, paid, 'answer lost')).rejects.toMatchObject(inDoubt);
    expect(await clerk.reconcile(recordPayment, payment, paid)).toMatchObject({
      amount: '10.00',
    });
    const input = { name: 'Lost, Answer' };
    await expect(clerk.write(addCustomer, input, added, 'answer lost')).rejects.toMatchObject(inDoubt);
    expect(await clerk.reconcile(addCustomer, input, added)).toMatchObject(input);
  });

  test('a post that never arrived: it is absent', async () => {
    const clerk = await desk.as('clerk');
    const mark = desk.newMark();
    await desk.adding({}, () =>
      expect(clerk.write(postReceivable, charge, mark, 'never arrives')).rejects.toMatchObject(inDoubt),
    );
    expect(await clerk.reconcile(postReceivable, charge, mark)).toBeNull();
  });

  test('a post still at work after its connection is gone: absent first, and found later', async () => {
    const clerk = await desk.as('clerk');
    const mark = desk.newMark();
    const { stopped } = await clerk.preview(postReceivable, charge, mark);
    const release = await desk.books.holdUp('ar');
    const gone = new AbortController();
    const posting = clerk.resend(stopped, gone.signal).catch(() => 'gone');
    await expect.poll(() => desk.books.heldUp(), { timeout: 60_000 }).toBeGreaterThan(0);
    gone.abort();
    expect(await posting).toBe('gone');
    expect(await clerk.reconcile(postReceivable, charge, mark)).toBeNull();
    await release();
    await expect
      .poll(() => clerk.reconcile(postReceivable, charge, mark), { timeout: 60_000 })
      .toMatchObject({ customer_number: 'T-1005', amount: '10.00' });
  });

  test('a form that was sent twice: SQL-Ledger posts it twice, and nobody can say which is meant', async () => {
    const clerk = await desk.as('clerk');
    const mark = desk.newMark();
    const { stopped } = await clerk.preview(postReceivable, charge, mark);
    await desk.adding({ ar: 2, acc_trans: 4 }, async () => {
      await clerk.resend(stopped);
      await clerk.resend(stopped);
    });
    await expect(clerk.reconcile(postReceivable, charge, mark)).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
  });

  test('a payment that was sent twice: its list adds the two up, and the amount tells', async () => {
    const clerk = await desk.as('clerk');
    const mark = desk.newMark();
    const { stopped } = await clerk.preview(recordPayment, payment, mark);
    await clerk.resend(stopped);
    await clerk.resend(stopped);
    await expect(clerk.reconcile(recordPayment, payment, mark)).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      message: expect.stringContaining('20.00') as string,
    });
    const { invoices } = await clerk.read(openInvoices, { customer: 'T-1003' });
    expect(invoices.length).toBeGreaterThan(0);
  });
});
