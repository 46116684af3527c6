/** What Harbor keeps. Amounts are whole cents, dates ISO. */
export interface Building {
  code: string;
  name: string;
  address: string;
  city: string;
  manager: string;
}

export interface Unit {
  building: string;
  unit: string;
  type: string;
  sqFt: number;
  marketRent: number;
}

export interface Tenant {
  number: string;
  /** As the screens show it: "Last, First". */
  name: string;
  phone: string;
  building: string;
  unit: string;
  moveIn: string;
  /** Given once the tenant has left, or has given notice for a later day. */
  moveOut: string | null;
  leaseFrom: string;
  leaseTo: string;
  rent: number;
  deposit: number;
}

export interface LedgerLine {
  tenant: string;
  date: string;
  code: string;
  description: string;
  charge: number;
  payment: number;
}

export const workOrderStatuses = [
  'New',
  'Assigned',
  'In progress',
  'On hold',
  'Completed',
  'Cancelled',
  'Closed',
] as const;
export type WorkOrderStatus = (typeof workOrderStatuses)[number];
export const priorities = ['Low', 'Normal', 'High', 'Emergency'] as const;

export interface WorkOrder {
  number: string;
  opened: string;
  due: string | null;
  completed: string | null;
  building: string;
  unit: string;
  tenant: string | null;
  category: string;
  priority: (typeof priorities)[number];
  status: WorkOrderStatus;
  description: string;
  assignee: string | null;
  /** How to get in. */
  access: string | null;
  /** Whatever whoever entered it knows it by. */
  reference: string | null;
  tripCharge: number;
  notes: Note[];
  /** Changes of status since it was opened; older ones were not kept. */
  history: StatusChange[];
}

interface Note {
  date: string;
  by: string;
  reference: string | null;
  text: string;
}

interface StatusChange {
  date: string;
  by: string;
  from: WorkOrderStatus;
  to: WorkOrderStatus;
  /** As they were after it. */
  completed: string | null;
  assignee: string | null;
  reference: string | null;
}

/** A vendor, or an account of the general ledger. */
export interface Coded {
  code: string;
  name: string;
}

export interface Invoice {
  /** Code. */
  vendor: string;
  /** The vendor's own number. */
  number: string;
  date: string;
  /** Code. */
  property: string;
  /** Code. */
  account: string;
  amount: number;
  memo: string;
}

/** Invoices that were posted together. */
export interface BillBatch {
  number: string;
  /** "2026-11" */
  period: string;
  description: string;
  reference: string | null;
  /** Code of the account that they will be paid from. */
  cashAccount: string;
  /** Who posted it. */
  by: string;
  postedOn: string;
  invoices: Invoice[];
}

export interface Records {
  buildings: Building[];
  units: Unit[];
  tenants: Tenant[];
  ledger: LedgerLine[];
  workOrders: WorkOrder[];
  vendors: Coded[];
  accounts: Coded[];
  billBatches: BillBatch[];
}

export type Occupancy = 'Current' | 'Notice' | 'Past' | 'Future';

/** Where a tenancy stands on a day. */
export function occupancy(tenant: Tenant, day: string): Occupancy {
  if (tenant.moveIn > day) return 'Future';
  if (tenant.moveOut === null) return 'Current';
  return tenant.moveOut <= day ? 'Past' : 'Notice';
}

/** What a tenant owes after the lines up to and including a day, or all of them. Cents. */
export function balanceOf(ledger: readonly LedgerLine[], tenant: string, day = '9999-12-31'): number {
  return ledger
    .filter((line) => line.tenant === tenant && line.date <= day)
    .reduce((balance, line) => balance + line.charge - line.payment, 0);
}
