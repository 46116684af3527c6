import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Customers } from './answers.ts';
import { expectWhole } from './comparisons.ts';
import { World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(async () => {
  await world?.stop();
});

describe('names', () => {
  test('come out right, whatever letters they have and however they got into the books', async () => {
    const { customers, complete } = await world.answer<Customers>('find_customers');
    const expected = await world.database.customers();
    const found = customers.toSorted((a, b) => (a.customer_number < b.customer_number ? -1 : 1));
    expect(
      found.map(({ customer_number, name, since, until }) => ({ customer_number, name, since, until })),
    ).toEqual(expected);
    expect(complete).toMatchObject({ proven: true, because: '300 read, 300 stated by the app' });
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
    const found = await world.answer<Customers>('find_customers', { name });
    expect(found.customers.map(({ customer_number }) => customer_number).toSorted()).toEqual(numbers);
    expectWhole(found);
  });

  test('that nobody has are proven to be nobody’s', async () => {
    const found = await world.answer<Customers>('find_customers', { name: 'zzz' });
    expect(found.customers).toEqual([]);
    expectWhole(found);
  });

  test('of those who moved out and of those who did not', async () => {
    const everyone = await world.database.customers();
    const today = new Date().toISOString().slice(0, 10);
    const numbers = (found: { customer_number: string }[]) =>
      found.map(({ customer_number }) => customer_number).toSorted();
    const active = await world.answer<Customers>('find_customers', { status: 'active' });
    expect(numbers(active.customers)).toEqual(numbers(everyone.filter(({ until }) => until === null)));
    const inactive = await world.answer<Customers>('find_customers', { status: 'inactive' });
    expect(numbers(inactive.customers)).toEqual(
      numbers(everyone.filter(({ until }) => until !== null && until <= today)),
    );
  });
});

describe('who or what is not there', () => {
  test('a mistyped customer: the nearest names are in the hint', async () => {
    const error = await world.refusal('list_open_invoices', { customer: 'Wojczik, Lukas' });
    expect(error.code).toBe('NOT_FOUND');
    expect(error.hint).toContain('T-1005 Wójcik, Łukasz');
  });

  test('a name that several have: the candidates are in the message', async () => {
    const error = await world.refusal('list_open_invoices', { customer: 'smith, john' });
    expect(error.code).toBe('INVALID_INPUT');
    expect(error.message).toContain('T-1013 Smith, John; T-1014 Smith, John');
  });

  test('a number that is only the beginning of others', async () => {
    expect((await world.refusal('list_open_invoices', { customer: 'T-10' })).code).toBe('NOT_FOUND');
  });

  test('a building: those there are stand in the hint', async () => {
    const error = await world.refusal('list_open_invoices', { building: 'B-13' });
    expect(error.code).toBe('NOT_FOUND');
    expect(error.hint).toContain('B-12');
  });
});
