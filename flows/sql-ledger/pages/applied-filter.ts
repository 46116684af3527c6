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

/** Compares what was asked for with what the report says it applied. Answers the order in which its cells write dates. */
export function expectFilter(
  { options, hidden }: Report,
  { partyId = '0', from, to = noLastDay, notes }: Filter,
  expected: { partyField: string; lines: string[] },
): CellOrder {
  const dated = (word: 'From' | 'To') => {
    const line = options.find((option) => option.startsWith(`${word} `));
    return line === undefined ? undefined : spelledDate(line.slice(word.length));
  };
  const last = dated('To');
  const others = options.filter((option) => !/^(From|To) /.test(option));
  const asExpected =
    hidden[expected.partyField] === partyId &&
    dated('From')?.iso === from &&
    last?.iso === to &&
    others.join() === [...(notes === undefined ? [] : [`Notes : ${notes}`]), ...expected.lines].join();
  if (!asExpected || !last) {
    throw new LayoutChanged(
      `The report applied other filters than it was asked for: ${options.join(', ') || 'none'}.`,
    );
  }
  return last.order;
}
