import { invoiceTotal } from '../data/records.ts';
import type { Appointment, Customer, Entry, Job, Records, Technician } from '../data/records.ts';
import { addDays } from '../data/days.ts';
import { gridOf } from '../grid.ts';
import type { Cell, GridPage, GridRequest } from '../grid.ts';
import { money, shortDate, windowText } from '../text.ts';
import type { World } from '../world.ts';

const link = (text: string, to: string): Cell => ({ text, to });
const has = (query: string, ...texts: string[]) =>
  texts.some((text) => text.toLowerCase().includes(query.trim().toLowerCase()));

export const customerOf = ({ customers }: Records, job: Job): Customer | undefined =>
  customers.find(({ id }) => id === job.customer);
const addressOf = (records: Records, job: Job): string =>
  customerOf(records, job)?.locations.find(({ id }) => id === job.location)?.address ?? '';

/** `#/Customer/Index?name=`: by name, phone or address. */
export function customers({ records, switches }: World, query: string, wanted: GridRequest): GridPage {
  const found = records.customers.filter(({ name, phone, locations }) =>
    has(query, name, phone, ...locations.map(({ address }) => address)),
  );
  const rows = found.map(({ id, name, type, phone, email, locations }) => [
    link(String(id), `#/customer/${id}`),
    name,
    type,
    phone,
    email,
    locations.map(({ address }) => address).join(' | '),
  ]);
  return gridOf(['Customer ID', 'Name', 'Type', 'Phone', 'Email', 'Locations'], rows, wanted, switches);
}

/** The search of the whole application: jobs by number, customer, phone, address or words of the summary. */
export function jobs({ records, switches }: World, query: string, wanted: GridRequest): GridPage {
  const found = records.jobs.filter((job) => {
    const customer = customerOf(records, job);
    const texts = [String(job.number), customer?.name ?? '', customer?.phone ?? '', addressOf(records, job)];
    return has(query, ...texts, job.summary);
  });
  const rows = found.map((job) => [
    link(String(job.number), `#/Job/Index/${job.number}`),
    customerOf(records, job)?.name ?? '',
    addressOf(records, job),
    job.type,
    job.unit,
    job.status,
    job.summary,
  ]);
  const columns = ['Job #', 'Customer', 'Address', 'Job Type', 'Business Unit', 'Status', 'Summary'];
  return gridOf(columns, rows, wanted, switches);
}

const bills: Record<string, string> = { 1: 'Scan Pending', 2: 'Ready', 3: 'Reviewed', 4: 'Empty' };

/** The inbox of Accounts Payable. A status is a number from 1 to 4; none is all of them. */
export function inbox(
  { records, switches }: World,
  filter: { status: string; vendor: string; from: string; to: string },
  wanted: GridRequest,
): GridPage {
  const { status, vendor, from, to } = filter;
  const found = records.bills.filter(
    (bill) =>
      (status === '' || bill.status === bills[status]) &&
      has(vendor, bill.vendor) &&
      (from === '' || bill.day >= from) &&
      (to === '' || bill.day <= to),
  );
  const rows = found.map((bill) => [
    String(bill.id),
    bill.vendor,
    bill.invoice,
    shortDate(bill.day),
    money(bill.amount),
    bill.order,
    bill.status,
  ]);
  const total = money(found.reduce((sum, { amount }) => sum + amount, 0));
  return gridOf(
    ['Document', 'Vendor', 'Invoice #', 'Date', 'Amount', 'PO #', 'Status'],
    rows,
    wanted,
    switches,
    ['Total', '', '', '', total, '', ''],
  );
}

export function board({ records, switches }: World, day: string, unit: string) {
  const found = records.jobs
    .filter((job) => unit === '' || job.unit === unit)
    .flatMap((job) => job.appointments.map((appointment) => ({ job, appointment })))
    .filter(({ appointment }) => appointment.day === day && appointment.technicians.length > 0);
  const shown = switches.truncateRows ? found.slice(0, -1) : found;
  const ofUnit = (one: Technician) => unit === '' || one.unit === unit;
  return {
    day,
    unit,
    total: found.length,
    technicians: records.technicians.filter(ofUnit),
    appointments: shown.map(({ job, appointment }) => ({
      ...appointment,
      window: windowText(appointment),
      priority: job.priority,
      type: job.type,
      unit: job.unit,
      customer: customerOf(records, job)?.name ?? '',
    })),
  };
}

const tabs: Record<string, (appointment: Appointment) => boolean> = {
  Unassigned: ({ status, technicians }) => status === 'Scheduled' && technicians.length === 0,
  Hold: ({ status }) => status === 'Hold',
  Canceled: ({ status }) => status === 'Canceled',
  Alerts: ({ late }) => late,
};

/** What the board has no place for, of the last 30 days. */
export function tray(
  { records, switches, today }: World,
  tab: string,
  unit: string,
  wanted: GridRequest,
): GridPage {
  const rows = records.jobs
    .filter((job) => unit === '' || job.unit === unit)
    .flatMap((job) => job.appointments.map((appointment) => ({ job, appointment })))
    .filter(({ appointment }) => appointment.day >= addDays(today, -30) && tabs[tab]?.(appointment))
    .map(({ job, appointment }) => [
      link(`#${appointment.label}`, `flyout:${appointment.label}`),
      customerOf(records, job)?.name ?? '',
      job.type,
      job.unit,
      shortDate(appointment.day),
      windowText(appointment),
      job.priority,
      appointment.status,
    ]);
  const columns = [
    'Appointment',
    'Customer',
    'Job Type',
    'Business Unit',
    'Date',
    'Arrival Window',
    'Priority',
    'Status',
  ];
  return gridOf(columns, rows, wanted, switches);
}

const entries = (list: Entry[], wanted: GridRequest, { switches }: World) =>
  gridOf(
    ['When', 'By', 'Text'],
    list.map(({ at, by, text }) => [at, by, text]),
    wanted,
    switches,
  );

const whole: GridRequest = { page: 1, size: 250 };

export function job(world: World, number: number) {
  const { records, switches } = world;
  const found = records.jobs.find((one) => one.number === number);
  if (!found) return undefined;
  const customer = customerOf(records, found);
  const total = invoiceTotal(found.invoice);
  return {
    fields: {
      'Job #': String(found.number),
      Status: found.status,
      Customer: customer?.name ?? '',
      'Customer ID': String(found.customer),
      Phone: customer?.phone ?? '',
      Location: addressOf(records, found),
      'Job Type': found.type,
      'Business Unit': found.unit,
      Campaign: found.campaign,
      Priority: found.priority,
      Summary: found.summary,
      'Invoice #': String(found.invoice.number),
      'Invoice Status': found.invoice.status,
      Total: money(total),
      Balance: money(total - found.invoice.paid),
    },
    appointments: gridOf(
      ['Appointment', 'Date', 'Arrival Window', 'Technicians', 'Status'],
      found.appointments.map((one) => [
        `#${one.label}`,
        shortDate(one.day),
        windowText(one),
        one.technicians.join(', '),
        one.status,
      ]),
      whole,
      switches,
    ),
    tags: found.tags,
    attachments: gridOf(
      ['File Name', 'Size', 'Date', 'Uploaded By'],
      found.attachments.map(({ name, size, at, by }) => [
        name,
        `${size.toLocaleString('en-US')} bytes`,
        at,
        by,
      ]),
      whole,
      switches,
    ),
    notes: entries(found.notes, whole, world),
    history: entries(found.history, whole, world),
  };
}

export function invoice(world: World, number: number) {
  const found = world.records.jobs.find((one) => one.invoice.number === number);
  if (!found) return undefined;
  const { items, paid, status, day, notes } = found.invoice;
  const total = invoiceTotal(found.invoice);
  return {
    fields: {
      'Invoice #': String(number),
      'Job #': String(found.number),
      'Invoice Date': shortDate(day),
      Status: status,
      Total: money(total),
      Balance: money(total - paid),
    },
    locked: status !== 'Pending',
    items: gridOf(
      ['Item', 'Quantity', 'Price', 'Amount'],
      items.map(({ name, quantity, price }) => [
        name,
        String(quantity),
        money(price),
        money(quantity * price),
      ]),
      whole,
      world.switches,
      ['Total', '', '', money(total)],
    ),
    notes: entries(notes, whole, world),
  };
}
