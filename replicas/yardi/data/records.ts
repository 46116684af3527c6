/** What the replica keeps. Amounts are whole cents, days ISO dates, months YYYY-MM. */
export interface Records {
  properties: { code: string; name: string }[];
  units: Unit[];
  leases: Lease[];
  ledger: LedgerLine[];
  gl: GlAmount[];
  budgets: { property: string; account: string; month: string; amount: number }[];
  vendors: Vendor[];
  accounts: { code: string; name: string }[];
  batches: PayableBatch[];
  payments: Payment[];
  workOrders: WorkOrder[];
  chargeCodes: { code: string; name: string }[];
  banks: { code: string; name: string }[];
  chargeBatches: ChargeBatch[];
  receiptBatches: ReceiptBatch[];
  purchaseOrders: PurchaseOrder[];
  /** Shops and offices. */
  suites: { property: string; unit: string; area: number }[];
  commercialLeases: CommercialLease[];
}

interface Vendor {
  code: string;
  name: string;
  /** Codes of the only properties that it works for; none where it works for all. */
  properties: string[];
}

export interface Unit {
  property: string;
  unit: string;
  type: string;
  sqft: number;
  marketRent: number;
  /** What it is where nobody lives. */
  sentinel: 'VACANT' | 'MODEL' | 'DOWN';
}

export interface Lease {
  property: string;
  unit: string;
  resident: string;
  name: string;
  charges: { code: string; amount: number }[];
  residentDeposit: number;
  otherDeposit: number;
  moveIn: string;
  leaseTo: string;
  /** A notice has been given where there is one. */
  moveOut: string | null;
}

interface LedgerLine {
  resident: string;
  date: string;
  code: string;
  description: string;
  charge: number;
  payment: number;
}

/** What was posted to an account in a month, positive on the account's own side. */
interface GlAmount {
  property: string;
  book: 'Accrual' | 'Cash';
  account: string;
  month: string;
  amount: number;
}

export interface Payable {
  control: string;
  vendor: string;
  invoice: string;
  invoiceDate: string;
  dueDate: string;
  property: string;
  account: string;
  amount: number;
  remarks: string;
}

interface Batch {
  number: string;
  description: string;
  notes: string;
  postMonth: string;
  user: string;
}

interface PayableBatch extends Batch {
  payables: Payable[];
}

export interface Charge {
  resident: string;
  property: string;
  code: string;
  amount: number;
  date: string;
  notes: string;
}

/** Its charges stand in the ledgers of the residents as well. */
interface ChargeBatch extends Batch {
  charges: Charge[];
}

export interface Receipt {
  resident: string;
  property: string;
  check: string;
  amount: number;
  date: string;
}

/** Likewise its payments. */
interface ReceiptBatch extends Batch {
  bank: string;
  receipts: Receipt[];
}

interface PurchaseOrder {
  number: string;
  vendor: string;
  description: string;
  expenseType: string;
  orderDate: string;
  requiredBy: string;
  status: string;
  step: string;
  user: string;
  lines: PurchaseLine[];
}

export interface PurchaseLine {
  property: string;
  description: string;
  account: string;
  /** As typed, e.g. "2.5". */
  quantity: string;
  unitPrice: number;
  total: number;
}

export interface CommercialLease {
  property: string;
  /** Suites. */
  units: string[];
  code: string;
  name: string;
  type: string;
  /** Square feet. */
  area: number;
  from: string;
  to: string;
  /** Months. */
  term: number;
  monthlyRent: number;
  /** Of a year. */
  recoveries: number;
  misc: number;
  deposit: number;
  letterOfCredit: number;
}

/** A check, and the payables that it paid. */
export interface Payment {
  check: string;
  date: string;
  vendor: string;
  /** Control numbers of payables. */
  controls: string[];
}

export interface WorkOrder {
  number: string;
  property: string;
  unit: string;
  description: string;
  category: string;
  priority: string;
  caller: string;
  accessNotes: string;
  status: string;
  opened: string;
}

export type LeaseStatus = 'Current' | 'Notice' | 'Future';

export function statusAt(lease: Lease, day: string): LeaseStatus {
  if (lease.moveIn > day) return 'Future';
  return lease.moveOut === null ? 'Current' : 'Notice';
}

/** What a resident owes at the end of a day. */
export function balanceAt({ ledger }: Records, resident: string, day: string): number {
  return ledger
    .filter((line) => line.resident === resident && line.date <= day)
    .reduce((sum, { charge, payment }) => sum + charge - payment, 0);
}

/** What paid a payable, if anything did by the end of a day. */
export const paymentOf = ({ payments }: Records, control: string, day: string): Payment | undefined =>
  payments.find(({ date, controls }) => date <= day && controls.includes(control));

/** Days from one ISO date to another. */
export const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** 0-30, 31-60, 61-90 and more days, each the part of `amount` that belongs there. */
export function inBucket(age: number, amount: number): [number, number, number, number] {
  const at = age <= 30 ? 0 : age <= 60 ? 1 : age <= 90 ? 2 : 3;
  return [0, 1, 2, 3].map((n) => (n === at ? amount : 0)) as [number, number, number, number];
}

/** What is open of a resident's charges by age; payments settle the oldest first, what is left of them is a prepayment. */
export function ageOf({ ledger }: Records, resident: string, day: string) {
  const lines = ledger.filter((line) => line.resident === resident && line.date <= day);
  let paid = lines.reduce((sum, { payment }) => sum + payment, 0);
  const buckets: [number, number, number, number] = [0, 0, 0, 0];
  for (const { charge, date } of lines.toSorted((a, b) => a.date.localeCompare(b.date))) {
    const settled = Math.min(charge, paid);
    paid -= settled;
    inBucket(daysBetween(date, day), charge - settled).forEach((part, at) => (buckets[at]! += part));
  }
  return { buckets, prepay: -paid, total: buckets.reduce((sum, part) => sum + part, 0) - paid };
}
