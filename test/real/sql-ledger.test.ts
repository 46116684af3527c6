import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ageing, OpenBills, OpenInvoices, Transactions } from './sql-ledger/answers.ts';
import {
  expectAgeing,
  expectDue,
  expectItems,
  expectTransactions,
  expectWhole,
} from './sql-ledger/comparisons.ts';
import type { ItemFilter } from './sql-ledger/database.ts';
import { signInElsewhere } from './sql-ledger/start.ts';
import type { Login } from './sql-ledger/start.ts';
import { World } from './sql-ledger/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(async () => {
  await world?.stop();
});

/** Asks for open invoices, and compares each row and each sum with the database. */
async function expectOpenInvoices(
  args: Record<string, unknown>,
  filter: ItemFilter,
  login: Login = 'clerk',
): Promise<OpenInvoices> {
  const expected = await world.database.openItems('ar', filter);
  const open = await world.answer<OpenInvoices>('list_open_invoices', args, login);
  expectItems(open.invoices, expected, 'customer');
  expectDue(open.due, expected);
  expectWhole(open);
  return open;
}

describe('open invoices', () => {
  test('are those of the database, on a cold call and on a warm one', async () => {
    const started = performance.now();
    const cold = await expectOpenInvoices({}, {});
    const between = performance.now();
    const warm = await expectOpenInvoices({}, {});
    expect(warm).toEqual(cold);
    expect(performance.now() - between).toBeLessThan(between - started);
    // The seed holds what could go wrong: several hundred, some part paid, credits, and too much paid.
    expect(warm.invoices.length).toBeGreaterThan(300);
    expect(
      warm.invoices.filter(({ paid, due }) => paid !== '0.00' && !due?.startsWith('-')).length,
    ).toBeGreaterThan(20);
    expect(warm.invoices.some(({ amount }) => amount?.startsWith('-'))).toBe(true);
    expect(warm.invoices.some(({ amount, due }) => due?.startsWith('-') && !amount?.startsWith('-'))).toBe(
      true,
    );
  });

  test('of one customer, meant by number, by name, or by a part of the name', async () => {
    for (const customer of ['T-1005', 't-1005', 'Wójcik, Łukasz', 'łukasz']) {
      const { invoices } = await expectOpenInvoices({ customer }, { party: 'T-1005' });
      expect(invoices.length).toBeGreaterThan(0);
    }
  });

  test('of two customers with one name are told apart by number', async () => {
    for (const customer of ['T-1013', 'T-1014']) await expectOpenInvoices({ customer }, { party: customer });
  });

  test('from and to a day, both included', async () => {
    const days = { from: '2026-08-01', to: '2026-09-01' };
    const { invoices } = await expectOpenInvoices(days, days);
    expect(invoices.some(({ date }) => date === days.from)).toBe(true);
    expect(invoices.some(({ date }) => date === days.to)).toBe(true);
  });

  test('as of a past day do not count later payments', async () => {
    const asOf = { to: '2026-06-03' };
    const { invoices } = await expectOpenInvoices(asOf, asOf);
    const now = await world.database.openItems('ar', {});
    const paidSince = invoices.filter(({ number }) => !now.some((open) => open.number === number));
    expect(paidSince.length).toBeGreaterThan(20);
  });

  test('of one building are those with a line for it', async () => {
    const { invoices } = await expectOpenInvoices({ building: 'b-03' }, { building: 'B-03' });
    expect(invoices.length).toBeGreaterThan(10);
  });

  test('by customer, building and days at once', async () => {
    const days = { from: '2026-03-01', to: '2026-08-31' };
    const { invoices } = await expectOpenInvoices(
      { customer: 'T-1015', building: 'B-03', ...days },
      { party: 'T-1015', building: 'B-03', ...days },
    );
    expect(invoices.length).toBeGreaterThan(0);
    const elsewhere = await expectOpenInvoices(
      { customer: 'T-1015', building: 'B-04' },
      { party: 'T-1015', building: 'B-04' },
    );
    expect(elsewhere.invoices).toEqual([]);
  });

  test('in a foreign currency are in that currency', async () => {
    const { invoices, due } = await expectOpenInvoices({ customer: 'T-1021' }, { party: 'T-1021' });
    expect(invoices.every(({ currency, paid }) => currency === 'EUR' && paid !== '0.00')).toBe(true);
    expect(due.map(({ currency }) => currency)).toEqual(['EUR']);
  });

  test('that there are none is proven', async () => {
    const none = await expectOpenInvoices({ from: '2030-01-01' }, { from: '2030-01-01' });
    expect(none.invoices).toEqual([]);
    expect(none.complete.because).toContain('0 read, 0 stated by the app');
  });

  test.each<Login>(['viewer', 'clerk2'])(
    'are the same for %s, who has other rights or another date format',
    async (login) => {
      await expectOpenInvoices(
        { from: '2026-02-01', to: '2026-08-03' },
        { from: '2026-02-01', to: '2026-08-03' },
        login,
      );
      const ageing = await world.answer<Ageing>('list_receivables_ageing', { as_of: '2026-08-03' }, login);
      expectAgeing(ageing.customers, await world.database.ageing('2026-08-03', 'transdate'));
      const one = await world.answer<Transactions>(
        'list_customer_transactions',
        { customer: 'T-1063' },
        login,
      );
      expectTransactions(one.transactions, await world.database.items('ar', { party: 'T-1063' }));
    },
  );
});

describe("a customer's transactions", () => {
  test.each(['T-1001', 'T-1008', 'T-1012', 'T-1019', 'T-1026', 'T-1063'])(
    'of %s, and the balance',
    async (customer) => {
      const all = await world.answer<Transactions>('list_customer_transactions', { customer });
      const expected = await world.database.items('ar', { party: customer });
      expectTransactions(all.transactions, expected);
      expect([all.customer_number, all.customer]).toEqual([expected[0]?.party_number, expected[0]?.party]);
      expectDue(all.balance, await world.database.openItems('ar', { party: customer }));
      expectWhole(all);
    },
  );

  test('between two days, with the balance of all days', async () => {
    const days = { from: '2026-01-01', to: '2026-03-31' };
    const some = await world.answer<Transactions>('list_customer_transactions', {
      customer: '北村',
      ...days,
    });
    const expected = await world.database.items('ar', { party: 'T-1008' });
    const inDays = expected.filter(({ date }) => date >= days.from && date <= days.to);
    expectTransactions(some.transactions, inDays);
    expectDue(some.balance, await world.database.openItems('ar', { party: 'T-1008' }));
  });

  test('of one who never was billed are proven to be none', async () => {
    const none = await world.answer<Transactions>('list_customer_transactions', {
      customer: 'Never, Billed',
    });
    expect([none.transactions, none.balance]).toEqual([[], []]);
    expectWhole(none);
  });
});

describe('the ageing of receivables', () => {
  test.each([
    ['invoice_date', 'transdate', '2026-10-31'],
    ['due_date', 'duedate', '2026-10-31'],
    ['invoice_date', 'transdate', '2026-05-15'],
  ] as const)('by %s has every customer in every bucket', async (by, column, asOf) => {
    const ageing = await world.answer<Ageing>('list_receivables_ageing', { by, as_of: asOf });
    expectAgeing(ageing.customers, await world.database.ageing(asOf, column));
    expect(ageing.as_of).toBe(asOf);
    expect(new Set(ageing.totals.map(({ currency }) => currency))).toEqual(
      new Set(ageing.customers.map(({ currency }) => currency)),
    );
    expectWhole(ageing);
  });

  test('before the first invoice is proven to be empty', async () => {
    const ageing = await world.answer<Ageing>('list_receivables_ageing', { as_of: '2020-01-01' });
    expect([ageing.customers, ageing.totals]).toEqual([[], []]);
    expectWhole(ageing);
  });
});

describe('open bills', () => {
  test.each<[Record<string, unknown>, ItemFilter]>([
    [{}, {}],
    [{ vendor: 'Müller Sanitär' }, { party: 'V-101' }],
    [{ vendor: 'V-104' }, { party: 'V-104' }],
    [
      { vendor: '山田電気', from: '2026-01-01', to: '2026-06-30' },
      { party: 'V-105', from: '2026-01-01', to: '2026-06-30' },
    ],
    [{ building: 'B-07' }, { building: 'B-07' }],
  ])('%j', async (args, filter) => {
    const open = await world.answer<OpenBills>('list_open_payables', args);
    const expected = await world.database.openItems('ap', filter);
    expectItems(open.bills, expected, 'vendor');
    expectDue(open.due, expected);
    expectWhole(open);
    expect(expected.length).toBeGreaterThan(0);
  });

  test('that there are none is proven', async () => {
    const none = await world.answer<OpenBills>('list_open_payables', { from: '2030-01-01' });
    expect(none.bills).toEqual([]);
    expectWhole(none);
  });
});

describe('sessions', () => {
  test('that another sign-in ended are replaced without the caller noticing', async () => {
    await expectOpenInvoices({ customer: 'T-1005' }, { party: 'T-1005' }, 'clerk2');
    await signInElsewhere(world.ledger, 'clerk2');
    await expectOpenInvoices({ customer: 'T-1005' }, { party: 'T-1005' }, 'clerk2');
  });

  test('outlive the process: the next one goes on without signing in', async () => {
    await expectOpenInvoices({ customer: 'T-1001' }, { party: 'T-1001' });
    const before = await world.ledger.sessionOf('clerk');
    await world.restartServer();
    await expectOpenInvoices({ customer: 'T-1001' }, { party: 'T-1001' });
    expect(await world.ledger.sessionOf('clerk')).toBe(before);
  });
});
