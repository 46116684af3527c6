import { incomeTree, ranges } from './chart.ts';
import { Random } from '../../random.ts';
import type { Lease, Records } from './records.ts';

const properties = [
  { code: 'dock', name: 'Dockside Flats' },
  { code: 'elmc', name: 'Elm Court' },
  { code: 'mill', name: 'Millrace House' },
];

const vendors = [
  { code: 'v0000101', name: 'Pine State Plumbing' },
  { code: 'v0000114', name: 'Bright & Sons Electric' },
  { code: 'v0000120', name: 'Müller Landscaping' },
  { code: 'v0000133', name: 'Harbor Water District' },
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
    vendors: vendors.map((one) => ({ ...one })),
    accounts: incomeTree.flatMap(({ account, name }) =>
      account?.startsWith('6') ? [{ code: account, name }] : [],
    ),
    batches: [],
    workOrders: [],
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

function seedPayables(records: Records, months: string[], random: Random): void {
  let control = 30_411;
  months.slice(-4).forEach((month, n) => {
    const payables = Array.from({ length: 7 }, (_, at) => {
      const date = `${month}-${String(random.between(2, 19)).padStart(2, '0')}`;
      return {
        control: `P-${control++}`,
        vendor: vendors[(at + n) % vendors.length]!.code,
        invoice: `INV-${random.between(1000, 9999)}`,
        invoiceDate: date,
        dueDate: `${addMonths(month, 1)}-15`,
        property: properties[at % 3]!.code,
        account: records.accounts[random.between(0, records.accounts.length - 1)]!.code,
        amount: random.between(4_500, 240_000),
        remarks: at % 2 ? '' : 'Per service call',
      };
    });
    records.batches.push({
      number: String(812 + n),
      description: `Invoices ${month}`,
      notes: '',
      postMonth: month,
      user: 'lamari',
      payables,
    });
  });
}

const troubles = [
  ['Plumbing', 'Kitchen faucet drips'],
  ['Electrical', 'Hall light flickers'],
  ['Appliance', 'Dishwasher does not drain'],
  ['General', 'Bedroom door sticks'],
] as const;

/** Two a property: one that is waiting or under way, and one that is done. */
function seedWorkOrders(records: Records, today: string, random: Random): void {
  for (const { code: property } of properties)
    for (const isDone of [false, true]) {
      const lease = random.pick(
        records.leases.filter((one) => one.property === property && one.moveIn < today),
      );
      const [category, description] = random.pick(troubles);
      records.workOrders.push({
        number: String(50_012 + records.workOrders.length),
        property,
        unit: lease.unit,
        description,
        category,
        priority: random.pick(['Low', 'Normal', 'High']),
        caller: lease.name,
        accessNotes: random.chance(0.5) ? 'Call first' : '',
        status: isDone ? 'Work Completed' : random.pick(['Call', 'Scheduled']),
        opened: `${today.slice(0, 7)}-${String(random.between(2, 18)).padStart(2, '0')}`,
      });
    }
}

const monthOf = (day: string) => day.slice(0, 7);

export function addMonths(month: string, count: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const all = year * 12 + number - 1 + count;
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}`;
}
