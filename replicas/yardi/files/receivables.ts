import { ageOf, statusAt } from '../data/records.ts';
import type { Records } from '../data/records.ts';
import { slashed } from '../web/format.ts';
import type { Sheet } from './sheet.ts';

interface Order {
  codes: string[];
  label: string;
  asOf: string;
  statuses: string[];
}

export const receivableTypes = [
  ['1', 'Resident Directory'],
  ['2', 'Financial Aged Receivable'],
] as const;

/** Those who owe something, or have paid ahead. The default report of the page is the directory. */
export function receivables(records: Records, type: string, { codes, label, asOf, statuses }: Order): Sheet {
  const leases = records.leases.filter(
    (lease) =>
      codes.includes(lease.property) && (statuses.length === 0 || statuses.includes(statusAt(lease, asOf))),
  );
  const title = receivableTypes.find(([value]) => value === type)?.[1] ?? '';
  const meta = [title, label, `Age As Of = ${slashed(asOf)}`, `Status = ${statuses.join(', ') || 'All'}`];
  if (type === '1') {
    const body = leases.map(({ unit, resident, name }) => [unit, resident, name]);
    return {
      title,
      name: 'ResidentDirectory',
      meta,
      headings: [['Unit', 'Resident', 'Name']],
      body,
      totals: [],
      amountsAt: 3,
    };
  }
  const rows = leases
    .map((lease) => ({ lease, age: ageOf(records, lease.resident, asOf) }))
    .filter(({ age }) => age.total !== 0 || age.prepay !== 0);
  const amounts = rows.map(({ age }) => [...age.buckets, age.prepay, age.total]);
  const totals = [0, 1, 2, 3, 4, 5].map((at) => amounts.reduce((sum, row) => sum + row[at]!, 0) / 100);
  return {
    title,
    name: 'AgedReceivable',
    meta,
    headings: [
      [
        'Property',
        'Unit',
        'Resident',
        'Name',
        'Status',
        '0-30',
        '31-60',
        '61-90',
        'Over 90',
        'Pre-',
        'Total',
      ],
      ['', '', '', '', '', 'Owed', 'Owed', 'Owed', 'Owed', 'payments', 'Owed'],
    ],
    body: rows.map(({ lease }, n) => [
      lease.property,
      lease.unit,
      lease.resident,
      lease.name,
      statusAt(lease, asOf),
      ...amounts[n]!.map((cents) => cents / 100),
    ]),
    totals: [['Grand Total', '', '', '', '', ...totals]],
    amountsAt: 5,
  };
}
