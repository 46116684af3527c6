import { z } from 'zod';
import { byFooting, decimal, excelDate, isoDate, LayoutChanged, screenDate, sum } from 'sidedoor-mcp';
import type { Cell, Completeness } from 'sidedoor-mcp';
import { amountOf, assertSays, belowHeadings, isBlank, textOf } from './report-rows.ts';
import type { Row } from './report-rows.ts';

export const commercialLease = () =>
  z.object({
    units: z.string().describe('One suite or several'),
    status: z.enum(['current', 'vacant', 'future']),
    lease: z.string().nullable(),
    name: z.string().nullable(),
    lease_type: z.string(),
    area: decimal(),
    lease_from: z.iso.date().nullable(),
    lease_to: z.iso.date().nullable(),
    term: z.int().nullable().describe('Months'),
    monthly_rent: decimal(),
    monthly_rent_per_area: decimal(),
    annual_rent: decimal(),
    annual_rent_per_area: decimal(),
    annual_recoveries_per_area: decimal(),
    annual_misc_per_area: decimal(),
    security_deposit: decimal(),
    loc_amount: decimal().describe('Letter of credit or bank guarantee'),
  });

type Lease = z.output<ReturnType<typeof commercialLease>>;

/** Wrapped over three rows in the file. */
const headings = [
  'Property',
  'Unit(s)',
  'Lease',
  'Lease Type',
  'Area',
  'Lease From',
  'Lease To',
  'Term',
  'Monthly Rent',
  'Monthly Rent Per Area',
  'Annual Rent',
  'Annual Rent Per Area',
  'Annual Rec. Per Area',
  'Annual Misc Per Area',
  'Security Deposit',
  'LOC Amount/Bank Guarantee',
];

/** The columns that have totals, and where. */
const footed = { area: 4, monthly_rent: 8, annual_rent: 10, security_deposit: 14, loc_amount: 15 } as const;
type Footed = keyof typeof footed;
const columns = Object.keys(footed) as Footed[];

const isSection = /^(Current|Future) Leases$/;
const isTotal = /^(Total (Current|Future)|Grand Total)$/;

/** @throws LayoutChanged when it is another report, or a row of it is not as they are. */
export function readCommercial(rows: Row[], property: string, label: string, asOf: string) {
  const { above, body } = belowHeadings(rows, headings, { split: 3 });
  assertSays(rows, ['Rent Roll', label, `From Date = ${screenDate(asOf, 'mdy', '/')}`], above);
  const leases: Lease[] = [];
  const totals: { name: string; row: Row }[] = [];
  let section = '';
  for (const row of body.filter((one) => !isBlank(one))) {
    const first = textOf(row[0]).trim();
    if (isTotal.test(first)) totals.push({ name: first, row });
    else if (isSection.test(first) && isBlank(row.slice(1))) section = first;
    else leases.push(toLease(row, property, section));
  }
  const total = Object.fromEntries(
    columns.map((column) => [column, sum(leases.map((lease) => lease[column]))]),
  ) as Record<Footed, string>;
  return { leases, total, whole: proof(leases, totals) };
}

function toLease(row: Row, property: string, section: string): Lease {
  const text = (at: number) => textOf(row[at]).trim();
  const isVacant = text(2) === 'VACANT';
  const [, name = null, lease = null] = /^(.+) \((\w+)\)$/.exec(text(2)) ?? [];
  if (section === '' || text(0) !== property || text(1) === '' || (!isVacant && lease === null))
    throw new LayoutChanged(
      `A row of the rent roll is no lease: "${row.map(textOf).join(' ').slice(0, 80)}".`,
    );
  if (!/^\d*$/.test(text(7)))
    throw new LayoutChanged(`"${text(7).slice(0, 40)}" stands where a term should be.`);
  return {
    units: text(1),
    status: isVacant ? 'vacant' : section === 'Future Leases' ? 'future' : 'current',
    lease,
    name,
    lease_type: text(3),
    area: amountOf(row[4]),
    lease_from: dayOf(row[5]),
    lease_to: dayOf(row[6]),
    term: text(7) === '' ? null : Number(text(7)),
    monthly_rent: amountOf(row[8]),
    monthly_rent_per_area: amountOf(row[9]),
    annual_rent: amountOf(row[10]),
    annual_rent_per_area: amountOf(row[11]),
    annual_recoveries_per_area: amountOf(row[12]),
    annual_misc_per_area: amountOf(row[13]),
    security_deposit: amountOf(row[14]),
    loc_amount: amountOf(row[15]),
  };
}

/** Files have days since 1900, screens dates. */
function dayOf(cell: Cell | undefined): string | null {
  if (cell === undefined || textOf(cell).trim() === '') return null;
  return typeof cell === 'number' ? excelDate(cell) : isoDate(cell, 'mdy');
}

/** Vacant suites are among the current leases; the grand total is of all. */
function proof(leases: Lease[], totals: { name: string; row: Row }[]): Completeness {
  const sections = { 'Total Current': false, 'Total Future': true };
  const groups = [
    ...Object.entries(sections).map(([name, isFuture]) => ({
      name,
      of: leases.filter(({ status }) => (status === 'future') === isFuture),
    })),
    { name: 'Grand Total', of: leases },
  ];
  if (totals.at(-1)?.name !== 'Grand Total')
    return { proven: false, because: 'the rent roll breaks off before its "Grand Total"' };
  const proofs = groups.flatMap(({ name, of }): Completeness[] => {
    const [stated, ...others] = totals.filter((one) => one.name === name);
    if (others.length > 0) throw new LayoutChanged(`The rent roll has several rows "${name}".`);
    // A section that has no leases may be left out.
    if (!stated && of.length === 0) return [];
    if (!stated) return [{ proven: false, because: `the rent roll has no "${name}"` }];
    return columns.map((column) =>
      byFooting(
        of.map((lease) => lease[column]),
        amountOf(stated.row[footed[column]]),
      ),
    );
  });
  const failed = proofs.find(({ proven }) => !proven);
  return (
    failed ?? { proven: true, because: `${proofs.length} totals add up, each from its ${leases.length} rows` }
  );
}
