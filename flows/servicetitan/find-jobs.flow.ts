/** The search at the top of every page. */
import { z } from 'zod';
import { completeness, defineFlow } from 'sidedoor-mcp';
import { servicetitan } from './app.ts';
import { text } from './inputs.ts';
import { searchJobs } from './pages/job-search.ts';

export default defineFlow({
  app: servicetitan,
  name: 'find_jobs',
  title: 'Find jobs',
  description: 'Jobs by part of number, customer, phone, address or summary. Details: get_job.',
  effect: 'read',
  example: { query: '136' },
  input: z.object({ query: text(80, 2).describe('What to look for') }),
  output: z.object({
    jobs: z.array(
      z.object({
        number: z.string(),
        customer: z.string(),
        address: z.string(),
        type: z.string(),
        business_unit: z.string(),
        status: z.string(),
        summary: z.string(),
      }),
    ),
    complete: completeness(),
  }),

  async run({ page, input: { query }, step }) {
    const { jobs, whole } = await step('search', () => searchJobs(page, query));
    return { jobs, complete: whole };
  },
});
