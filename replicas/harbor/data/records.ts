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
  notes: { date: string; by: string; text: string }[];
}

export interface Records {
  buildings: Building[];
  units: Unit[];
  tenants: Tenant[];
  ledger: LedgerLine[];
  workOrders: WorkOrder[];
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
