/** The two sides of the books, which SQL-Ledger keeps on the same screens under different names. */
export interface Side {
  ledger: 'AR' | 'AP';
  script: string;
  db: 'customer' | 'vendor';
  /** Heading of the column with the name. */
  party: 'Customer' | 'Vendor';
  /** What a line of a transaction is posted to. */
  account: 'income account' | 'expense account';
}

export const receivables: Side = {
  ledger: 'AR',
  script: 'ar.pl',
  db: 'customer',
  party: 'Customer',
  account: 'income account',
};
export const payables: Side = {
  ledger: 'AP',
  script: 'ap.pl',
  db: 'vendor',
  party: 'Vendor',
  account: 'expense account',
};
