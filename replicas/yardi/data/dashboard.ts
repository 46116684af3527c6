import { statusAt } from './records.ts';
import type { Lease, Records, Unit } from './records.ts';

/** Heading and cells of what stands behind one count. */
interface Stat {
  name: string;
  headings: readonly string[];
  /** Texts as records have them; days are ISO dates. */
  rows: (string | null)[][];
}

const ofUnits = ['Unit', 'Unit Type', 'Resident', 'Name', 'Status', 'Date'] as const;
const ofRequests = ['Work Order', 'Unit', 'Brief Description', 'Category', 'Priority', 'Status', 'Call Date'];

/** What the dashboard counts of some properties on a day, in its order. */
export function statsOf(records: Records, codes: readonly string[], today: string): Stat[] {
  const units = records.units.filter(({ property }) => codes.includes(property));
  const leases = records.leases.filter(({ property }) => codes.includes(property));
  const having = (...statuses: string[]) =>
    leases.filter((lease) => statuses.includes(statusAt(lease, today)));
  const lived = having('Current', 'Notice');
  const empty = units.filter(
    (unit) => !lived.some((lease) => lease.property === unit.property && lease.unit === unit.unit),
  );
  const typeOf = (lease: Lease) =>
    units.find(({ property, unit }) => property === lease.property && unit === lease.unit)?.type ?? '';
  const leased = (all: Lease[], date: (lease: Lease) => string | null) =>
    all.map((lease) => [
      lease.unit,
      typeOf(lease),
      lease.resident,
      lease.name,
      statusAt(lease, today),
      date(lease),
    ]);
  const vacant = (sentinel: Unit['sentinel']) =>
    empty
      .filter((unit) => unit.sentinel === sentinel)
      .map(({ unit, type }) => [unit, type, '', '', sentinel, '']);
  const requests = records.workOrders
    .filter(({ property, status }) => codes.includes(property) && status !== 'Work Completed')
    .map((one) => [
      one.number,
      one.unit,
      one.description,
      one.category,
      one.priority,
      one.status,
      one.opened,
    ]);
  const stat = (name: string, rows: Stat['rows'], headings: Stat['headings'] = ofUnits): Stat => ({
    name,
    headings,
    rows,
  });
  return [
    stat(
      'Leased Units',
      leased(lived, ({ leaseTo }) => leaseTo),
    ),
    stat('Available Units', vacant('VACANT')),
    stat('Unit Transfers', []),
    stat(
      'Pending Applications',
      leased(having('Future'), ({ moveIn }) => moveIn),
    ),
    stat(
      'On Notice',
      leased(having('Notice'), ({ moveOut }) => moveOut),
    ),
    stat('Alerts', []),
    stat('Pending Make Ready', vacant('DOWN')),
    stat('Pending Work Requests', requests, ofRequests),
  ];
}
