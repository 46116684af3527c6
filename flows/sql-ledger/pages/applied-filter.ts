import { LayoutChanged } from 'sidedoor-mcp';
import { noLastDay, spelledDate } from './report-dates.ts';
import type { CellOrder } from './report-dates.ts';
import type { Report } from './report.ts';

export interface Filter {
  /** The application's own key of the customer or vendor. */
  partyId?: string | undefined;
  /** ISO dates of the first and the last invoice. */
  from?: string | undefined;
  to?: string | undefined;
  /** A part of the notes. */
  notes?: string | undefined;
}

/** Compares the days, and what else was asked for, with what the report says it applied. Answers how its cells write dates. */
export function expectPeriod(
  { options }: Report,
  { from, to = noLastDay, notes }: Filter,
  lines: string[],
): CellOrder {
  const dated = (word: 'From' | 'To') => {
    const line = options.find((option) => option.startsWith(`${word} `));
    return line === undefined ? undefined : spelledDate(line.slice(word.length));
  };
  const last = dated('To');
  const others = options.filter((option) => !/^(From|To) /.test(option));
  const asExpected =
    dated('From')?.iso === from &&
    last?.iso === to &&
    others.join() === [...(notes === undefined ? [] : [`Notes : ${notes}`]), ...lines].join();
  if (!asExpected || !last) throw otherFilters(options.join(', ') || 'none');
  return last.order;
}

/** Compares whose transactions were asked for with whose these are, which stands below the last row. */
export function expectParty({ hidden }: Report, { partyId = '0' }: Filter, field: string): void {
  if (hidden[field] !== partyId) throw otherFilters(`${field} ${hidden[field] ?? 'missing'}`);
}

const otherFilters = (applied: string) =>
  new LayoutChanged(`The report applied other filters than it was asked for: ${applied}.`);
