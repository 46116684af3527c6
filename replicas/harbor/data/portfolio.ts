import { addDays, firstOfMonth } from './calendar.ts';
import { tenantNames } from './names.ts';
import type { Random } from '../../random.ts';
import type { Building, Tenant, Unit } from './records.ts';

export const buildings: readonly Building[] = [
  {
    code: 'HBR',
    name: 'Harbor Point Apartments',
    address: '1200 Harbor Drive',
    city: 'Port Ellis, WA',
    manager: 'C. Lindqvist',
  },
  {
    code: 'LKS',
    name: 'Lakeside Terrace',
    address: '48 Lakeside Avenue',
    city: 'Port Ellis, WA',
    manager: 'C. Lindqvist',
  },
  {
    code: 'CDR',
    name: 'Cedar Court',
    address: '915 Cedar Street',
    city: 'Port Ellis, WA',
    manager: 'N. Abara',
  },
  {
    code: 'MLL',
    name: 'Millwright Lofts',
    address: '7 Foundry Lane',
    city: 'Dunmore, WA',
    manager: 'N. Abara',
  },
  {
    code: 'OAK',
    name: 'Oakmont Gardens',
    address: '2301 Oakmont Road',
    city: 'Dunmore, WA',
    manager: 'S. Petrakis',
  },
  {
    code: 'STN',
    name: 'Station Square',
    address: '60 Railway Plaza',
    city: 'Dunmore, WA',
    manager: 'S. Petrakis',
  },
];

/** Floors and units on each; 120 in all. */
const plans: Record<string, [floors: number, perFloor: number]> = {
  HBR: [4, 7],
  LKS: [4, 6],
  CDR: [4, 5],
  MLL: [3, 6],
  OAK: [4, 4],
  STN: [2, 7],
};

const types = [
  { type: 'Studio', sqFt: 440, rent: 98_000 },
  { type: '1BR/1BA', sqFt: 640, rent: 124_500 },
  { type: '1BR/1BA', sqFt: 675, rent: 129_000 },
  { type: '2BR/1BA', sqFt: 850, rent: 152_500 },
  { type: '2BR/2BA', sqFt: 930, rent: 169_500 },
  { type: '3BR/2BA', sqFt: 1180, rent: 214_000 },
] as const;

export function buildUnits(random: Random): Unit[] {
  return buildings.flatMap(({ code }) => {
    const [floors, perFloor] = plans[code] ?? [0, 0];
    return Array.from({ length: floors * perFloor }, (_, index): Unit => {
      const plan = random.pick(types);
      const floor = Math.floor(index / perFloor) + 1;
      return {
        building: code,
        unit: `${floor}${String((index % perFloor) + 1).padStart(2, '0')}`,
        type: plan.type,
        sqFt: plan.sqFt,
        marketRent: plan.rent + (floor - 1) * 1_500,
      };
    });
  });
}

/** Most live here; every twentieth has left, some have given notice, two move in later. */
export function houseTenants(units: readonly Unit[], today: string, random: Random): Tenant[] {
  const free = random.shuffled(units);
  return tenantNames.map((name, index): Tenant => {
    const home = free[index];
    if (!home) throw new RangeError('more tenants than units');
    const age = random.between(1, 26);
    const leaseFrom = index % 50 === 49 ? firstOfMonth(today, 1) : firstOfMonth(today, -age);
    const leftOrLeaving =
      index % 20 === 7
        ? addDays(firstOfMonth(today, -random.between(0, Math.min(age - 1, 4))), -1)
        : index % 23 === 3
          ? addDays(firstOfMonth(today, random.between(1, 2)), -1)
          : null;
    return {
      number: `T-${1001 + index}`,
      name,
      phone: `(360) 555-${String(random.between(100, 199)).padStart(4, '0')}`,
      building: home.building,
      unit: home.unit,
      moveIn: leaseFrom,
      moveOut: leftOrLeaving !== null && leftOrLeaving > leaseFrom ? leftOrLeaving : null,
      leaseFrom,
      leaseTo: addDays(firstOfMonth(leaseFrom, age > 12 ? 24 : 12), -1),
      rent: home.marketRent - random.between(0, 12) * 1_000,
      deposit: random.pick([50_000, 75_000, home.marketRent]),
    };
  });
}
