import { invoiceTotal, orderTotal } from '../../replicas/servicetitan/data/records.ts';
import type {
  Appointment,
  Bill,
  Job,
  PricebookItem,
  PurchaseOrder,
} from '../../replicas/servicetitan/data/records.ts';
import type { ServicetitanInspection } from '../../replicas/servicetitan/index.ts';

/** What the flows should answer, worked out from the replica's records and not from its screens. */

type Records = ServicetitanInspection['records'];

const money = (cents: number) => (cents / 100).toFixed(2);
const time = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const windowOf = ({ from, to }: Appointment) => `${time(from)}-${time(to)}`;
const has = (query: string, ...texts: string[]) =>
  texts.some((text) => text.toLowerCase().includes(query.toLowerCase()));

function placeOf({ customers }: Records, job: Job) {
  const customer = customers.find(({ id }) => id === job.customer);
  const address = customer?.locations.find(({ id }) => id === job.location)?.address ?? '';
  return { customer: customer?.name ?? '', phone: customer?.phone ?? '', address };
}

export function expectedCustomers({ customers }: Records, query: string) {
  return customers
    .filter(({ name, phone, locations }) =>
      has(query, name, phone, ...locations.map(({ address }) => address)),
    )
    .map(({ id, name, type, phone, email, locations }) => ({
      id: String(id),
      name,
      type,
      phone,
      email,
      locations: locations.map(({ address }) => address),
    }));
}

export function expectedJobs(records: Records, query: string) {
  return records.jobs
    .map((job) => ({ job, ...placeOf(records, job) }))
    .filter(({ job, customer, phone, address }) =>
      has(query, String(job.number), customer, phone, address, job.summary),
    )
    .map(({ job, customer, address }) => ({
      number: String(job.number),
      customer,
      address,
      type: job.type,
      business_unit: job.unit,
      status: job.status,
      summary: job.summary,
    }));
}

export function expectedJob(records: Records, job: Job) {
  const { customer, phone, address } = placeOf(records, job);
  const total = invoiceTotal(job.invoice);
  return {
    number: String(job.number),
    status: job.status,
    type: job.type,
    business_unit: job.unit,
    campaign: job.campaign,
    priority: job.priority,
    summary: job.summary,
    customer,
    customer_id: String(job.customer),
    phone,
    location: address,
    invoice: String(job.invoice.number),
    invoice_status: job.invoice.status,
    total: money(total),
    balance: money(total - job.invoice.paid),
    appointments: job.appointments.map((one) => ({
      appointment: one.label,
      date: one.day,
      window: windowOf(one),
      technicians: one.technicians,
      status: one.status,
    })),
  };
}

/** In the order of the records; the boards have other ones. */
export function expectedBoard(records: Records, day: string) {
  const all = records.jobs.flatMap((job) => job.appointments.map((one) => ({ job, one })));
  const common = ({ job, one }: { job: Job; one: Appointment }) => ({
    appointment: one.label,
    window: windowOf(one),
    priority: job.priority,
    customer: placeOf(records, job).customer,
    job_type: job.type,
  });
  return {
    appointments: all
      .filter(({ one }) => one.day === day && one.technicians.length > 0)
      .map((both) => ({
        ...common(both),
        technicians: both.one.technicians.toSorted(),
        status: both.one.status,
        late: both.one.late,
      })),
    unassigned: all
      .filter(({ one }) => one.status === 'Scheduled' && one.technicians.length === 0)
      .map((both) => ({ ...common(both), business_unit: both.job.unit, date: both.one.day })),
  };
}

export function expectedBills({ bills }: Records, status?: Bill['status']) {
  const found = bills.filter((bill) => (status ?? bill.status) === bill.status);
  const keyOf = ({ vendor, invoice, amount }: Bill) => JSON.stringify([vendor, invoice, amount]);
  return found.map((bill) => ({
    document: String(bill.id),
    vendor: bill.vendor,
    invoice: bill.invoice,
    date: bill.day,
    amount: money(bill.amount),
    po: bill.order || null,
    status: bill.status,
    duplicate_of: found
      .filter((other) => other !== bill && keyOf(other) === keyOf(bill))
      .map(({ id }) => String(id)),
  }));
}

interface Period {
  from: string;
  to: string;
  business_units: string[];
}

/** Hours by technician and job, and their total. */
export function expectedTimesheets({ jobs }: Records, { from, to, business_units: units }: Period) {
  const lines = jobs
    .filter(({ unit }) => units.length === 0 || units.includes(unit))
    .flatMap((job) => job.appointments.map((one) => ({ job, one })))
    .filter(({ one }) => one.status === 'Done' && one.day >= from && one.day <= to)
    .flatMap(({ job, one }) =>
      one.technicians.map((name) => ({
        Technician: name,
        'Business Unit': job.unit,
        Date: one.day,
        'Job #': String(job.number),
        Hours: money(((one.to - one.from) / 60) * 100),
      })),
    );
  const hours = lines.reduce((total, { Hours }) => total + Math.round(Number(Hours) * 100), 0);
  return {
    rows: lines,
    totals: { Technician: 'Total', 'Business Unit': null, Date: null, 'Job #': null, Hours: money(hours) },
  };
}

export function expectedOrder(order: PurchaseOrder) {
  return {
    number: String(order.number),
    status: order.status,
    vendor: order.vendor,
    type: order.type,
    business_unit: order.unit,
    ship_to: order.shipTo,
    job: order.job || null,
    date: order.day,
    required_by: order.requiredBy,
    total: money(orderTotal(order)),
    memo: order.memo,
    created_by: order.by,
    items: order.items.map(({ code, quantity, cost }) => ({
      code,
      quantity: String(quantity),
      cost: money(cost),
      amount: money(quantity * cost),
    })),
  };
}

export function expectedItem({ code, name, kind, price, cost, modified }: PricebookItem) {
  const changed = `${modified.at} by ${modified.by}`;
  return { code, name, type: kind, price: money(price), cost: money(cost), modified: changed };
}

export function expectedAttachment({ number }: Job, { name, size, at }: Job['attachments'][number]) {
  const date = at.replace(/^(\d+)\/(\d+)\/(\d+)$/, '$3-$1-$2');
  return { job: String(number), name, bytes: size, date };
}
