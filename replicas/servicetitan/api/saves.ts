import type { Context } from 'hono';
import { Save } from '../../saves/save.ts';
import type { Appointment, Job } from '../data/records.ts';
import * as words from '../data/vocabulary.ts';
import { shortDate, windowText } from '../text.ts';
import type { SaveKind, World } from '../world.ts';

/** What the page is told of a save. */
export interface Told {
  ok: boolean;
  message: string;
  /** Number of the job, or of the purchase order, to go to. */
  job?: string;
  order?: string;
}

export type Judged = Told | Response | Save<Told, SaveKind>;
export type Body = Record<string, string | undefined>;

const no = (message: string): Told => ({ ok: false, message });

export function judgeBooking(world: World, body: Body, user: string): Judged {
  const { records } = world;
  const customer = records.customers.find(({ id }) => String(id) === body['customer']);
  const location = customer?.locations.find(({ id }) => String(id) === body['location']);
  const { unit = '', type = '', campaign = '', day = '', summary = '' } = body;
  const priority = words.priorities.find((one) => one === body['priority']);
  const window = words.windows.find(([from, to]) => `${from}-${to}` === body['window']);
  if (!customer || !location) return no('Customer and location are required.');
  if (!(words.jobTypes[unit] ?? []).includes(type))
    return no('The job type does not belong to the business unit.');
  if (!(words.campaigns as readonly string[]).includes(campaign)) return no('Campaign is required.');
  if (!priority || !window || !/^\d{4}-\d\d-\d\d$/.test(day))
    return no('Priority, start date and arrival window are required.');
  if (day < world.today) return no('The start date is in the past.');
  const technician = body['technician'] ?? '';
  return new Save<Told, SaveKind>({
    kind: 'booking',
    reference: summary,
    write() {
      const number = Math.max(...records.jobs.map((job) => job.number)) + 1;
      const [from, to] = window;
      records.jobs.push({
        number,
        customer: customer.id,
        location: location.id,
        type,
        unit,
        campaign,
        priority,
        summary,
        status: 'Scheduled',
        appointments: [
          {
            label: `${number}-1`,
            day,
            from,
            to,
            technicians: technician ? [technician] : [],
            status: 'Scheduled',
            late: false,
          },
        ],
        notes: [],
        tags: [],
        attachments: [],
        history: [{ at: shortDate(world.today), by: user, text: 'Job booked' }],
        invoice: { number: number + 20_000, day, status: 'Pending', items: [], paid: 0, notes: [] },
      });
      return String(number);
    },
    after: (record) => ({
      ok: true,
      message: 'Job booked',
      ...(record !== undefined && !world.switches.saveWithoutRedirect && { job: record }),
    }),
  });
}

/** Why an appointment may not be treated so; undefined when it may. */
function ruleAgainst(action: string, job: Job, { status }: Appointment): string | undefined {
  const is = (...list: string[]) => list.includes(status);
  if (is('Canceled')) return 'The appointment is canceled.';
  if (is('Done')) return 'A done appointment cannot be changed.';
  switch (action) {
    case 'unassign':
      return is('Working', 'Dispatched')
        ? 'Working, dispatched and done appointments cannot be unassigned.'
        : undefined;
    case 'cancel':
      return job.invoice.paid > 0 ? 'A job with payments cannot be canceled.' : undefined;
    case 'hold':
    case 'reschedule':
      return is('Working') ? 'The technician is already working on it.' : undefined;
    default:
      return undefined;
  }
}

const changes = ['assign', 'unassign', 'reschedule', 'hold', 'cancel'] as const;

export function judgeChange(world: World, label: string, name: string, body: Body, user: string): Judged {
  const action = changes.find((one) => one === name);
  const job = world.records.jobs.find(({ number }) => String(number) === label.split('-')[0]);
  const appointment = job?.appointments.find((one) => one.label === label);
  if (!job || !appointment || !action) return no('The appointment no longer exists.');
  if (world.switches.movesBeforeSave > 0) {
    world.switches.movesBeforeSave--;
    appointment.status = 'Dispatched';
    appointment.technicians = appointment.technicians.length > 0 ? appointment.technicians : ['Aaron Pike'];
    return no('The appointment was changed by another user. Reload the board.');
  }
  const rule = ruleAgainst(action, job, appointment);
  if (rule) return no(rule);
  const { reason = '', technician = '', day = '', memo = '' } = body;
  const window = words.windows.find(([from, to]) => `${from}-${to}` === body['window']);
  const known = action === 'hold' || action === 'cancel' ? (words.reasons[action] as readonly string[]) : [];
  if (known.length > 0 && !known.includes(reason)) return no('A reason is required.');
  if (action === 'assign' && !world.records.technicians.some((one) => one.name === technician))
    return no('A technician is required.');
  if (action === 'reschedule' && (!window || day < world.today))
    return no('A new date and window are required.');
  return new Save<Told, SaveKind>({
    kind: action,
    reference: memo,
    write() {
      apply(job, appointment, action, technician, day, window);
      const told = {
        assign: technician,
        unassign: '',
        reschedule: `${shortDate(appointment.day)} ${windowText(appointment)}`,
        hold: reason,
        cancel: reason,
      }[action];
      const text = `${action} #${label}${told && `: ${told}`}${memo && ` (${memo})`}`;
      job.history.push({ at: shortDate(world.today), by: user, text });
      return label;
    },
    after: () => ({ ok: true, message: 'Appointment updated' }),
  });
}

function apply(
  job: Job,
  appointment: Appointment,
  action: (typeof changes)[number],
  technician: string,
  day: string,
  window: readonly [number, number] | undefined,
): void {
  if (action === 'assign') appointment.technicians = [technician];
  if (action === 'unassign') appointment.technicians = [];
  if (action === 'reschedule' && window) {
    Object.assign(appointment, { day, from: window[0], to: window[1], late: false });
  }
  if (action === 'hold') Object.assign(appointment, { status: 'Hold', technicians: [] });
  if (action === 'hold') job.status = 'Hold';
  if (action !== 'cancel') return;
  job.status = 'Canceled';
  // As the vendor warns: whatever was on the invoice goes too.
  job.invoice.items = [];
  for (const one of job.appointments) one.status = 'Canceled';
}

export function judgeNote(world: World, body: Body, user: string): Judged {
  const { on, number = '', text = '' } = body;
  const job = world.records.jobs.find((one) =>
    on === 'invoice' ? String(one.invoice.number) === number : String(one.number) === number,
  );
  if (!job) return no('The record no longer exists.');
  if (text.trim() === '') return no('A note needs text.');
  if (on === 'invoice') {
    if (world.switches.postsBeforeSave > 0) {
      world.switches.postsBeforeSave--;
      job.invoice.status = 'Posted';
    }
    if (job.invoice.status !== 'Pending') {
      return no(`The invoice is ${job.invoice.status.toLowerCase()} and locked.`);
    }
  }
  return new Save<Told, SaveKind>({
    kind: 'note',
    reference: text,
    write() {
      const entry = { at: shortDate(world.today), by: user, text };
      (on === 'invoice' ? job.invoice.notes : job.notes).push(entry);
      return number;
    },
    after: () => ({ ok: true, message: 'Note added' }),
  });
}

export const tell = (c: Context, told: Told): Response => c.json(told);
