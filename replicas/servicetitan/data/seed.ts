import { Random } from '../../random.ts';
import { invoiceTotal } from './records.ts';
import type { Appointment, Bill, Customer, Job, Records } from './records.ts';
import { addDays } from './days.ts';
import { seedStock } from './stock.ts';
import * as words from './vocabulary.ts';

/** 73 customers, 12 technicians, some 740 jobs around the day, 118 bills, 64 purchase orders, 16 pricebook items. */
export function seedRecords(seed: number, today: string): Records {
  const random = new Random(seed);
  const customers = seedCustomers(random);
  const technicians = words.technicians.map((name, index) => ({
    name,
    unit: words.units[index % words.units.length] ?? words.units[0],
  }));
  const bills = seedBills(random, today);
  const records: Records = { customers, technicians, jobs: [], bills, orders: [], pricebook: [] };
  for (let day = -24; day <= 5; day++) seedDay(random, records, today, day);
  for (let count = 0; count < 58; count++) seedUnassigned(random, records, today);
  seedStock(random, records, today);
  return records;
}

function seedCustomers(random: Random): Customer[] {
  // Two of one name: a name alone does not tell who is meant.
  const residents = [...random.shuffled(words.residents).slice(0, 66), 'Ruth Haddad', 'Ruth Haddad'];
  const names = [...new Set(residents.slice(0, 66)), ...residents.slice(66)].filter(
    (name, index, all) => index >= all.length - 2 || name !== 'Ruth Haddad',
  );
  return [...names, ...words.businesses].map((name, index) => {
    const business = (words.businesses as readonly string[]).includes(name);
    const id = 40_118 + index * 7;
    const places = business || random.chance(0.15) ? 2 : 1;
    return {
      id,
      name,
      type: business ? 'Commercial' : 'Residential',
      phone: `(512) 555-${String(100 + index).padStart(4, '0')}`,
      email: `contact${id}@example.com`,
      locations: Array.from({ length: places }, (_, place) => ({
        id: id * 10 + place + 1,
        address: `${random.between(100, 9900)} ${random.pick(words.streets)}, ${random.pick(words.cities)}`,
      })),
    };
  });
}

function seedDay(random: Random, records: Records, today: string, offset: number): void {
  const day = addDays(today, offset);
  if (new Date(`${day}T00:00:00Z`).getUTCDay() === 0) return;
  for (const { name, unit } of records.technicians) {
    const busy = offset > 0 ? 1 : 3;
    const wanted = random.shuffled([0, 1, 2, 3, 4]).slice(0, random.between(busy - 1, busy));
    for (const slot of wanted.toSorted((a, b) => a - b)) {
      const [from, to] = words.windows[slot] ?? [480, 600];
      const job = newJob(random, records, unit, day);
      const status = statusOf(random, offset, slot);
      const appointment: Appointment = {
        label: `${job.number}-1`,
        day,
        from,
        to,
        technicians: [name],
        status,
        late: offset === 0 && slot === 1 && (status === 'Scheduled' || status === 'Confirmed'),
      };
      if (unit === 'HVAC - Install') appointment.technicians.push(otherOf(records, name, unit));
      job.appointments.push(appointment);
      settle(random, job, today);
      records.jobs.push(job);
    }
  }
}

/** It is noon on the board's day. */
function statusOf(random: Random, offset: number, slot: number): Appointment['status'] {
  if (offset < 0) return random.chance(0.93) ? 'Done' : 'Canceled';
  if (offset > 0) return random.chance(0.4) ? 'Confirmed' : 'Scheduled';
  if (slot === 0) return 'Done';
  if (slot === 1) return random.pick(['Working', 'Dispatched', 'Scheduled', 'Done'] as const);
  return random.pick(['Scheduled', 'Confirmed', 'Dispatched'] as const);
}

function settle(random: Random, job: Job, today: string): void {
  const [appointment] = job.appointments;
  if (!appointment) return;
  const { status } = appointment;
  job.status =
    status === 'Done'
      ? 'Completed'
      : status === 'Canceled'
        ? 'Canceled'
        : status === 'Working' || status === 'Dispatched'
          ? 'In Progress'
          : 'Scheduled';
  if (status === 'Done' || random.chance(0.2)) {
    for (let count = random.between(1, 3); count > 0; count--) {
      const price = random.between(45, 900) * 100 + random.pick([0, 50, 95]);
      job.invoice.items.push({ name: random.pick(words.works), quantity: random.between(1, 3), price });
    }
  }
  const total = invoiceTotal(job.invoice);
  if (status === 'Done' && appointment.day < today) {
    job.invoice.status = random.pick(['Pending', 'Posted', 'Exported', 'Exported'] as const);
    job.invoice.paid = random.pick([0, total, total, Math.floor(total / 2)]);
  } else if (status === 'Scheduled' && total > 0) job.invoice.paid = 5_000;
  if (status === 'Canceled') job.invoice.items = [];
}

/** On the tray: not on anybody's day yet, held, or called off. */
function seedUnassigned(random: Random, records: Records, today: string): void {
  const unit = random.pick(words.units);
  const day = addDays(today, random.between(-3, 4));
  const job = newJob(random, records, unit, day);
  const [from, to] = random.pick(words.windows);
  const held = random.chance(0.08);
  job.status = held ? 'Hold' : 'Scheduled';
  job.appointments.push({
    label: `${job.number}-1`,
    day,
    from,
    to,
    technicians: [],
    status: held ? 'Hold' : 'Scheduled',
    late: false,
  });
  // Web bookings arrive without a type.
  if (random.chance(0.2)) job.type = 'Unknown';
  records.jobs.push(job);
}

function newJob(random: Random, records: Records, unit: string, day: string): Job {
  const customer = random.pick(records.customers);
  const number = 13_640 + records.jobs.length;
  return {
    number,
    customer: customer.id,
    location: random.pick(customer.locations).id,
    type: random.pick((words.jobTypes[unit] ?? []).filter((type) => type !== 'Unknown')),
    unit,
    campaign: random.pick(words.campaigns),
    priority: random.pick(['Normal', 'Normal', 'Normal', 'High', 'Urgent'] as const),
    summary: random.pick(words.complaints),
    status: 'Scheduled',
    appointments: [],
    notes: [],
    history: [],
    tags: [],
    attachments: [],
    invoice: { number: number + 20_000, day, status: 'Pending', items: [], paid: 0, notes: [] },
  };
}

const otherOf = ({ technicians }: Records, name: string, unit: string): string =>
  technicians.find((one) => one.unit === unit && one.name !== name)?.name ?? name;

function seedBills(random: Random, today: string): Bill[] {
  const bills: Bill[] = Array.from({ length: 115 }, (_, index) => ({
    id: 7001 + index,
    vendor: random.pick(words.vendors),
    invoice: `INV-${random.between(10_000, 99_999)}`,
    day: addDays(today, -random.between(0, 60)),
    amount: random.between(2_000, 480_000),
    order: random.chance(0.7) ? `PO-${random.between(3000, 3900)}` : '',
    status: random.pick(['Ready', 'Ready', 'Reviewed', 'Scan Pending', 'Empty'] as const),
  }));
  // The same paper, scanned twice: on another day, in another state.
  const twins = [4, 31, 77].flatMap((at) => bills[at] ?? []);
  const again = twins.map((bill, index) => ({
    ...bill,
    id: 7116 + index,
    day: today,
    status: 'Ready' as const,
  }));
  return [...bills, ...again];
}
