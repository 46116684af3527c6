import { addDays, firstOfMonth } from '../../harbor/data/calendar.ts';
import type { Random } from '../../random.ts';
import type { LedgerLine, Occupancy, Property, TenantStatus, Unit } from './records.ts';

export const properties: readonly Property[] = [
  {
    id: 11,
    name: 'Alder Row',
    address: '14 Alder Row, Fenwick, OR 97031',
    maintenanceLimit: 50_000,
    owner: 'Hollis Family Trust',
  },
  {
    id: 12,
    name: 'Birchwood Commons',
    address: '500 Birchwood Way, Fenwick, OR 97031',
    maintenanceLimit: 75_000,
    owner: 'Birchwood Partners LLC',
  },
  {
    id: 13,
    name: 'Corbel House',
    address: '88 Corbel Street, Ashton, OR 97040',
    maintenanceLimit: 30_000,
    owner: 'R. Quayle',
  },
  {
    id: 14,
    name: 'Corbel House Annex',
    address: '90 Corbel Street, Ashton, OR 97040',
    maintenanceLimit: 30_000,
    owner: 'R. Quayle',
  },
  {
    id: 15,
    name: 'Drover Flats',
    address: '3 Market Lane, Ashton, OR 97040',
    maintenanceLimit: 50_000,
    owner: 'Drover & Sons',
  },
];

const unitsPerProperty: Record<number, number> = { 11: 14, 12: 22, 13: 10, 14: 6, 15: 12 };

const plans = [
  { bedsAndBaths: '0/1.00', sqft: 420, rent: 98_500 },
  { bedsAndBaths: '1/1.00', sqft: 650, rent: 127_000 },
  { bedsAndBaths: '2/1.00', sqft: 840, rent: 154_500 },
  { bedsAndBaths: '2/2.00', sqft: 960, rent: 171_000 },
  { bedsAndBaths: '3/2.00', sqft: 1210, rent: 219_500 },
] as const;

const firstNames =
  'Ada Bruno Celeste Dmitri Esther Farid Greta Hugo Imani Jonas Keiko Lamar Maeve Nikhil Odette Pablo Quinn Rosa Søren Tamsin'.split(
    ' ',
  );
const lastNames =
  'Abbott Barros Cho Dąbrowski Ellison Fontaine Grady Hollis Ito Jiménez Kessler Lund Marsh Nwosu Ortega'.split(
    ' ',
  );

export function buildUnits(random: Random): Unit[] {
  return properties.flatMap((property) =>
    Array.from({ length: unitsPerProperty[property.id] ?? 0 }, (_, index): Unit => {
      const { bedsAndBaths, sqft, rent } = random.pick(plans);
      const floor = Math.floor(index / 6) + 1;
      return {
        id: property.id * 100 + index + 1,
        property: property.id,
        name: `${floor}${String((index % 6) + 1).padStart(2, '0')}`,
        bedsAndBaths,
        sqft,
        marketRent: rent + floor * 1_000,
      };
    }),
  );
}

/** One unit in nine is vacant; two tenants are both called Rosa Marsh. */
export function houseTenants(units: readonly Unit[], today: string, random: Random): Occupancy[] {
  const housed = units.filter((_unit, index) => index % 9 !== 4);
  const occupancies = housed.map((unit, index): Occupancy => {
    const name =
      index === 20 || index === 41
        ? 'Rosa Marsh'
        : `${firstNames[index % firstNames.length]} ${lastNames[(index * 7) % lastNames.length]}`;
    const age = random.between(1, 20);
    const leaseFrom = firstOfMonth(today, -age);
    const status: TenantStatus = index % 17 === 3 ? 'Evict' : index % 11 === 5 ? 'Notice' : 'Current';
    return {
      id: 2001 + index,
      tenant: 5001 + index,
      name,
      email: `tenant${5001 + index}@example.com`,
      phone: `(541) 555-${String(random.between(100, 199)).padStart(4, '0')}`,
      unit: unit.id,
      status,
      rent: unit.marketRent - random.between(0, 6) * 1_500,
      deposit: random.pick([50_000, 75_000, 100_000]),
      leaseFrom,
      leaseTo: addDays(firstOfMonth(leaseFrom, age > 12 ? 24 : 12), -1),
      moveIn: leaseFrom,
      moveOut: status === 'Notice' ? addDays(firstOfMonth(today, 2), -1) : null,
    };
  });
  return [...occupancies, ...movedOut(units, today, occupancies.length)];
}

function movedOut(units: readonly Unit[], today: string, count: number): Occupancy[] {
  const vacant = units.filter((_unit, index) => index % 9 === 4).slice(0, 3);
  return vacant.map((unit, index) => ({
    id: 2001 + count + index,
    tenant: 5001 + count + index,
    name: ['Walter Voss', 'Yara Quist', 'Zeno Prior'][index] ?? '',
    email: `past${index + 1}@example.com`,
    phone: '(541) 555-0200',
    unit: unit.id,
    status: 'Past',
    rent: unit.marketRent,
    deposit: 50_000,
    leaseFrom: firstOfMonth(today, -20),
    leaseTo: addDays(firstOfMonth(today, -8), -1),
    moveIn: firstOfMonth(today, -20),
    moveOut: addDays(firstOfMonth(today, -4), -1),
  }));
}

/** Rent on the first, a payment some days later; some pay late, some a part, some nothing. */
export function keepLedger(occupancies: readonly Occupancy[], today: string, random: Random): LedgerLine[] {
  return occupancies.flatMap(({ id: occupancy, name, moveIn, moveOut, rent, deposit }) => {
    const line = { occupancy, payer: name, debit: 0, credit: 0, receipt: null };
    const lines: LedgerLine[] = [
      { ...line, date: moveIn, description: 'Security Deposit', debit: deposit },
      { ...line, date: moveIn, description: 'Payment (Reference #Deposit)', credit: deposit },
    ];
    const slow = random.chance(0.25);
    const last = moveOut !== null && moveOut < today ? moveOut : today;
    for (let month = -6; month <= 0; month++) {
      const first = firstOfMonth(today, month);
      if (first < moveIn || first > last) continue;
      lines.push({ ...line, date: first, description: `Rent - ${first.slice(0, 7)}`, debit: rent });
      const paid = slow && month > -3 ? random.pick([0, 0, 40_000]) : rent;
      if (paid === 0) continue;
      const description = `Payment (Reference #${random.between(1000, 9999)})`;
      lines.push({ ...line, date: addDays(first, random.between(1, 6)), description, credit: paid });
    }
    return lines;
  });
}
