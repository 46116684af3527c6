import { describe, expect, test } from 'vitest';
import type { AppointmentStatus } from '../../../replicas/servicetitan/data/records.ts';
import { outputOf, useOffice } from './office.ts';

const office = useOffice();

interface Job {
  number: string;
  summary: string;
  appointments: { appointment: string; technicians: string[] }[];
}
interface Shown {
  preview: Record<string, unknown>;
  warnings: string[];
}
interface Changed {
  appointment: string;
  job_status: string;
  status: string;
  technicians: string;
}

/** A booking for the customer with two locations who shares his name with another. */
function booking(summary: string) {
  const customer = office()
    .replica.inspect()
    .records.customers.findLast(({ locations }) => locations.length === 2)!;
  const input = {
    customer: String(customer.id),
    location: customer.locations[1]!.address,
    business_unit: 'Electrical - Service',
    job_type: 'Outlet Repair',
    campaign: 'Referral',
    priority: 'High',
    date: '2026-11-24',
    window: '10:00-12:00',
    technician: 'Dee Okafor',
    summary,
  };
  return { customer, input };
}
const written = () =>
  office()
    .replica.inspect()
    .saves.filter(({ outcome }) => outcome === 'written');
const booked = (summary: string) =>
  office()
    .replica.inspect()
    .records.jobs.filter((job) => job.summary.startsWith(summary));

/** An appointment of the board's day or later, in a certain state and of a job without payments. */
function appointmentIn(status: AppointmentStatus, isPaid = false): string {
  const { records } = office().replica.inspect();
  const found = records.jobs.find(
    ({ appointments: [one], invoice }) =>
      one?.status === status &&
      one.technicians.length > 0 &&
      one.day >= '2026-11-20' &&
      invoice.paid > 0 === isPaid,
  );
  return found!.appointments[0]!.label;
}
const jobOf = (label: string) =>
  office()
    .replica.inspect()
    .records.jobs.find(({ number }) => label.startsWith(`${number}-`))!;

describe('a booking', () => {
  test('is shown in a preview, and nothing leaves', async () => {
    const before = office().replica.inspect();
    const { input, customer } = booking('Only shown');
    const { preview } = outputOf<Shown>(await office().run('book_job', { ...input, preview: true }));
    expect(preview).toMatchObject({
      customer: `${customer.name} (${customer.id})`,
      location: input.location,
      job_type: 'Outlet Repair',
      date: '11/24/2026',
      window: '10:00 AM - 12:00 PM',
      summary: 'Only shown',
    });
    expect(office().replica.inspect().saves).toEqual(before.saves);
    expect(office().replica.inspect().records).toEqual(before.records);
  });

  test.each([
    ['as it should be', {}],
    ['when the form stays on the screen without a word', { saveWithoutRedirect: true }],
    ['when the form sends itself twice', { doubleSubmit: true }],
    ['when its answer is an error of the server', { saveThenError: 1 }],
    ['when its answer is lost', { saveThenCut: 1 }],
    ['when a guide lies over the page, and clicks are lost at first', { overlay: true, enableAfterMs: 700 }],
  ])('is written once %s', async (title, switches) => {
    const { input, customer } = booking(`Booked ${title}`);
    const before = written().length;
    const job = outputOf<Job>(await office().run('book_job', input, switches));
    const [record, ...more] = booked(input.summary);
    expect(more).toEqual([]);
    expect(written().length).toBe(before + 1);
    expect(record).toMatchObject({
      customer: customer.id,
      location: customer.locations[1]!.id,
      unit: input.business_unit,
      type: input.job_type,
      campaign: input.campaign,
      priority: input.priority,
      appointments: [
        { day: input.date, from: 600, to: 720, technicians: ['Dee Okafor'], status: 'Scheduled' },
      ],
    });
    expect(job.number).toBe(String(record!.number));
    expect(job.summary).toBe(record!.summary);
  });

  test.each([
    ['the app only says that it saved', { savedButNot: 1 }],
    [
      'the session has gone and the save is answered with the shell',
      { logoutAtSave: 1, expiredAsShell: true },
    ],
  ])('is never reported when %s', async (title, switches) => {
    const { input } = booking(`Lost, ${title}`);
    const { state, error } = await office().run('book_job', input, switches);
    // A session that had gone is signed in anew, and then it is written: once.
    if (state === 'done') expect(booked(input.summary)).toHaveLength(1);
    else {
      expect(booked(input.summary)).toHaveLength(0);
      expect(error?.code).toMatch(/^(INTERRUPTED|OUTCOME_UNKNOWN|SESSION_LOST)$/);
    }
  });

  test('with a job type of another unit is turned down before anything leaves', async () => {
    const { input } = booking('Wrong type');
    const saves = office().replica.inspect().saves.length;
    const { error } = await office().run('book_job', { ...input, job_type: 'Drain Cleaning' });
    expect(error).toMatchObject({ code: 'INVALID_INPUT', hint: expect.stringContaining('Outlet Repair') });
    expect(office().replica.inspect().saves).toHaveLength(saves);
  });
});

describe('an appointment', () => {
  test.each(['new', 'classic'] as const)('is assigned and held from the %s board', async (board) => {
    const label = appointmentIn('Confirmed');
    const args = { appointment: label, action: 'assign', technician: 'Kira Wolfe' };
    const assigned = outputOf<Changed>(await office().run('change_appointment', args, { board }));
    expect(assigned).toMatchObject({ appointment: label, technicians: 'Kira Wolfe' });
    expect(jobOf(label).appointments[0]!.technicians).toEqual(['Kira Wolfe']);
    const hold = { appointment: label, action: 'hold', reason: 'Weather', memo: 'Storm' };
    const held = outputOf<Changed>(await office().run('change_appointment', hold, { board }));
    expect(held).toMatchObject({ status: 'Hold', job_status: 'Hold', technicians: '' });
    expect(jobOf(label).history.at(-1)?.text).toMatch(/^hold #.*: Weather \(Storm \[SD-\w+\]\)$/);
  });

  test('is moved from the second page of the tray, though the pager ignores its size', async () => {
    const { records } = office().replica.inspect();
    const waiting = records.jobs.filter(
      ({ appointments: [one] }) => one?.status === 'Scheduled' && one.technicians.length === 0,
    );
    expect(waiting.length).toBeGreaterThan(50);
    const label = waiting.at(-1)!.appointments[0]!.label;
    const args = { appointment: label, action: 'reschedule', date: '2026-12-01', window: '14:00-16:00' };
    const moved = outputOf<Changed>(await office().run('change_appointment', args, { ignorePageSize: true }));
    expect(moved).toMatchObject({ date: '2026-12-01', window: '14:00-16:00' });
    expect(jobOf(label).appointments[0]).toMatchObject({ day: '2026-12-01', from: 840, to: 960 });
  });

  test('at work is not unassigned: the app does not offer it', async () => {
    const label = appointmentIn('Working');
    const before = jobOf(label);
    const { error } = await office().run('change_appointment', { appointment: label, action: 'unassign' });
    expect(error).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('working') });
    expect(jobOf(label)).toEqual(before);
  });

  test('that somebody else has dispatched meanwhile is left as it is', async () => {
    const label = appointmentIn('Scheduled');
    const args = { appointment: label, action: 'unassign' };
    const { error } = await office().run('change_appointment', args, { movesBeforeSave: 1 });
    expect(error).toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining('changed by another user'),
    });
    expect(jobOf(label).appointments[0]).toMatchObject({ status: 'Dispatched' });
    expect(jobOf(label).history).toEqual([]);
  });

  test('of a job with payments is not cancelled, and the preview warns of it', async () => {
    const label = appointmentIn('Scheduled', true);
    const before = jobOf(label);
    const args = { appointment: label, action: 'cancel', reason: 'Duplicate' };
    const { warnings } = outputOf<Shown>(
      await office().run('change_appointment', { ...args, preview: true }),
    );
    expect(warnings.join()).toContain('50.00 are paid');
    const { error } = await office().run('change_appointment', args);
    expect(error).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('payments') });
    expect(jobOf(label)).toEqual(before);
  });

  test('is cancelled with its reason', async () => {
    const label = appointmentIn('Scheduled');
    const args = { appointment: label, action: 'cancel', reason: 'Duplicate' };
    const cancelled = outputOf<Changed>(await office().run('change_appointment', args));
    expect(cancelled).toMatchObject({ status: 'Canceled', job_status: 'Canceled' });
    expect(jobOf(label)).toMatchObject({ status: 'Canceled', invoice: { items: [] } });
  });
});

describe('a note', () => {
  const invoiceIn = (status: string) =>
    office()
      .replica.inspect()
      .records.jobs.find(({ invoice }) => invoice.status === status)!.invoice;

  test('is written once on an open invoice', async () => {
    const { number } = invoiceIn('Pending');
    const args = { on: 'invoice', number: String(number), text: 'Call before billing' };
    const note = outputOf<{ text: string; by: string }>(await office().run('add_note', args));
    expect(note).toMatchObject({ text: args.text, by: 'dispatcher' });
    expect(invoiceIn('Pending').notes).toHaveLength(1);
  });

  test.each([
    ['is locked', 'Exported', {}],
    ['is posted while the note is written', 'Pending', { postsBeforeSave: 1 }],
  ])('is refused by an invoice that %s', async (_title, status, switches) => {
    const before = invoiceIn(status);
    const args = { on: 'invoice', number: String(before.number), text: 'Too late' };
    const { error } = await office().run('add_note', args, switches);
    expect(error).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('locked') });
    const after = office()
      .replica.inspect()
      .records.jobs.find(({ invoice }) => invoice.number === before.number)!;
    expect(after.invoice.notes).toEqual(before.notes);
  });
});
