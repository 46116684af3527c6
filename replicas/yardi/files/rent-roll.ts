import { balanceAt, statusAt } from '../data/records.ts';
import type { Lease, Records, Unit } from '../data/records.ts';
import { money, slashed } from '../web/format.ts';
import type { CellValue } from './workbook.ts';
import type { Sheet } from './sheet.ts';

interface Order {
  codes: string[];
  label: string;
  type: string;
  /** ISO date. */
  asOf: string;
  month: string;
}

/** "Rent Roll" lists a unit in a row; "with Lease Charges" has a block for each lease. */
export function rentRoll(records: Records, { codes, label, type, asOf, month }: Order): Sheet {
  const units = records.units.filter(({ property }) => codes.includes(property));
  const leases = records.leases.filter(({ property }) => codes.includes(property));
  const present = leases.filter((lease) => statusAt(lease, asOf) !== 'Future');
  const future = leases.filter((lease) => statusAt(lease, asOf) === 'Future');
  const block = (unit: Unit, lease: Lease | undefined) => blockOf(records, unit, lease, asOf);
  const unitOf = (lease: Lease) =>
    units.find(({ property, unit }) => property === lease.property && unit === lease.unit)!;
  const now = units.flatMap((unit) => {
    const lease = present.find(
      ({ property, unit: number }) => property === unit.property && number === unit.unit,
    );
    return block(unit, lease);
  });
  const withCharges = type === 'Rent Roll with Lease Charges';
  return {
    title: type,
    name: type.replaceAll(' ', ''),
    meta: [type, label, `As Of = ${slashed(asOf)}`, `Month Year = ${slashed(month)}`],
    headings: withCharges ? chargeHeadings : [['Unit', 'Resident', 'Name', 'Market Rent']],
    body: withCharges
      ? [
          ['Current/Notice/Vacant Residents'],
          ...now,
          ['Future Residents/Applicants'],
          ...future.flatMap((lease) => block(unitOf(lease), lease)),
        ]
      : units.map(({ unit, marketRent, sentinel }) => {
          const lease = present.find((one) => one.unit === unit);
          return [unit, lease?.resident ?? sentinel, lease?.name ?? '', marketRent / 100];
        }),
    totals: withCharges ? summary(records, units, present, future, unitOf, asOf) : [['Total', units.length]],
    amountsAt: 5,
  };
}

/** Split over two rows, as Excel gets them. */
const chargeHeadings = [
  [
    'Unit',
    'Unit Type',
    'Unit',
    'Resident',
    'Name',
    'Market',
    'Charge',
    'Amount',
    'Resident',
    'Other',
    'Move In',
    'Lease',
    'Move Out',
    'Balance',
  ],
  ['', '', 'Sq Ft', '', '', 'Rent', 'Code', '', 'Deposit', 'Deposit', '', 'Expiration', '', ''],
];

const day = (iso: string | null) => (iso === null ? '' : slashed(iso));

function blockOf(records: Records, unit: Unit, lease: Lease | undefined, asOf: string): CellValue[][] {
  const { unit: number, type, sqft, marketRent, sentinel } = unit;
  const head = [number, type, sqft];
  const market = marketRent / 100;
  if (!lease)
    return [
      [...head, sentinel, sentinel, market, '', 0, 0, 0, '', '', '', 0],
      ['', '', '', '', '', '', 'Total', 0, '', '', '', '', '', ''],
    ];
  const [first, ...more] = lease.charges;
  const total = lease.charges.reduce((sum, { amount }) => sum + amount, 0);
  return [
    [
      ...head,
      lease.resident,
      lease.name,
      market,
      first?.code ?? '',
      (first?.amount ?? 0) / 100,
      lease.residentDeposit / 100,
      lease.otherDeposit / 100,
      day(lease.moveIn),
      day(lease.leaseTo),
      day(lease.moveOut),
      balanceAt(records, lease.resident, asOf) / 100,
    ],
    ...more.map(({ code, amount }) => ['', '', '', '', '', '', code, amount / 100, '', '', '', '', '', '']),
    ['', '', '', '', '', '', 'Total', total / 100, '', '', '', '', '', ''],
  ];
}

function summary(
  records: Records,
  units: Unit[],
  present: Lease[],
  future: Lease[],
  unitOf: (lease: Lease) => Unit,
  asOf: string,
): CellValue[][] {
  const line = (name: string, leases: Lease[], of: Unit[]): CellValue[] => {
    const total = (pick: (lease: Lease) => number) => money(leases.reduce((sum, one) => sum + pick(one), 0));
    return [
      name,
      String(of.length),
      money(of.reduce((sum, { marketRent }) => sum + marketRent, 0)),
      total(({ charges }) => charges.reduce((sum, { amount }) => sum + amount, 0)),
      total(({ residentDeposit }) => residentDeposit),
      total(({ otherDeposit }) => otherDeposit),
      total(({ resident }) => balanceAt(records, resident, asOf)),
    ];
  };
  const byCode = new Map<string, number>();
  for (const { code, amount } of present.flatMap(({ charges }) => charges))
    byCode.set(code, (byCode.get(code) ?? 0) + amount);
  return [
    [
      'Summary Groups',
      '# Of Units',
      'Market Rent',
      'Lease Charges',
      'Resident Deposit',
      'Other Deposit',
      'Balance',
    ],
    line('Current/Notice/Vacant Residents', present, units),
    line('Future Residents/Applicants', future, future.map(unitOf)),
    ['Summary of Charges by Charge Code'],
    ...[...byCode].map(([code, amount]) => [code, money(amount)]),
    ['Total', money([...byCode.values()].reduce((sum, amount) => sum + amount, 0))],
  ];
}
