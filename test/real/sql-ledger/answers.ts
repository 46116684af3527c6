/** What the flows answer, as a client sees it. */
import type { AgedRow } from './database.ts';

export interface Whole {
  complete: { proven: boolean; because: string };
}

/** An invoice or a bill, with its customer or its vendor. */
export type AnsweredItem = Record<string, string | null> & { number: string };

export interface Due {
  currency: string;
  due: string;
}

export interface OpenInvoices extends Whole {
  invoices: AnsweredItem[];
  due: Due[];
}

export interface OpenBills extends Whole {
  bills: AnsweredItem[];
  due: Due[];
}

export interface Transactions extends Whole {
  customer_number: string;
  customer: string;
  transactions: AnsweredItem[];
  balance: Due[];
}

export interface Customers extends Whole {
  customers: { customer_number: string; name: string; since: string; until: string | null }[];
}

export interface Ageing extends Whole {
  as_of: string;
  customers: AgedRow[];
  totals: Omit<AgedRow, 'customer_number' | 'customer'>[];
}
