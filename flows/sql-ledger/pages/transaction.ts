import { keyIn } from './address.ts';
import { ledgerAmount } from './amounts.ts';
import { cellDate, cellDateOrNull } from './report-dates.ts';
import type { CellOrder } from './report-dates.ts';

/** An invoice, a bill, or a credit or debit note (negative). Amounts are in `currency`. */
export interface Transaction {
  id: string;
  number: string;
  date: string;
  due_date: string;
  party_number: string;
  party: string;
  description: string;
  currency: string;
  amount: string;
  paid: string;
  due: string;
  paid_on: string | null;
}

/** Reads a row. The plain columns of amounts are in the ledger's own currency, "Due EUR" and its like in a foreign one. */
export function toTransaction(
  cells: Record<string, string>,
  links: Partial<Record<string, string>>,
  foreign: string[],
  order: CellOrder,
): Transaction {
  const cell = (column: string) => cells[column] ?? '';
  const currency = cell('currency');
  const money = (column: string) =>
    ledgerAmount(cell(foreign.includes(currency) ? `${column} ${currency}` : column));
  return {
    id: keyIn(links['number']),
    number: cell('number'),
    date: cellDate(cell('date'), order),
    due_date: cellDate(cell('dueDate'), order),
    party_number: cell('partyNumber'),
    party: cell('party'),
    description: cell('description'),
    currency,
    amount: money('Total'),
    paid: money('Paid'),
    due: money('Due'),
    paid_on: cellDateOrNull(cell('paidOn'), order),
  };
}
