import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServicetitanInspection } from '../../replicas/servicetitan/index.ts';
import { writeJob } from './job.ts';
import type { Answer, Job } from './job.ts';
import { newIn } from './servicetitan-records.ts';

/** Without the reference that a flow adds to a text, which is another one each time. */
const bare = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value).replaceAll(/\s*(\(\[SD-\w+\]\)|\[SD-\w+\])/g, '')) as T;

interface Write {
  tool: string;
  args: Answer;
  asked: Answer;
  /** Name of the list in the answer, where it has one. */
  list?: string;
}

function job({ tool, args, asked, list = '' }: Write): Job<ServicetitanInspection> {
  const written = (before: ServicetitanInspection, after: ServicetitanInspection) =>
    bare(newIn(tool, before, after));
  const base = writeJob<ServicetitanInspection>({ tool: `servicetitan_${tool}`, args, asked, written });
  return {
    ...base,
    judge({ complete, ...answer }, before, after) {
      const judgement = base.judge(bare(answer), before, after);
      const claim = complete as { proven: boolean; because: string } | undefined;
      if (judgement.verdict !== 'wrong' || claim?.proven !== false) return judgement;
      const [record] = written(before, after);
      const [rows, all] = [answer[list], record?.[list]].map(rowsOf);
      // What it could not read is left out; what it did read must be so.
      const without = { ...answer, [list]: record?.[list] };
      return rows!.every((row) => all!.includes(row)) &&
        base.judge(bare(without), before, after).verdict === 'right'
        ? { verdict: 'told', says: `unproven: ${claim.because}` }
        : judgement;
    },
  };
}

const rowsOf = (list: unknown): string[] => (list as Answer[]).map((row) => JSON.stringify(bare(row)));

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

const order = {
  vendor: 'Graybar Electric',
  type: 'Special Order',
  business_unit: 'Electrical - Service',
  ship_to: 'Warehouse',
  required_by: '2026-11-27',
  job: '14287',
  memo: "Will-call; ask for O'Brien",
};

const price = { code: 'SVC-310', price: '129.00' };

/** Folder of the files that a job may attach. */
export const outbox = new URL('./files/', import.meta.url);
const file = 'Estimate 14290.pdf';
const bytes = readFileSync(new URL(file, outbox));
const digest = createHash('sha256').update(bytes).digest('hex');

const attach = job({
  tool: 'attach_document',
  args: { job: '14290', path: file },
  asked: { job: '14290', name: file, bytes: bytes.length },
});
/** No answer tells what is in the file. */
const attachJob: Job<ServicetitanInspection> = {
  ...attach,
  judge(answer, before, after) {
    const judgement = attach.judge(answer, before, after);
    const kept = after.records.jobs.flatMap(({ attachments }) => attachments);
    return judgement.verdict === 'right' && kept.some((one) => one.digest !== digest)
      ? { verdict: 'wrong', says: 'attached a file of other bytes' }
      : judgement;
  },
};

export const servicetitanWrites: Job<ServicetitanInspection>[] = [
  job({
    tool: 'book_job',
    list: 'appointments',
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
  job({
    tool: 'create_purchase_order',
    list: 'items',
    args: {
      ...order,
      items: [
        { code: 'MAT-OUT20', quantity: 12 },
        { code: 'MAT-THM7', quantity: 2, cost: '1041.50' },
      ],
    },
    asked: {
      ...order,
      status: 'Pending',
      items: [
        { code: 'MAT-OUT20', quantity: '12', cost: '5.25', amount: '63.00' },
        { code: 'MAT-THM7', quantity: '2', cost: '1041.50', amount: '2083.00' },
      ],
    },
  }),
  job({ tool: 'change_item_price', args: price, asked: price }),
  job({
    tool: 'change_job_tags',
    args: { job: '14272', add: ['VIP'], remove: ['Call Ahead'] },
    asked: { job: '14272', tags: 'VIP, Dog on Site' },
  }),
  attachJob,
];
