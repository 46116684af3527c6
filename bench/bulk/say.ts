import type { Count } from '../../test/real/sql-ledger/charges.ts';
import { line } from '../report.ts';

/** Rows a minute, of rows and milliseconds. */
export const rate = (rows: number, ms: number) => (rows * 60_000) / ms;

export const sum = (values: number[]) => values.reduce((all, each) => all + each, 0);

/** Prints what the database has; answers whether that is each row once. */
export function sayCount(who: string, { records, missing, double, strange }: Count, wanted: number): boolean {
  line(
    `  ${who}: ${wanted} rows, ${records} records in PostgreSQL, ${missing.length} missing, ${double.length} double`,
  );
  const wrong = { missing, double, strange };
  for (const [what, list] of Object.entries(wrong)) {
    if (list.length > 0) line(`    ${what}: ${list.slice(0, 10).join(', ')}`);
  }
  return records === wanted && [missing, double, strange].every((list) => list.length === 0);
}
