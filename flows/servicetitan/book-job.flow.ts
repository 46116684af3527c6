/** Books a job: Calls → customer → location → what, when, who. */
import { z } from 'zod';
import { defineFlow, Refused } from 'sidedoor-mcp';
import type { FlowContext } from 'sidedoor-mcp';
import { servicetitan } from './app.ts';
import { numberOf, text, windowOfDay } from './inputs.ts';
import { job, toJob } from './job.ts';
import { marked, unmarked } from './mark.ts';
import { isSave } from './mutates.ts';
import { BookingPage } from './pages/booking.page.ts';
import { jobWith } from './pages/job-search.ts';
import { JobPage } from './pages/job.page.ts';
import { factsOf, openRoute } from './pages/screen.ts';
import { notThere } from './pages/widgets.ts';

export default defineFlow({
  app: servicetitan,
  name: 'book_job',
  title: 'Book a job',
  description: 'Books a job for a known customer (find_customers). A reference is added to its summary.',
  effect: 'write',
  input: z.object({
    customer: numberOf().describe('Customer ID'),
    location: z.string().optional().describe('Address, where there are several'),
    business_unit: z.string().min(1).describe('Exact name'),
    job_type: z.string().min(1).describe('One of the unit'),
    campaign: z.string().min(1).describe('Exact name'),
    priority: z.enum(['Normal', 'High', 'Urgent']).default('Normal').describe('Urgency'),
    date: z.iso.date().describe('Start date'),
    window: windowOfDay().describe('e.g. 08:00-10:00'),
    technician: z.string().optional().describe('Unassigned when not given'),
    summary: text(2_000, 1).describe('What is to be done'),
  }),
  output: job(),

  async run({ page, input, step, commit, mark }) {
    const phone = await step('look the customer up', () => phoneOf(page, input.customer));
    const form = await step('open the form', () => BookingPage.open(page));
    await step('fill it in', () => form.fill({ ...input, summary: marked(input.summary, mark) }, phone));
    const { summary = '', ...values } = await form.values();
    const answer = await commit({
      preview: { ...values, summary: unmarked(summary, mark) },
      sends: isSave('/app/api/booking', mark),
      action: () => form.submit(),
    });
    // A booking that was saved does not always leave its form (a vendor fact of saves): the records tell.
    const booked = await find({ page, step }, mark);
    if (booked) return booked;
    if (answer.isTurnedDown) throw new Refused(`ServiceTitan says: "${answer.says}"`);
    throw notThere(answer, mark);
  },

  reconcile: ({ page, step, mark }) => find({ page, step }, mark),
});

async function phoneOf(page: FlowContext<unknown>['page'], customer: string): Promise<string> {
  await openRoute(page, `/customer/${customer}`, `Customer ${customer}`);
  return (await factsOf(page, ['Name', 'Phone']))['Phone'] ?? '';
}

/** The job whose summary has the mark. */
function find({ page, step }: Pick<FlowContext<unknown>, 'page' | 'step'>, mark: string) {
  return step('find the job by its reference', async () => {
    const number = await jobWith(page, mark);
    return number === undefined ? null : toJob(await JobPage.open(page, number));
  });
}
