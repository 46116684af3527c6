import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCalls } from './sql-ledger/calls.ts';
import type { Calls } from './sql-ledger/calls.ts';
import { byNumber, expectAgeing, expectDue, expectItems, expectWhole } from './sql-ledger/comparisons.ts';
import type { AnsweredItem, Due, Whole } from './sql-ledger/comparisons.ts';
import { LedgerDatabase } from './sql-ledger/database.ts';
import type { AgedRow, ItemFilter } from './sql-ledger/database.ts';
import { signInElsewhere, startSqlLedger } from './sql-ledger/start.ts';
import type { Login, SqlLedger } from './sql-ledger/start.ts';

interface OpenInvoices extends Whole {
  invoices: AnsweredItem[];
  due: Due[];
}
interface OpenBills extends Whole {
  bills: AnsweredItem[];
  due: Due[];
}
interface Transactions extends Whole {
  customer_number: string;
  customer: string;
  transactions: AnsweredItem[];
  balance: Due[];
}
interface Customers extends Whole {
  customers: { customer_number: string; name: string; since: string; until: string | null }[];
}
interface Ageing extends Whole {
  as_of: string;
  customers: AgedRow[];
  totals: Record<string, string>[];
}

let ledger: SqlLedger;
let database: LedgerDatabase;
let folder: string;
let calls: Calls;

beforeAll(async () => {
  ledger = await startSqlLedger();
  database = await LedgerDatabase.connect(ledger.pgPort);
  folder = await mkdtemp(join(tmpdir(), 'sidedoor-real-calls-'));
  calls = await openCalls(ledger, folder, ['clerk', 'clerk2', 'viewer']);
});

afterAll(async () => {
  await calls?.[Symbol.asyncDispose]();
  await database?.close();
  await ledger?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The output of a call that must succeed. */
async function answer<Output>(
  flow: string,
  args: Record<string, unknown> = {},
  login: Login = 'clerk',
): Promise<Output> {
  const { result, error } = await calls.call<Output>(login, flow, args);
  expect(error).toBeUndefined();
  return result as Output;
}

async function refusal(flow: string, args: Record<string, unknown>) {
  const { error } = await calls.call('clerk', flow, args);
  expect(error).toBeDefined();
  return error!;
}

/** Asks for open invoices, and compares each row and each sum with the database. */
async function expectOpenInvoices(
  args: Record<string, unknown>,
  filter: ItemFilter,
  login: Login = 'clerk',
): Promise<OpenInvoices> {
  const expected = await database.openItems('ar', filter);
  const open = await answer<OpenInvoices>('list_open_invoices', args, login);
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
    const now = await database.openItems('ar', {});
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
    expect(none.completeness.because).toContain('0 read, 0 stated by the app');
  });

  test('are the same for a viewer, who may add nothing', async () => {
    await expectOpenInvoices({}, {}, 'viewer');
  });
});

describe('names', () => {
  test('come out right, whatever letters they have and however they got into the books', async () => {
    const { customers, completeness } = await answer<Customers>('find_customers');
    const expected = await database.customers();
    const found = customers.toSorted((a, b) => (a.customer_number < b.customer_number ? -1 : 1));
    expect(
      found.map(({ customer_number, name, since, until }) => ({ customer_number, name, since, until })),
    ).toEqual(expected);
    expect(completeness).toEqual({ proven: true, because: '300 read, 300 stated by the app' });
    expect(found.slice(0, 27).map(({ name }) => name)).toEqual([
      'Müller, Jürgen', 'Lefèvre, Béatrice', "O'Brien, Siobhán", "O'Brien & Sons", 'Wójcik, Łukasz', 'Nguyễn, Thị Hoa',
      'Παπαδοπούλου, Ελένη', '北村, 美咲', 'The "Blue" Door Café', 'Fish & Chips Ltd', 'Loss < Gain Partners',
      'Zürcher Immobilien AG', 'Smith, John', 'Smith, John', 'Smith-Jones, Ann', 'Müller-Nguyễn, Zoë', 'Ångström, Åsa',
      'MÜLLER, HEIDI', "D'Angelo--Rossi, Pia", '100% Organic_Foods', "Società dell'Acqua", 'Čapek, Karel', 'Muller, Jorgen',
      // The application does not escape what it prints: no browser sees the "<Harbor>" before this name.
      'Never, Billed', 'Bait & Tackle', 'Grünwald, Jürgen', 'Łąka, Zbyszek',
    ]); // prettier-ignore
  });

  test.each([
    ['müller', ['T-1001', 'T-1016', 'T-1018']],
    ['MÜLLER', ['T-1001', 'T-1016', 'T-1018']],
    ['muller', ['T-1023']],
    ["o'brien", ['T-1003', 'T-1004']],
    ['grün', ['T-1026']],
    ['Ł', ['T-1005', 'T-1027']],
    ['北', ['T-1008']],
    ['Ελένη', ['T-1007']],
    ['"Blue"', ['T-1009']],
    ['100%', ['T-1020']],
    ['organic_f', ['T-1020']],
    ['%', ['T-1020']],
    ['--', ['T-1019']],
    ['s < gain', ['T-1011']],
    ['& ', ['T-1004', 'T-1010', 'T-1025']],
  ])('"%s" finds %j', async (name, numbers) => {
    const found = await answer<Customers>('find_customers', { name });
    expect(found.customers.map(({ customer_number }) => customer_number).toSorted()).toEqual(numbers);
    expectWhole(found);
  });

  test('that nobody has are proven to be nobody’s', async () => {
    const found = await answer<Customers>('find_customers', { name: 'zzz' });
    expect(found.customers).toEqual([]);
    expectWhole(found);
  });

  test('of those who moved out and of those who did not', async () => {
    const everyone = await database.customers();
    for (const [status, moved] of [
      ['active', false],
      ['inactive', true],
    ] as const) {
      const { customers } = await answer<Customers>('find_customers', { status });
      const expected = everyone
        .filter(({ until }) => (until !== null) === moved)
        .map(({ customer_number }) => customer_number);
      expect(customers.map(({ customer_number }) => customer_number).toSorted()).toEqual(expected);
    }
  });
});

describe("a customer's transactions", () => {
  test.each(['T-1001', 'T-1008', 'T-1012', 'T-1019', 'T-1026', 'T-1063'])(
    'of %s, and the balance',
    async (customer) => {
      const all = await answer<Transactions>('list_customer_transactions', { customer });
      const expected = await database.items('ar', { party: customer });
      expect(byNumber(all.transactions)).toEqual(
        expected.map(({ party: _, party_number: __, ...item }) => item),
      );
      expect([all.customer_number, all.customer]).toEqual([expected[0]?.party_number, expected[0]?.party]);
      expectDue(all.balance, await database.openItems('ar', { party: customer }));
      expectWhole(all);
    },
  );

  test('between two days, with the balance of all days', async () => {
    const days = { from: '2026-01-01', to: '2026-03-31' };
    const some = await answer<Transactions>('list_customer_transactions', { customer: '北村', ...days });
    const expected = await database.items('ar', { party: 'T-1008' });
    const inDays = expected.filter(({ date }) => date >= days.from && date <= days.to);
    expect(byNumber(some.transactions)).toEqual(
      inDays.map(({ party: _, party_number: __, ...item }) => item),
    );
    expectDue(some.balance, await database.openItems('ar', { party: 'T-1008' }));
  });

  test('of one who never was billed are proven to be none', async () => {
    const none = await answer<Transactions>('list_customer_transactions', { customer: 'Never, Billed' });
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
    const ageing = await answer<Ageing>('list_receivables_ageing', { by, as_of: asOf });
    expectAgeing(ageing.customers, await database.ageing(asOf, column));
    expect(ageing.as_of).toBe(asOf);
    expect(new Set(ageing.totals.map(({ currency }) => currency))).toEqual(
      new Set(ageing.customers.map(({ currency }) => currency)),
    );
    expectWhole(ageing);
  });

  test('before the first invoice is proven to be empty', async () => {
    const ageing = await answer<Ageing>('list_receivables_ageing', { as_of: '2020-01-01' });
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
    const open = await answer<OpenBills>('list_open_payables', args);
    const expected = await database.openItems('ap', filter);
    expectItems(open.bills, expected, 'vendor');
    expectDue(open.due, expected);
    expectWhole(open);
    expect(expected.length).toBeGreaterThan(0);
  });

  test('that there are none is proven', async () => {
    const none = await answer<OpenBills>('list_open_payables', { from: '2030-01-01' });
    expect(none.bills).toEqual([]);
    expectWhole(none);
  });
});

describe('who or what is not there', () => {
  test('a mistyped customer: the nearest names are in the hint', async () => {
    const error = await refusal('list_open_invoices', { customer: 'Wojczik, Lukas' });
    expect(error.code).toBe('NOT_FOUND');
    expect(error.hint).toContain('T-1005 Wójcik, Łukasz');
  });

  test('a name that several have: the candidates are in the message', async () => {
    const error = await refusal('list_open_invoices', { customer: 'smith, john' });
    expect(error.code).toBe('INVALID_INPUT');
    expect(error.message).toContain('T-1013 Smith, John; T-1014 Smith, John');
  });

  test('a number that is only the beginning of others', async () => {
    expect((await refusal('list_open_invoices', { customer: 'T-10' })).code).toBe('NOT_FOUND');
  });

  test('a building: those there are stand in the hint', async () => {
    const error = await refusal('list_open_invoices', { building: 'B-13' });
    expect(error.code).toBe('NOT_FOUND');
    expect(error.hint).toContain('B-12');
  });
});

describe('sessions', () => {
  test('that another sign-in ended are replaced without the caller noticing', async () => {
    await expectOpenInvoices({ customer: 'T-1005' }, { party: 'T-1005' }, 'clerk2');
    await signInElsewhere(ledger, 'clerk2');
    await expectOpenInvoices({ customer: 'T-1005' }, { party: 'T-1005' }, 'clerk2');
  });

  test('outlive the process: the next one goes on without signing in', async () => {
    await expectOpenInvoices({ customer: 'T-1001' }, { party: 'T-1001' });
    await calls[Symbol.asyncDispose]();
    const before = await ledger.sessionOf('clerk');
    calls = await openCalls(ledger, folder, ['clerk', 'clerk2', 'viewer']);
    await expectOpenInvoices({ customer: 'T-1001' }, { party: 'T-1001' });
    expect(await ledger.sessionOf('clerk')).toBe(before);
  });
});
