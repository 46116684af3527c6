/** What the replica keeps. Money is whole cents, dates are ISO, times of day are the restaurant's own. */
export interface Restaurant {
  guid: string;
  name: string;
  zone: string;
}

export interface MenuItem {
  guid: string;
  restaurant: string;
  name: string;
  group: string;
  category: string;
  /** What guests pay. */
  published: number;
  /** What the editor shows. */
  price: number;
  /** Date, time and person, as the editor shows it. */
  lastEdited: string;
  /** Out of stock is what restaurants call 86; it holds at once, without publishing. */
  inStock: boolean;
  /** Date, time and person. */
  stockChanged: string;
}

/** A saved price that guests do not pay yet. At most one for each item. */
export interface UnpublishedChange {
  restaurant: string;
  item: string;
  name: string;
  from: number;
  to: number;
  by: string;
  at: string;
}

interface Publish {
  restaurant: string;
  by: string;
  at: string;
  changes: UnpublishedChange[];
}

/** One item on one business date. */
export interface ItemDay {
  restaurant: string;
  date: string;
  item: string;
  group: string;
  category: string;
  quantity: number;
  gross: number;
  discount: number;
  voided: number;
}

/** A line of a check: an item as it was ordered. */
export interface ItemSelection {
  restaurant: string;
  date: string;
  id: string;
  order: string;
  /** "2026-11-02T18:15", by the restaurant's clock. */
  sent: string;
  server: string;
  table: string;
  item: string;
  group: string;
  quantity: number;
  /** Without its modifiers. */
  gross: number;
  discount: number;
  /** Of the whole line, with its modifiers. */
  isVoid: boolean;
  modifiers: Modifier[];
}

/** What was chosen with an item. */
interface Modifier {
  id: string;
  name: string;
  optionGroup: string;
  quantity: number;
  gross: number;
}

interface PaymentDay {
  type: string;
  count: number;
  amount: number;
  tips: number;
}

interface DiningDay {
  name: string;
  orders: number;
  gross: number;
  discount: number;
  tax: number;
}

export interface SalesDay {
  restaurant: string;
  date: string;
  payments: PaymentDay[];
  dining: DiningDay[];
  unpaidOrders: number;
  unpaidAmount: number;
}

export interface TimeEntry {
  restaurant: string;
  number: string;
  /** "Last, First". */
  employee: string;
  job: string;
  date: string;
  /** "2026-11-02T08:15", by the restaurant's clock. */
  in: string;
  out: string;
  /** Hundredths of an hour. */
  regular: number;
  overtime: number;
  wage: number;
  pay: number;
  cashTips: number;
  otherTips: number;
  breaksTaken: number;
  breaksMissed: number;
  audits: Audit[];
}

/** One edit of a time entry. */
interface Audit {
  at: string;
  by: string;
  /** What it was before. */
  was: string;
}

/** A check at one station of the kitchen. */
export interface KitchenTicket {
  restaurant: string;
  date: string;
  check: number;
  table: string;
  server: string;
  station: string;
  /** "2026-11-02T18:15:20", by the restaurant's clock. */
  fired: string;
  fulfilled: string;
  seconds: number;
}

interface Deposit {
  restaurant: string;
  number: string;
  date: string;
  gross: number;
  fees: number;
  net: number;
}

/** A check that nobody has paid yet. */
interface UnpaidOrder {
  restaurant: string;
  date: string;
  check: string;
  /** "2026-11-02T18:15", by the restaurant's clock. */
  opened: string;
  server: string;
  table: string;
  subtotal: number;
  tax: number;
}

/** Money that went into or out of a drawer, but for what guests paid. */
export interface CashEntry {
  restaurant: string;
  date: string;
  id: string;
  /** "2026-11-02T18:15", by the restaurant's clock. */
  at: string;
  drawer: string;
  action: string;
  /** Below zero where it went out. */
  amount: number;
  reason: string;
  comment: string;
  /** "Last, First". */
  employee: string;
}

/** What Toast bills the restaurant for, once a month. */
interface Invoice {
  restaurant: string;
  number: string;
  date: string;
  subscriptions: number;
  fees: number;
  status: string;
}

/** A job of a restaurant. */
export interface JobTitle {
  restaurant: string;
  guid: string;
  name: string;
  /** What somebody new begins with. */
  wage: number;
  isTipped: boolean;
  /** Date, time and person. */
  lastEdited: string;
}

export interface Employee {
  restaurant: string;
  number: string;
  /** "Last, First". */
  name: string;
  email: string;
  phone: string;
  jobs: { job: string; wage: number }[];
  /** Date, time and person. */
  lastEdited: string;
}

interface Guest {
  restaurant: string;
  id: string;
  first: string;
  last: string;
  email: string;
  phone: string;
  visits: number;
  gross: number;
}

export interface Records {
  restaurants: Restaurant[];
  items: MenuItem[];
  unpublished: UnpublishedChange[];
  publishes: Publish[];
  itemDays: ItemDay[];
  selections: ItemSelection[];
  salesDays: SalesDay[];
  timeEntries: TimeEntry[];
  kitchenTickets: KitchenTicket[];
  deposits: Deposit[];
  guests: Guest[];
  unpaidOrders: UnpaidOrder[];
  invoices: Invoice[];
  cashEntries: CashEntry[];
  jobTitles: JobTitle[];
  employees: Employee[];
}
