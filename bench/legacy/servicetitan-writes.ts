import type { ServicetitanInspection } from '../../replicas/servicetitan/index.ts';
import { expectedJob } from '../../test/replicas/servicetitan-expected.ts';
import { writeJob } from './job.ts';
import type { Answer, Job } from './job.ts';

type Records = ServicetitanInspection['records'];

const isoOf = (shown: string) => shown.replace(/^(\d+)\/(\d+)\/(\d+)$/, '$3-$1-$2');

/** Every record of a kind, as a flow's answer tells it. */
const told: Record<string, (records: Records) => Answer[]> = {
  book_job: (records) => records.jobs.map((job) => expectedJob(records, job)),
  change_appointment: (records) =>
    records.jobs.flatMap((job) =>
      job.history.flatMap(({ text }) => {
        const now = expectedJob(records, job);
        const appointment = now.appointments.find((one) => text.includes(`#${one.appointment}`));
        if (!appointment) return [];
        const technicians = appointment.technicians.join(', ');
        return [{ ...appointment, technicians, job_status: job.status, entry: text }];
      }),
    ),
  add_note: ({ jobs }) =>
    jobs.flatMap(({ number, notes, invoice }) => [
      ...notes.map(noteOn('job', number)),
      ...invoice.notes.map(noteOn('invoice', invoice.number)),
    ]),
};

function noteOn(on: string, number: number) {
  return ({ at, by, text }: { at: string; by: string; text: string }) => ({
    on,
    number: String(number),
    text,
    by,
    at: isoOf(at),
  });
}

/** What came between, of this kind; and of any other kind, so that no write goes unseen. */
function newIn(kind: string, before: Records, after: Records): Answer[] {
  return [kind, ...Object.keys(told).filter((other) => other !== kind)].flatMap((each) => {
    const known = new Set(told[each]!(before).map(identity(each)));
    return told[each]!(after).filter((record) => !known.has(identity(each)(record)));
  });
}

/** A job that changes stays the same one. */
const identity =
  (kind: string) =>
  (record: Answer): string =>
    kind === 'book_job' ? String(record['number']) : JSON.stringify(record);

/** Without the reference that a flow adds to a text, which is another one each time. */
const bare = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value).replaceAll(/\s*(\(\[SD-\w+\]\)|\[SD-\w+\])/g, '')) as T;

interface Write {
  tool: string;
  args: Answer;
  asked: Answer;
}

function job({ tool, args, asked }: Write): Job<ServicetitanInspection> {
  const written = (before: ServicetitanInspection, after: ServicetitanInspection) =>
    bare(newIn(tool, before.records, after.records));
  const base = writeJob<ServicetitanInspection>({ tool: `servicetitan_${tool}`, args, asked, written });
  return {
    ...base,
    judge({ complete, ...answer }, before, after) {
      const judgement = base.judge(bare(answer), before, after);
      const claim = complete as { proven: boolean; because: string } | undefined;
      if (judgement.verdict !== 'wrong' || claim?.proven !== false) return judgement;
      const [record] = written(before, after);
      // What it could not read is left out; what it did read must be so.
      const without = { ...answer, appointments: record?.['appointments'] };
      return (answer['appointments'] as object[]).length === 0 &&
        base.judge(bare(without), before, after).verdict === 'right'
        ? { verdict: 'told', says: `unproven: ${claim.because}` }
        : judgement;
    },
  };
}

const booking = {
  customer: '40622',
  location: '2512 Alder Ct, Austin, TX 78745',
  business_unit: 'Electrical - Service',
  job_type: 'Outlet Repair',
  campaign: 'Referral',
  priority: 'High',
  date: '2026-11-24',
  window: '10:00-12:00',
  technician: 'Dee Okafor',
  summary: "Outlet sparks; tenant's dog is friendly",
};
const note = { on: 'invoice', number: '34309', text: 'Call before billing: gate code is 4410' };

export const servicetitanWrites: Job<ServicetitanInspection>[] = [
  job({
    tool: 'book_job',
    args: booking,
    asked: {
      customer_id: booking.customer,
      location: booking.location,
      business_unit: booking.business_unit,
      type: booking.job_type,
      campaign: booking.campaign,
      priority: booking.priority,
      summary: booking.summary,
      appointments: [
        {
          appointment: '14377-1',
          date: booking.date,
          window: booking.window,
          technicians: [booking.technician],
          status: 'Scheduled',
        },
      ],
    },
  }),
  job({
    tool: 'change_appointment',
    args: {
      appointment: '14281-1',
      action: 'reschedule',
      date: '2026-12-01',
      window: '14:00-16:00',
      memo: 'Parts are late',
    },
    asked: {
      appointment: '14281-1',
      date: '2026-12-01',
      window: '14:00-16:00',
      entry: 'reschedule #14281-1: 12/01/2026 2:00 PM - 4:00 PM (Parts are late)',
    },
  }),
  job({ tool: 'add_note', args: note, asked: note }),
];
