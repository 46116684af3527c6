/** Amounts are whole cents; days are ISO dates; times are minutes of the office's own day. */
export interface Customer {
  id: number;
  name: string;
  type: 'Residential' | 'Commercial';
  phone: string;
  email: string;
  locations: Location[];
}

interface Location {
  id: number;
  address: string;
}

type JobStatus = 'Scheduled' | 'In Progress' | 'Completed' | 'Hold' | 'Canceled';
export type AppointmentStatus =
  | 'Scheduled'
  | 'Confirmed'
  | 'Dispatched'
  | 'Working'
  | 'Hold'
  | 'Done'
  | 'Canceled';

export interface Appointment {
  /** As "13698-2": job and a count from 1. */
  label: string;
  day: string;
  /** The arrival window. */
  from: number;
  to: number;
  technicians: string[];
  status: AppointmentStatus;
  /** Past its window and nobody there. */
  late: boolean;
}

export interface Job {
  number: number;
  customer: number;
  location: number;
  type: string;
  unit: string;
  campaign: string;
  priority: 'Normal' | 'High' | 'Urgent';
  summary: string;
  status: JobStatus;
  appointments: Appointment[];
  notes: Entry[];
  history: Entry[];
  tags: string[];
  attachments: Attachment[];
  invoice: Invoice;
}

interface Attachment {
  name: string;
  /** Bytes. */
  size: number;
  /** SHA-256 of what arrived, hex. */
  digest: string;
  at: string;
  by: string;
}

export interface Entry {
  at: string;
  by: string;
  text: string;
}

type InvoiceStatus = 'Pending' | 'Posted' | 'Exported';

export interface Invoice {
  number: number;
  day: string;
  status: InvoiceStatus;
  items: { name: string; quantity: number; price: number }[];
  paid: number;
  notes: Entry[];
}

/** What the shop calls a bill before it is one. */
export interface Bill {
  id: number;
  vendor: string;
  invoice: string;
  day: string;
  amount: number;
  order: string;
  status: 'Scan Pending' | 'Ready' | 'Reviewed' | 'Empty';
}

/** What is asked of a vendor. */
export interface PurchaseOrder {
  number: number;
  vendor: string;
  type: string;
  status: 'Pending' | 'Sent' | 'Partially Received' | 'Received' | 'Canceled';
  unit: string;
  shipTo: string;
  /** Number of the job that it is for; empty for stock. */
  job: string;
  day: string;
  requiredBy: string;
  items: { code: string; name: string; quantity: number; cost: number }[];
  memo: string;
  by: string;
}

export interface PricebookItem {
  id: number;
  code: string;
  name: string;
  kind: 'Service' | 'Material';
  price: number;
  cost: number;
  modified: { at: string; by: string };
}

export interface Technician {
  name: string;
  unit: string;
}

export interface Records {
  customers: Customer[];
  technicians: Technician[];
  jobs: Job[];
  bills: Bill[];
  orders: PurchaseOrder[];
  pricebook: PricebookItem[];
}

export const orderTotal = ({ items }: PurchaseOrder): number =>
  items.reduce((total, { quantity, cost }) => total + quantity * cost, 0);

export const invoiceTotal = ({ items }: Invoice): number =>
  items.reduce((total, { quantity, price }) => total + quantity * price, 0);
