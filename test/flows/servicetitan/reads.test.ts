import { expect, test } from 'vitest';
import { invoiceTotal } from '../../../replicas/servicetitan/data/records.ts';
import { dollars, outputOf, useOffice } from './office.ts';

const office = useOffice();
const period = { from: '2026-11-09', to: '2026-11-20' };
const clock = (minutes: number) => `${String(minutes / 60).padStart(2, '0')}:00`;
const windowOf = ({ from, to }: { from: number; to: number }) => `${clock(from)}-${clock(to)}`;

interface Whole {
  complete: { proven: boolean; because: string };
}
interface Report extends Whole {
  report: string;
  rows: Record<string, string | null>[];
  totals: Record<string, string | null>;
  zero_or_no_data: boolean;
}

test('customers are found by a part of their phone, each with all that the list shows', async () => {
  const answer = outputOf<Whole & { customers: object[] }>(
    await office().run('find_customers', { query: 'Ruth' }),
  );
  const { customers } = office().replica.inspect().records;
  const expected = customers
    .filter((one) => one.name.includes('Ruth'))
    .map(({ id, locations, ...one }) => ({
      ...one,
      id: String(id),
      locations: locations.map((place) => place.address),
    }));
  expect(expected.length).toBeGreaterThan(2);
  expect(answer.customers).toEqual(expected);
  expect(answer.complete.proven).toBe(true);
});

test('jobs are found over several pages, and one is read field by field', async () => {
  const found = outputOf<Whole & { jobs: { number: string }[] }>(
    await office().run('find_jobs', { query: '136' }),
  );
  const { jobs, customers } = office().replica.inspect().records;
  expect(found.jobs.length).toBeGreaterThan(10);
  expect(found.complete.proven).toBe(true);

  const number = found.jobs.find((one) => one.number.startsWith('136'))?.number;
  const job = jobs.find((one) => String(one.number) === number)!;
  const customer = customers.find(({ id }) => id === job.customer)!;
  const answer = outputOf<Whole>(await office().run('get_job', { number }));
  expect(answer).toMatchObject({
    number,
    status: job.status,
    type: job.type,
    business_unit: job.unit,
    campaign: job.campaign,
    priority: job.priority,
    summary: job.summary,
    customer: customer.name,
    customer_id: String(customer.id),
    phone: customer.phone,
    location: customer.locations.find(({ id }) => id === job.location)?.address,
    invoice: String(job.invoice.number),
    invoice_status: job.invoice.status,
    total: dollars(invoiceTotal(job.invoice)),
    balance: dollars(invoiceTotal(job.invoice) - job.invoice.paid),
    appointments: job.appointments.map((one) => ({
      appointment: one.label,
      date: one.day,
      window: windowOf(one),
      technicians: one.technicians,
      status: one.status,
    })),
    complete: { proven: true },
  });
});

test('a job that does not exist is not found', async () => {
  const { state, error } = await office().run('get_job', { number: '99999' });
  expect([state, error?.code]).toEqual(['failed', 'NOT_FOUND']);
});

test.each(['new', 'classic'] as const)(
  'the %s board of a day and the tray below it are read whole',
  async (board) => {
    const args = { date: '2026-11-20' };
    const answer = outputOf<
      Whole & { appointments: { appointment: string }[]; unassigned: { appointment: string }[] }
    >(await office().run('list_dispatch_board', args, { board }));
    const { jobs, customers } = office().replica.inspect().records;
    const all = jobs.flatMap((job) => job.appointments.map((one) => ({ job, one })));
    const nameOf = (id: number) => customers.find((customer) => customer.id === id)?.name;
    const byLabel = (a: { appointment: string }, b: { appointment: string }) =>
      a.appointment.localeCompare(b.appointment);
    const expected = all
      .filter(({ one }) => one.day === args.date && one.technicians.length > 0)
      .map(({ job, one }) => ({
        appointment: one.label,
        window: windowOf(one),
        technicians: one.technicians.toSorted(),
        status: one.status,
        priority: job.priority,
        late: one.late,
        customer: nameOf(job.customer),
        job_type: job.type,
      }));
    const read = answer.appointments.map((one) => ({
      ...one,
      technicians: (one as unknown as { technicians: string[] }).technicians.toSorted(),
    }));
    expect(read.toSorted(byLabel)).toEqual(expected.toSorted(byLabel));
    expect(expected.some(({ late }) => late)).toBe(true);
    const waiting = all.filter(({ one }) => one.status === 'Scheduled' && one.technicians.length === 0);
    expect(waiting.length).toBeGreaterThan(50);
    expect(answer.unassigned.map((one) => one.appointment).toSorted()).toEqual(
      waiting.map(({ one }) => one.label).toSorted(),
    );
    expect(answer.complete.proven).toBe(true);
  },
);

test('bills are listed by status, with what was scanned twice', async () => {
  const answer = outputOf<Whole & { bills: { document: string; duplicate_of: string[] }[] }>(
    await office().run('list_bills', { status: 'Ready' }),
  );
  const bills = office()
    .replica.inspect()
    .records.bills.filter(({ status }) => status === 'Ready');
  expect(answer.bills).toEqual(
    bills.map((bill) => ({
      document: String(bill.id),
      vendor: bill.vendor,
      invoice: bill.invoice,
      date: bill.day,
      amount: dollars(bill.amount),
      po: bill.order || null,
      status: bill.status,
      duplicate_of: bills
        .filter((other) => other !== bill && other.invoice === bill.invoice && other.vendor === bill.vendor)
        .map(({ id }) => String(id)),
    })),
  );
  expect(answer.complete.proven).toBe(true);
});

test('receivables come with totals that add up, over more than one page', async () => {
  const args = { report: 'AR Detail by Date', from: '2026-10-27', to: '2026-11-20', status: 'All' };
  const answer = outputOf<Report>(await office().run('run_report', args));
  const { jobs, customers } = office().replica.inspect().records;
  const expected = jobs
    .filter(({ invoice }) => invoice.items.length > 0 && invoice.day <= args.to)
    .map(({ invoice, unit, customer }) => ({
      'Invoice #': String(invoice.number),
      'Invoice Date': invoice.day,
      Customer: customers.find(({ id }) => id === customer)?.name,
      'Business Unit': unit,
      Status: invoice.status,
      Total: dollars(invoiceTotal(invoice)),
      Balance: dollars(invoiceTotal(invoice) - invoice.paid),
    }));
  expect(expected.length).toBeGreaterThan(250);
  expect(answer.rows).toEqual(expected);
  expect(answer.complete.proven).toBe(true);
});

test('technician performance is run for one unit, with rates as decimals', async () => {
  const args = { report: '1001', ...period, business_units: ['HVAC - Service', 'Plumbing - Service'] };
  const answer = outputOf<Report>(await office().run('run_report', args));
  expect(answer.report).toBe('Technician Performance');
  const { jobs, technicians } = office().replica.inspect().records;
  const expected = technicians
    .filter(({ unit }) => args.business_units.includes(unit))
    .map(({ name, unit }) => {
      const done = jobs.filter(
        ({ appointments: [one] }) =>
          one?.technicians[0] === name &&
          one.status === 'Done' &&
          one.day >= period.from &&
          one.day <= period.to,
      );
      const won = done.filter(({ invoice }) => invoiceTotal(invoice) >= 60_000).length;
      return {
        Technician: name,
        'Business Unit': unit,
        'Completed Jobs': String(done.length),
        'Completed Revenue': dollars(done.reduce((total, { invoice }) => total + invoiceTotal(invoice), 0)),
        Opportunities: String(done.length),
        'Conversion Rate': ((won / done.length) * 100).toFixed(1),
      };
    });
  const read = answer.rows.map((row) => ({
    ...row,
    'Conversion Rate': (Number(row['Conversion Rate']) * 100).toFixed(1),
  }));
  expect(read).toEqual(expected);
  expect(answer.complete.proven).toBe(true);
});
