/** Assigns, unassigns, moves, holds or cancels an appointment, from the dispatch board or its tray. */
import { z } from 'zod';
import { defineFlow, InvalidInput, Refused, sum } from 'sidedoor-mcp';
import type { FlowContext } from 'sidedoor-mcp';
import { servicetitan } from './app.ts';
import { text, windowOfDay } from './inputs.ts';
import { marked, unmarked } from './mark.ts';
import { isSave } from './mutates.ts';
import { ActionForm } from './pages/action-form.page.ts';
import { BoardPage } from './pages/board.page.ts';
import { assertWhole } from './pages/grid.ts';
import { JobPage } from './pages/job.page.ts';
import { notThere } from './pages/widgets.ts';

const needs = {
  assign: ['technician'],
  unassign: [],
  reschedule: ['date', 'window'],
  hold: ['reason'],
  cancel: ['reason'],
} as const;

export default defineFlow({
  app: servicetitan,
  name: 'change_appointment',
  title: 'Change an appointment',
  description:
    'assign (technician), unassign, reschedule (date, window), hold or cancel (reason). Cancel ends the whole job and ' +
    'deletes the items of its invoice. A reference is added to the memo.',
  effect: 'write',
  input: z.object({
    appointment: z
      .string()
      .refine((label) => /^\d+-\d+$/.test(label), 'must look like 13698-2')
      .describe('e.g. 13698-2'),
    action: z.enum(['assign', 'unassign', 'reschedule', 'hold', 'cancel']).describe('What to do'),
    technician: z.string().optional().describe('Full name'),
    date: z.iso.date().optional().describe('New day'),
    window: windowOfDay().optional().describe('e.g. 08:00-10:00'),
    reason: z.string().optional().describe('One that the app offers'),
    memo: text(500).optional().describe('Free text'),
  }),
  output: z.object({
    appointment: z.string(),
    job_status: z.string(),
    status: z.string(),
    date: z.string(),
    window: z.string(),
    technicians: z.string().describe('With commas between'),
    entry: z.string(),
  }),

  async run({ page, input, step, commit, mark }) {
    const { appointment: label, action } = input;
    const missing = needs[action].find((name) => input[name] === undefined);
    if (missing) throw new InvalidInput(`To ${action} an appointment needs "${missing}".`);
    const job = await step('look at the job', () => JobPage.open(page, jobOf(label)));
    const before = await ofJob(job, label);
    const { total, balance } = job.read();
    const paid = sum([total, `-${balance}`.replace('--', '')]);
    const board = await step('open the board', () =>
      BoardPage.open(page, before.date, undefined, tabOf(before)),
    );
    await step(`open the form to ${action} it`, () => board.openAction(label, action));
    const form = new ActionForm(page, label, action);
    await step('fill it in', () => form.fill({ ...input, memo: marked(input.memo ?? '', mark) }));
    const { memo, ...values } = await form.values();
    const answer = await commit({
      preview: { ...values, memo: unmarked(memo, mark), was: before },
      warnings:
        action === 'cancel'
          ? [
              `The job is cancelled and the items of its invoice (${total}) are deleted.`,
              ...(paid === '0.00' ? [] : [`${paid} are paid: ServiceTitan cancels no job with payments.`]),
            ]
          : [],
      sends: isSave(`/appointments/${label}/${action}`, mark),
      action: () => form.submit(),
    });
    const changed = await find({ page, step }, label, mark);
    if (changed) return changed;
    if (answer.isTurnedDown) throw new Refused(`ServiceTitan says: "${answer.says}"`);
    throw notThere(answer, mark);
  },

  reconcile: ({ page, input, step, mark }) => find({ page, step }, input.appointment, mark),
});

const jobOf = (label: string) => label.split('-')[0] ?? '';

const tabOf = ({ status }: { status: string }) =>
  status === 'Hold' ? 'Hold' : status === 'Canceled' ? 'Canceled' : 'Unassigned';

async function ofJob(job: JobPage, label: string) {
  const { appointments, whole } = await job.appointments();
  const found = appointments.find(({ appointment }) => appointment === label);
  if (!found) assertWhole(whole);
  if (!found) throw new InvalidInput(`Job ${jobOf(label)} has no appointment ${label}.`);
  return found;
}

/** The appointment as it is now, if the history of its job has the mark. */
function find({ page, step }: Pick<FlowContext<unknown>, 'page' | 'step'>, label: string, mark: string) {
  return step('find the change in the history of the job', async () => {
    const job = await JobPage.open(page, jobOf(label));
    const entry = await job.historyWith(mark);
    if (!entry) return null;
    const now = await ofJob(job, label);
    const technicians = now.technicians.join(', ');
    return { ...now, technicians, job_status: job.read().status, entry: unmarked(entry.text, mark) };
  });
}
