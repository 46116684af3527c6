import type { World } from '../world.ts';

/** A report as it is drawn or exported. */
export interface Sheet {
  headings: string[];
  rows: string[][];
  /** One for each column; null where the report has none. */
  totals: string[] | null;
  /** What it says it holds: rows, or work orders. */
  count: number;
  /** What stands above it: label and value. */
  criteria: [label: string, value: string][];
}

/** What was asked for. Dates ISO. */
export interface Asked {
  property: number | null;
  asOf: string;
  from: string;
  to: string;
  statuses: string[];
  vendor: number | null;
}

export interface ReportKind {
  slug: string;
  title: string;
  filters: readonly ('property' | 'as_of' | 'tenant_statuses' | 'work_order_statuses' | 'dates' | 'vendor')[];
  build(world: World, asked: Asked): Omit<Sheet, 'criteria'>;
}

/** A column by its heading; `total` where the report sums it. Amounts are whole cents. */
export interface Column<Row> {
  heading: string;
  value: (row: Row) => string;
  cents?: (row: Row) => number;
}

/** What reports call the same columns elsewhere; vendor facts. */
const otherNames: Record<string, string> = {
  Property: 'Property Name',
  Unit: 'Unit Name',
  Tenant: 'Tenant Name',
};

/** Does to a report what is switched wrong. Its count and its totals are those of the right one. */
export function spoil(sheet: Sheet, { switches }: World): Sheet {
  let { headings, rows, totals } = sheet;
  if (switches.truncateRows) rows = rows.slice(0, -1);
  if (switches.capRows > 0) rows = rows.slice(0, switches.capRows);
  if (switches.repeatRows)
    rows = rows.map((row, index) => (index >= 10 && index < 20 ? (rows[index - 10] ?? row) : row));
  if (switches.shiftColumn) rows = rows.map((row) => ['', ...row.slice(0, -1)]);
  if (switches.otherHeadings) headings = headings.map((heading) => otherNames[heading] ?? heading);
  if (switches.renameHeading)
    headings = headings.map((heading, at) => (at === 1 ? `${heading} (new)` : heading));
  if (switches.brokenTotals && totals) totals = totals.map((text) => (/\d/.test(text) ? `1${text}` : text));
  return { ...sheet, headings, rows, totals };
}
