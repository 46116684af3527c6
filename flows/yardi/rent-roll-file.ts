import { z } from 'zod';
import {
  byAll,
  byCount,
  byFooting,
  decimal,
  isoDateOrNull,
  LayoutChanged,
  screenDate,
  sum,
} from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import { amountOf, assertSays, belowHeadings, isBlank, screenMonth, textOf } from './report-rows.ts';
import type { Row } from './report-rows.ts';

export const rentRollUnit = () =>
  z.object({
    unit: z.string(),
    unit_type: z.string(),
    sqft: z.int(),
    status: z.enum(['current', 'notice', 'vacant', 'model', 'down', 'future']),
    resident: z.string().nullable().describe('Code, e.g. t0019683'),
    name: z.string().nullable(),
    market_rent: decimal(),
    charges: z.array(z.object({ code: z.string(), amount: decimal() })),
    total: decimal(),
    resident_deposit: decimal(),
    other_deposit: decimal(),
    move_in: z.iso.date().nullable(),
    lease_to: z.iso.date().nullable(),
    move_out: z.iso.date().nullable(),
    balance: decimal(),
  });

type RentRollUnit = z.output<ReturnType<typeof rentRollUnit>>;

/** Split over two rows in the file. */
const headings = [
  'Unit',
  'Unit Type',
  'Unit Sq Ft',
  'Resident',
  'Name',
  'Market Rent',
  'Charge Code',
  'Amount',
  'Resident Deposit',
  'Other Deposit',
  'Move In',
  'Lease Expiration',
  'Move Out',
  'Balance',
];
/** What the summary adds up, by the headings of both, in its order. */
const footed = {
  'Market Rent': 'market_rent',
  'Lease Charges': 'total',
  'Resident Deposit': 'resident_deposit',
  'Other Deposit': 'other_deposit',
  Balance: 'balance',
} as const;
const present = 'Current/Notice/Vacant Residents';
const future = 'Future Residents/Applicants';

/** @throws LayoutChanged when it is another report, or a block of it is not as blocks are. */
export function readRentRoll(
  rows: Row[],
  label: string,
  asOf: string,
): { units: RentRollUnit[]; whole: Completeness } {
  const { above, body, renamed } = belowHeadings(rows, headings, { split: 2, provable: Object.keys(footed) });
  const lines = [`As Of = ${screenDate(asOf, 'mdy', '/')}`, `Month Year = ${screenMonth(asOf.slice(0, 7))}`];
  assertSays(rows, ['Rent Roll with Lease Charges', label, ...lines], above);
  const end = body.findIndex((row) => textOf(row[0]).trim() === 'Summary Groups');
  if (end === -1) throw new LayoutChanged('The rent roll ends before its "Summary Groups".');
  const units = readBlocks(body.slice(0, end));
  const summary = body.slice(end);
  const whole = proof(units, summary);
  if (renamed !== undefined && !(whole.proven && proves(summary, headings[renamed]!)))
    throw new LayoutChanged(
      `The column "${headings[renamed]}" is called something else, and nothing proves it.`,
    );
  return { units, whole };
}

/** A lease begins with its unit; further charges stand below, without one; "Total" ends it. */
function readBlocks(rows: Row[]): RentRollUnit[] {
  const units: RentRollUnit[] = [];
  let section = '';
  let block: Row[] = [];
  for (const row of rows.filter((one) => !isBlank(one))) {
    const first = textOf(row[0]).trim();
    if (block.length === 0 && (first === present || first === future)) {
      section = first;
      continue;
    }
    if ((first === '') !== block.length > 0 || section === '')
      throw new LayoutChanged(
        `A row of the rent roll belongs to no lease: "${row.map(textOf).join(' ').trim().slice(0, 80)}".`,
      );
    block.push(row);
    if (textOf(row[6]) !== 'Total') continue;
    units.push(toUnit(block, section));
    block = [];
  }
  if (block.length > 0) throw new LayoutChanged('The rent roll breaks off within a lease.');
  return units;
}

function toUnit(block: Row[], section: string): RentRollUnit {
  const head = block[0]!;
  const text = (at: number) => textOf(head[at]).trim();
  const sentinel = /^(VACANT|MODEL|DOWN)$/.exec(text(3))?.[1]?.toLowerCase() as
    | 'vacant'
    | 'model'
    | 'down'
    | undefined;
  if (sentinel === undefined && !/^t\d{7}$/.test(text(3)))
    throw new LayoutChanged(`"${text(3).slice(0, 40)}" stands where a resident's code should be.`);
  if (!/^\d+$/.test(text(2)))
    throw new LayoutChanged(`"${text(2).slice(0, 40)}" stands where square feet should be.`);
  const charges = block
    .slice(0, -1)
    .filter((row) => textOf(row[6]) !== '')
    .map((row) => ({ code: textOf(row[6]), amount: amountOf(row[7]) }));
  const total = amountOf(block.at(-1)![7]);
  if (sum(charges.map(({ amount }) => amount)) !== total)
    throw new LayoutChanged(`The charges of unit ${text(0)} do not come to their total ${total}.`);
  const moveOut = isoDateOrNull(text(12), 'mdy');
  return {
    unit: text(0),
    unit_type: text(1),
    sqft: Number(text(2)),
    status: sentinel ?? (section === future ? 'future' : moveOut === null ? 'current' : 'notice'),
    resident: sentinel ? null : text(3),
    name: sentinel ? null : text(4),
    market_rent: amountOf(head[5]),
    charges,
    total,
    resident_deposit: amountOf(head[8]),
    other_deposit: amountOf(head[9]),
    move_in: isoDateOrNull(text(10), 'mdy'),
    lease_to: isoDateOrNull(text(11), 'mdy'),
    move_out: moveOut,
    balance: amountOf(head[13]),
  };
}

/** The labels of the sections come again in the summary, each with the number of its units and what they come to. */
function proof(units: RentRollUnit[], summary: Row[]): Completeness {
  const columns = Object.values(footed);
  const proofs = [present, future].flatMap((label) => {
    const row = summary.find((one) => textOf(one[0]).trim() === label);
    if (!row) return [{ proven: false, because: `the summary has no "${label}"` }];
    const group = units.filter(({ status }) => (status === 'future') === (label === future));
    return [
      byCount(group.length, Number(textOf(row[1]))),
      ...columns.map((column, at) =>
        byFooting(
          group.map((unit) => unit[column]),
          textOf(row[at + 2]),
        ),
      ),
    ];
  });
  const failed = proofs.find(({ proven }) => !proven);
  return (
    failed ??
    byAll({ proven: true, because: `${units.length} units, as the summary states, and all its sums` })
  );
}

/** Whether the summary, with its own headings, states an amount for a column: then what comes to it is that column. */
function proves(summary: Row[], heading: string): boolean {
  const names = Object.keys(footed);
  const isSummary = summary[0]?.slice(2).map(textOf).join('|').startsWith(names.join('|')) ?? false;
  const at = names.indexOf(heading) + 2;
  return (
    isSummary &&
    summary.some(
      (row) => [present, future].includes(textOf(row[0]).trim()) && !/^0?[.,0]*$/.test(textOf(row[at])),
    )
  );
}
