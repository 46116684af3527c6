import { usDate } from '../data/calendar.ts';
import { balanceOf, occupancy } from '../data/records.ts';
import type { World } from '../world.ts';
import { dollars } from './money.ts';

const headings = [
  'Property',
  'Unit',
  'Unit Type',
  'Sq Ft',
  'Resident',
  'Name',
  'Status',
  'Market Rent',
  'Actual Rent',
  'Deposit',
  'Lease From',
  'Lease To',
  'Balance',
];

/** The rent roll of a day as CSV: lines about the report, headings, a line for each unit, the totals, the number of records. */
export function writeRentRoll(
  { records, switches }: World,
  day: string,
  property: string,
  label: string,
): string {
  const units = records.units.filter(({ building }) => property === '' || building === property);
  const totals = { market: 0, rent: 0, deposit: 0, balance: 0 };
  const lines = units.map((unit) => {
    const tenant = records.tenants.find(
      (one) =>
        one.building === unit.building &&
        one.unit === unit.unit &&
        ['Current', 'Notice'].includes(occupancy(one, day)),
    );
    const balance = tenant ? balanceOf(records.ledger, tenant.number, day) : 0;
    totals.market += unit.marketRent;
    totals.rent += tenant?.rent ?? 0;
    totals.deposit += tenant?.deposit ?? 0;
    totals.balance += balance;
    return [
      unit.building,
      unit.unit,
      unit.type,
      String(unit.sqFt),
      tenant?.number ?? 'VACANT',
      tenant?.name ?? '',
      tenant ? occupancy(tenant, day) : 'Vacant',
      dollars(unit.marketRent),
      dollars(tenant?.rent ?? 0),
      dollars(tenant?.deposit ?? 0),
      usDate(tenant?.leaseFrom ?? null),
      usDate(tenant?.leaseTo ?? null),
      dollars(balance),
    ];
  });
  if (switches.truncateRows) lines.pop();
  const rentShown = totals.rent + (switches.brokenTotals ? 10_000 : 0);
  const total = [
    'Total',
    '',
    '',
    '',
    '',
    '',
    '',
    dollars(totals.market),
    dollars(rentShown),
    dollars(totals.deposit),
    '',
    '',
    dollars(totals.balance),
  ];
  return csv([
    ['Rent Roll'],
    [`As Of = ${usDate(day)}`],
    [`Property = ${label}`],
    ['Currency = USD'],
    [],
    headings.map((heading, index) => (switches.renameHeading && index === 4 ? 'Occupant' : heading)),
    ...lines,
    total,
    [`${units.length} records`],
  ]);
}

function csv(rows: string[][]): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
