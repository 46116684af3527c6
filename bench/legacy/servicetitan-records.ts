import type { ServicetitanInspection } from '../../replicas/servicetitan/index.ts';
import {
  expectedAttachment,
  expectedItem,
  expectedJob,
  expectedOrder,
} from '../../test/replicas/servicetitan-expected.ts';
import type { Answer } from './job.ts';

interface Told {
  /** Stays the same when the record changes. */
  id: string;
  /** As a flow's answer tells it. */
  answer: Answer;
}

/** Every record that a tool may write, and of what has no record of its own every save. */
const told: Record<string, (inspection: ServicetitanInspection) => Told[]> = {
  book_job: ({ records }) =>
    records.jobs.map((job) => ({ id: String(job.number), answer: expectedJob(records, job) })),
  change_appointment: ({ records }) =>
    records.jobs.flatMap((job) =>
      job.history.flatMap(({ text }, at) => {
        const now = expectedJob(records, job);
        const appointment = now.appointments.find((one) => text.includes(`#${one.appointment}`));
        if (!appointment) return [];
        const technicians = appointment.technicians.join(', ');
        const answer = { ...appointment, technicians, job_status: job.status, entry: text };
        return [{ id: `${job.number}/${at}`, answer }];
      }),
    ),
  add_note: ({ records: { jobs } }) =>
    jobs.flatMap(({ number, notes, invoice }) => [
      ...notes.map(noteOn('job', number)),
      ...invoice.notes.map(noteOn('invoice', invoice.number)),
    ]),
  create_purchase_order: ({ records: { orders } }) =>
    orders.map((order) => ({ id: String(order.number), answer: expectedOrder(order) })),
  // One that is set twice to the same is the same: the saves tell.
  change_item_price: ({ records: { pricebook }, saves }) =>
    saves.flatMap(({ kind, outcome, record }, at) => {
      const item = pricebook.find(({ code }) => code === record);
      return item && kind === 'price' && outcome === 'written'
        ? [{ id: String(at), answer: expectedItem(item) }]
        : [];
    }),
  change_job_tags: ({ records: { jobs } }) =>
    jobs.flatMap(({ number, history, tags }) =>
      history.flatMap(({ text }, at) =>
        text.startsWith('Tags: ')
          ? [{ id: `${number}/${at}`, answer: { job: String(number), tags: tags.join(', ') } }]
          : [],
      ),
    ),
  attach_document: ({ records: { jobs } }) =>
    jobs.flatMap((job) =>
      job.attachments.map((file, at) => ({
        id: `${job.number}/${at}`,
        answer: expectedAttachment(job, file),
      })),
    ),
};

const isoOf = (shown: string) => shown.replace(/^(\d+)\/(\d+)\/(\d+)$/, '$3-$1-$2');

function noteOn(on: string, number: number) {
  return ({ at, by, text }: { at: string; by: string; text: string }, index: number): Told => ({
    id: `${on} ${number}/${index}`,
    answer: { on, number: String(number), text, by, at: isoOf(at) },
  });
}

/** What came between, of this kind first; and of any other kind, so that no write goes unseen. */
export function newIn(kind: string, before: ServicetitanInspection, after: ServicetitanInspection): Answer[] {
  return [kind, ...Object.keys(told).filter((other) => other !== kind)].flatMap((each) => {
    const known = new Set(told[each]!(before).map(({ id }) => id));
    return told[each]!(after).flatMap(({ id, answer }) => (known.has(id) ? [] : [answer]));
  });
}
