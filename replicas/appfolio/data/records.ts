/** What the replica keeps. Amounts are whole cents, dates ISO. */
export interface Property {
  id: number;
  name: string;
  address: string;
  /** Above it the owner must be asked first. */
  maintenanceLimit: number;
  owner: string;
}

export interface Unit {
  id: number;
  property: number;
  name: string;
  bedsAndBaths: string;
  sqft: number;
  marketRent: number;
}

/** As the filter of the delinquency report numbers them, a vendor fact. */
export const tenantStatuses = ['Current', 'Past', 'Future', 'Evict', 'Notice'] as const;
export type TenantStatus = (typeof tenantStatuses)[number];

/** A tenant in a unit. `id` is that of the occupancy. */
export interface Occupancy {
  id: number;
  tenant: number;
  /** "First Last". */
  name: string;
  email: string;
  phone: string;
  unit: number;
  status: TenantStatus;
  rent: number;
  deposit: number;
  leaseFrom: string;
  leaseTo: string;
  moveIn: string;
  moveOut: string | null;
}

export interface LedgerLine {
  occupancy: number;
  date: string;
  payer: string;
  description: string;
  debit: number;
  credit: number;
  receipt: number | null;
}

export const workOrderStatuses = [
  'New',
  'Assigned',
  'Scheduled',
  'Waiting',
  'Work Done',
  'Completed',
  'Canceled',
] as const;
export const priorities = ['Urgent', 'Normal', 'Low'] as const;
export const permissions = ['true', 'false', 'not_applicable'] as const;

export interface WorkOrder {
  id: number;
  /** With `order` the number: "8014-1". */
  serviceRequest: number;
  order: number;
  property: number;
  unit: number | null;
  occupancy: number | null;
  status: (typeof workOrderStatuses)[number];
  priority: (typeof priorities)[number];
  type: 'Internal' | 'Resident';
  description: string;
  instructions: string;
  permissionToEnter: (typeof permissions)[number];
  issue: string;
  vendor: number | null;
  assignees: string[];
  createdOn: string;
  createdBy: string;
  /** "2026-11-12 09:00", or null. */
  scheduledStart: string | null;
  completedOn: string | null;
  notes: { date: string; by: string; body: string }[];
  log: { date: string; by: string; action: string }[];
}

export interface Vendor {
  id: number;
  name: string;
  trade: string;
}

/** An account of the general ledger, or one that holds cash. */
export interface GlAccount {
  number: string;
  name: string;
}

export interface Bill {
  id: number;
  vendor: number;
  billDate: string;
  dueDate: string;
  reference: string;
  remarks: string;
  /** Number of the account. */
  cashAccount: string;
  lines: { property: number; unit: number | null; account: string; description: string; amount: number }[];
  by: string;
}

export interface Receipt {
  id: number;
  occupancy: number;
  amount: number;
  date: string;
  reference: string;
  remarks: string;
  cashAccount: string;
  type: string;
  by: string;
}

interface Text {
  /** Who gets it: of an occupancy, or of a vendor. */
  to: string;
  /** As the list of recipients has it: "Rosa Marsh (Tenant)". */
  recipient: string;
  date: string;
  by: string;
  body: string;
}

/** An inquiry of somebody who looks for a home. */
export interface GuestCard {
  id: number;
  /** One guest card may have several. */
  inquiry: number;
  name: string;
  email: string;
  phone: string;
  receivedOn: string;
  status: 'Active' | 'Inactive';
  source: string;
  property: number;
  unit: number | null;
  agent: string;
  moveIn: string | null;
  maxRent: number | null;
}

export interface Records {
  properties: Property[];
  units: Unit[];
  occupancies: Occupancy[];
  ledger: LedgerLine[];
  workOrders: WorkOrder[];
  vendors: Vendor[];
  accounts: GlAccount[];
  cashAccounts: GlAccount[];
  bills: Bill[];
  receipts: Receipt[];
  guestCards: GuestCard[];
  texts: (Text & { workOrder: number })[];
}

export const orderNumber = ({ serviceRequest, order }: WorkOrder) => `${serviceRequest}-${order}`;

export const billTotal = ({ lines }: Bill) => lines.reduce((total, { amount }) => total + amount, 0);

/** What a tenant owes after the lines up to and including a day. */
export function balanceOf(ledger: readonly LedgerLine[], occupancy: number, day = '9999-12-31'): number {
  return ledger
    .filter((line) => line.occupancy === occupancy && line.date <= day)
    .reduce((balance, { debit, credit }) => balance + debit - credit, 0);
}

/** The one with that id. */
export function byId<Item extends { id: number }>(
  items: readonly Item[],
  id: number | null,
): Item | undefined {
  return items.find((item) => item.id === id);
}
