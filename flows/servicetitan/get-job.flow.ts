/** The page of a job. */
import { z } from 'zod';
import { defineFlow } from 'sidedoor-mcp';
import { servicetitan } from './app.ts';
import { numberOf } from './inputs.ts';
import { job, toJob } from './job.ts';
import { JobPage } from './pages/job.page.ts';

export default defineFlow({
  app: servicetitan,
  name: 'get_job',
  title: 'Get a job',
  description: 'A job with customer, invoice, balance and appointments.',
  effect: 'read',
  example: { number: '13698' },
  input: z.object({ number: numberOf().describe('e.g. 13698') }),
  output: job(),

  async run({ page, input: { number }, step }) {
    const screen = await step('open the job', () => JobPage.open(page, number));
    return step('read its appointments', () => toJob(screen));
  },
});
