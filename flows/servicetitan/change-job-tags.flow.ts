/** The tags of a job, on its page. */
import { z } from 'zod';
import { defineFlow, OutcomeUnknown, Refused } from 'sidedoor-mcp';
import { servicetitan } from './app.ts';
import { savesJson } from './mutates.ts';
import { TagsPage } from './pages/tags.page.ts';

const list = () => z.array(z.string().trim().min(1)).max(20).default([]);

export default defineFlow({
  app: servicetitan,
  name: 'change_job_tags',
  title: 'Change tags',
  description: 'Adds tags to a job, or takes some off, at one stroke.',
  effect: 'write',
  input: z.object({
    job: z.string().regex(/^\d+$/).describe('Job number'),
    add: list().describe('Exact names'),
    remove: list().describe('Exact names'),
  }),
  output: z.object({ job: z.string(), tags: z.string().describe('With commas between') }),

  async run({ page, input: { job, add, remove }, step, commit }) {
    const screen = await step('open the job', () => TagsPage.open(page, job));
    const wanted = [...new Set([...screen.tags, ...add])].filter((tag) => !remove.includes(tag));
    if (same(wanted, screen.tags)) throw new Refused(`Job ${job} has exactly these tags already.`);
    const chosen = await step('choose the tags', () => screen.choose(wanted));
    const answer = await commit({
      preview: { job, tags: chosen.join(', '), was: screen.tags.join(', ') },
      sends: savesJson(`/jobs/${job}/tags`, ({ tags }) => same(tags as string[], wanted)),
      action: () => screen.submit(),
    });
    const { tags } = await step('read them back', () => TagsPage.open(page, job));
    if (same(tags, wanted)) return { job, tags: tags.join(', ') };
    if (answer.isTurnedDown) throw new Refused(`ServiceTitan says: "${answer.says}"`);
    throw new OutcomeUnknown(`ServiceTitan says "${answer.says}", but shows "${tags.join(', ')}".`);
  },

  /** What was asked for is a state: it is there, or what was there before, or somebody has changed it since. */
  async reconcile({ page, input: { job, add, remove }, step, preview }) {
    const { was } = preview as { was?: string };
    const { tags } = await step('look at the tags', () => TagsPage.open(page, job));
    const now = tags.join(', ');
    if (add.every((tag) => tags.includes(tag)) && !remove.some((tag) => tags.includes(tag)))
      return { job, tags: now };
    if (now === was) return null;
    throw new OutcomeUnknown(`The tags of job ${job} have been changed since: "${now}".`);
  },
});

const same = (one: string[], other: string[]) => one.toSorted().join('\n') === other.toSorted().join('\n');
