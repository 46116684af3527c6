import type { Certificate } from '../dataset/certificate.ts';
import type { Column } from '../dataset/columns.ts';
import type { Row } from '../dataset/tally.ts';

/** A list on its way to where it is wanted. */
export interface Delivery {
  runId: string;
  tool: string;
  account: string;
  input: unknown;
  /** Its name in the answer. */
  field: string;
  certificate: Certificate;
  columns: Column[];
  /** From the first on, as often as it is called. */
  rows: () => AsyncIterable<Row>;
}

export interface Delivered {
  /** Where to, without any password. */
  to: string;
  rows: number;
  /** This run had been delivered there before; nothing was done now. */
  isRepeated: boolean;
}

/**
 * Takes a list to its place: whole or not at all, whoever looks at the place and whenever the process ends. The same run
 * again changes nothing.
 */
export type Sink = (delivery: Delivery) => Promise<Delivered>;

/** Columns of a list by the certificate, in the order of its screen. */
export function columnsOf({ columns }: Certificate): Column[] {
  return Object.entries(columns).map(([name, type]) => ({ name, type }));
}
