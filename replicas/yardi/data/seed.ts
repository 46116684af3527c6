import { Random } from '../../random.ts';
import { incomeTree, ranges } from './chart.ts';
import { addMonths, monthOf } from './months.ts';
import type { Lease, Records } from './records.ts';
import { seedBooks } from './seed-books.ts';
import { seedCommercial } from './seed-commercial.ts';
import { banks, chargeCodes } from './codes.ts';
import { namesake, seedPayables, seedPayments, seedWorkOrders, vendors } from './seed-paper.ts';

const properties = [
  { code: 'dock', name: 'Dockside Flats' },
  { code: 'elmc', name: 'Elm Court' },
  { code: 'mill', name: 'Millrace House' },
];

const surnames = [
  'Adeyemi',
  'Brandt',
  'Castellanos',
  'D’Arcy',
  'Eklund',
  'Fuentes',
  'Grüner',
  'Haddad',
  'Ito',
  'Jansen',
  'Kowalczyk',
  'Łukasik',
  'Mbeki',
  'Novák',
  'O’Neill',
  'Paredes',
];
const forenames = [
  'Ana',
  'Ben',
  'Chloë',
  'Dae',
  'Elif',
  'Femi',
  'Greta',
  'Hugo',
  'Inés',
  'Jonas',
  'Kemi',
  'Lars',
];

/** Draws a small portfolio as it stands on a day. */
export function seedRecords(seed: number, today: string): Records {
  const random = new Random(seed);
  const month = monthOf(today);
  const months = Array.from({ length: 24 }, (_, n) => addMonths(month, n - 23));
  const records: Records = {
    properties: properties.map((one) => ({ ...one })),
    units: [],
    leases: [],
    ledger: [],
    gl: [],
    budgets: [],
    vendors: [...vendors.map((one) => ({ ...one, properties: [] })), { ...namesake, properties: ['elmc'] }],
    accounts: incomeTree.flatMap(({ account, name }) =>
      account?.startsWith('6') ? [{ code: account, name }] : [],
    ),
    batches: [],
    payments: [],
    workOrders: [],
    chargeCodes: chargeCodes.map((one) => ({ ...one })),
    banks: banks.map((one) => ({ ...one })),
    chargeBatches: [],
    receiptBatches: [],
    purchaseOrders: [],
    suites: [],
    commercialLeases: [],
  };

  let resident = 19_683;
  const addLease = (property: string, unit: string, rent: number, moveIn: string, moveOut: string | null) => {
    const charges = [{ code: 'rent', amount: rent }];
    if (random.chance(0.45)) charges.push({ code: 'park', amount: 6_500 });
    if (random.chance(0.25)) charges.push({ code: 'pet', amount: 3_500 });
    const lease: Lease = {
      property,
      unit,
      resident: `t00${resident++}`,
      name: `${random.pick(surnames)}, ${random.pick(forenames)}`,
      charges,
      residentDeposit: random.between(5, 15) * 10_000,
      otherDeposit: random.chance(0.3) ? 25_000 : 0,
      moveIn,
      leaseTo: `${addMonths(monthOf(moveIn), 11)}-28`,
      moveOut,
    };
    records.leases.push(lease);
    return lease;
  };

  for (const { code: property } of properties) {
    for (let n = 0; n < 14; n++) {
      const unit = `${1 + Math.floor(n / 5)}0${1 + (n % 5)}`;
      const type = random.pick(['1b1b', '2b1b', '2b2b', 'studio']);
      const marketRent = random.between(1_150, 2_300) * 100;
      const empty = n === 3 ? 'MODEL' : n === 9 ? 'DOWN' : 'VACANT';
      records.units.push({
        property,
        unit,
        type,
        sqft: random.between(48, 115) * 10,
        marketRent,
        sentinel: empty,
      });
      if ([3, 6, 9].includes(n)) {
        if (n === 6) addLease(property, unit, marketRent, `${addMonths(month, 1)}-05`, null);
        continue;
      }
      const moveIn = `${addMonths(month, -random.between(6, 11))}-01`;
      const moveOut = random.chance(0.15) ? `${addMonths(month, 1)}-${random.between(10, 28)}` : null;
      const lease = addLease(property, unit, marketRent - random.between(0, 90) * 100, moveIn, moveOut);
      addLedger(records, lease, months, random);
    }
    for (const book of ['Accrual', 'Cash'] as const)
      for (const { account } of incomeTree) {
        if (account === undefined) continue;
        const [low, high] = ranges[account]!;
        for (const each of months) {
          const amount = random.between(low * 100, high * 100);
          records.gl.push({ property, book, account, month: each, amount });
        }
      }
  }
  seedPayables(records, months, random);
  seedWorkOrders(records, today, random);
  seedPayments(records, today, random);
  seedBooks(records, months, seed);
  seedCommercial(records, today, seed);
  return records;
}

function addLedger(records: Records, lease: Lease, months: string[], random: Random): void {
  const habit = random.next();
  for (const month of months) {
    if (`${month}-01` < lease.moveIn) continue;
    let due = 0;
    for (const { code, amount } of lease.charges) {
      due += amount;
      const description = `${code === 'rent' ? 'Residential Rent' : code === 'park' ? 'Parking' : 'Pet Rent'} (${month.slice(5)}/${month.slice(0, 4)})`;
      records.ledger.push({
        resident: lease.resident,
        date: `${month}-01`,
        code,
        description,
        charge: amount,
        payment: 0,
      });
    }
    const paid =
      habit < 0.6
        ? due
        : habit < 0.75
          ? due + 2_500
          : random.chance(0.6)
            ? due
            : Math.floor(due * random.next());
    if (paid === 0) continue;
    const check = `chk# ${1000 + Math.floor(random.next() * 8999)}`;
    records.ledger.push({
      resident: lease.resident,
      date: `${month}-04`,
      code: 'PAY',
      description: check,
      charge: 0,
      payment: paid,
    });
  }
}
