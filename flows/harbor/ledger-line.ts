import { z } from 'zod';
import { amount, amountOrZero, decimal, isoDate, sum } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';

export const ledgerLine = () =>
  z.object({
    date: z.iso.date(),
    code: z.string().describe('e.g. RENT, LATE, PMT'),
    description: z.string(),
    charge: decimal(),
    payment: decimal(),
    balance: decimal().describe('After this line'),
  });

export type LedgerLine = z.output<ReturnType<typeof ledgerLine>>;

/** @throws LayoutChanged when a cell cannot be what its heading says. */
export function toLedgerLine(cells: Record<keyof LedgerLine, string>): LedgerLine {
  return {
    date: isoDate(cells.date, 'mdy'),
    code: cells.code,
    description: cells.description,
    charge: amountOrZero(cells.charge),
    payment: amountOrZero(cells.payment),
    balance: amount(cells.balance),
  };
}

/** What a line does to the balance. */
export function changeOf({ charge, payment }: LedgerLine): string {
  return sum([charge, payment.startsWith('-') ? payment.slice(1) : `-${payment}`]);
}

/** Each balance is the one before and the line's own change: a line that is missing in between would break it. */
export function byRunningBalance(lines: readonly LedgerLine[]): Completeness {
  let before = '0.00';
  for (const [index, line] of lines.entries()) {
    const expected = sum([before, changeOf(line)]);
    if (expected !== line.balance) {
      return {
        proven: false,
        because: `line ${index + 1} should come to ${expected}, but the app shows ${line.balance}`,
      };
    }
    before = line.balance;
  }
  return { proven: true, because: 'the running balance has no gap' };
}
