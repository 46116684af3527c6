import type { CommercialLease, Records } from '../data/records.ts';
import { money, slashed } from '../web/format.ts';
import type { Sheet } from './sheet.ts';
import type { CellValue } from './workbook.ts';

interface Order {
  codes: string[];
  label: string;
  type: string;
  /** ISO date. */
  asOf: string;
}

export const commercialTypes = [
  ['1', 'Property Summary'],
  ['2', 'Rent Roll'],
] as const;

/** Wrapped over three rows. */
const headings = [
  ['', '', '', '', '', '', '', '', '', 'Monthly', '', 'Annual', 'Annual', 'Annual', '', 'LOC'],
  [
    '',
    '',
    '',
    'Lease',
    '',
    'Lease',
    'Lease',
    '',
    'Monthly',
    'Rent Per',
    'Annual',
    'Rent Per',
    'Rec. Per',
    'Misc Per',
    'Security',
    'Amount/Bank',
  ],
  [
    'Property',
    'Unit(s)',
    'Lease',
    'Type',
    'Area',
    'From',
    'To',
    'Term',
    'Rent',
    'Area',
    'Rent',
    'Area',
    'Area',
    'Area',
    'Deposit',
    'Guarantee',
  ],
];

/** Dates are the days that Excel counts. */
const serial = (day: string) => Date.parse(day) / 86_400_000 + 25_569;

/** Leases that run, with the suites that nobody has; those to come; each section with its total. */
export function commercialRentRoll(records: Records, { codes, label, type, asOf }: Order): Sheet {
  const leases = records.commercialLeases.filter(
    ({ property, to }) => codes.includes(property) && to >= asOf,
  );
  const current = leases.filter(({ from }) => from <= asOf);
  const future = leases.filter(({ from }) => from > asOf);
  const isLet = (property: string, unit: string) =>
    current.some((one) => one.property === property && one.units.includes(unit));
  const empty = records.suites.filter(
    (one) => codes.includes(one.property) && !isLet(one.property, one.unit),
  );
  const title = commercialTypes.find(([value]) => value === type)?.[1] ?? '';
  const meta = [title, label, `From Date = ${slashed(asOf)}`];
  if (type !== '2')
    return {
      title,
      name: 'PropertySummary',
      meta,
      headings: [['Property', 'Leases', 'Area']],
      body: codes.map((code) => {
        const own = current.filter(({ property }) => property === code);
        return [code, own.length, own.reduce((sum, { area }) => sum + area, 0)];
      }),
      totals: [],
      amountsAt: 1,
    };
  const total = (name: string, of: CommercialLease[], vacant: number): CellValue[] => {
    const sum = (pick: (one: CommercialLease) => number) => of.reduce((all, one) => all + pick(one), 0);
    const area = sum((one) => one.area) + vacant;
    const rent = sum(({ monthlyRent }) => monthlyRent);
    const rest = [sum(({ deposit }) => deposit), sum(({ letterOfCredit }) => letterOfCredit)];
    return [
      name,
      '',
      '',
      '',
      area,
      '',
      '',
      '',
      ...rents(rent, area),
      '',
      '',
      ...rest.map((one) => one / 100),
    ];
  };
  const vacant = empty.reduce((sum, { area }) => sum + area, 0);
  return {
    title,
    name: 'CommercialRentRoll',
    meta,
    headings,
    body: [
      ['Current Leases'],
      ...current.map(lineOf),
      ...empty.map(({ property, unit, area }) => [
        property,
        unit,
        'VACANT',
        '',
        area,
        '',
        '',
        '',
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
      ]),
      total('Total Current', current, vacant),
      ['Future Leases'],
      ...future.map(lineOf),
      total('Total Future', future, 0),
    ],
    totals: [total('Grand Total', leases, vacant)],
    amountsAt: 4,
    shown: (cell, column) =>
      column === 5 || column === 6
        ? slashed(new Date((cell - 25_569) * 86_400_000).toISOString().slice(0, 10))
        : column === 4 || column === 7
          ? String(cell)
          : money(Math.round(cell * 100)),
  };
}

const perArea = (cents: number, area: number) => (area === 0 ? 0 : Math.round(cents / area) / 100);

const rents = (monthly: number, area: number) => [
  monthly / 100,
  perArea(monthly, area),
  (monthly * 12) / 100,
  perArea(monthly * 12, area),
];

const lineOf = (lease: CommercialLease): CellValue[] => [
  lease.property,
  lease.units.join(', '),
  `${lease.name} (${lease.code})`,
  lease.type,
  lease.area,
  serial(lease.from),
  serial(lease.to),
  lease.term,
  ...rents(lease.monthlyRent, lease.area),
  perArea(lease.recoveries, lease.area),
  perArea(lease.misc, lease.area),
  lease.deposit / 100,
  lease.letterOfCredit / 100,
];
