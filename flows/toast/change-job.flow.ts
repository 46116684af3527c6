/** Changes the title or the default wage of a job. It holds at once; whom a job applies to cannot be changed (a vendor fact). */
import { z } from 'zod';
import { decimal, defineFlow, InvalidInput, OutcomeUnknown, Refused } from 'sidedoor-mcp';
import { toast } from './app.ts';
import { JobPage } from './pages/job.page.ts';
import type { JobFields, JobShown } from './pages/job.page.ts';
import { goTo, inOneRestaurant } from './restaurant.ts';
import { wage } from './schemas.ts';

const same = (one: JobFields, other: JobFields) =>
  one.job === other.job && one.default_wage === other.default_wage;

export default defineFlow({
  app: toast,
  name: 'change_job',
  title: 'Change a job',
  description: 'Changes title or default wage of a job; wages that employees have stay. Holds at once.',
  effect: 'write',
  input: z.object({
    job: z.string().trim().min(1).describe('Exact title'),
    title: z.string().trim().min(1).optional().describe('New'),
    default_wage: wage().optional().describe('New, e.g. "15.50"'),
  }),
  output: z.object({
    restaurant: z.string(),
    id: z.string(),
    job: z.string(),
    default_wage: decimal(),
    tipped: z.boolean(),
    last_edited: z.string(),
  }),

  async run({ page, input, step, commit }) {
    if (!input.title && !input.default_wage) throw new InvalidInput('Give "title" or "default_wage".');
    const { editor, before, after } = await inOneRestaurant(page, async (restaurant) => {
      const editor = await step('open the job', () => JobPage.open(page, restaurant, input.job));
      const before = await editor.read();
      const after = {
        job: input.title ?? before.job,
        default_wage: input.default_wage ?? before.default_wage,
      };
      if (same(before, after))
        throw new Refused(`${before.job} has these values already.`, { hint: 'There is nothing to do.' });
      await step('fill in the changes', () => editor.fill(after));
      return { editor, before, after };
    });
    const titles = [before.job, after.job];
    await commit({
      preview: { ...before, after },
      sends: editor.sends(after),
      action: () => editor.save(titles),
    });
    const now = await step('read it back', async () =>
      (await JobPage.openById(page, before.restaurant, before.id, titles)).read(),
    );
    if (!same(now, after)) throw new OutcomeUnknown('Toast said that it saved, but shows other values.');
    return now;
  },

  /** No field carries a mark; but whatever is saved changes "last edited", which is in the preview with all values. */
  async reconcile({ page, preview }): Promise<JobShown | null> {
    const { restaurant, id, job, last_edited, after } = preview as unknown as JobShown & { after: JobFields };
    await goTo(page, restaurant);
    const now = await (await JobPage.openById(page, restaurant, id, [job, after.job])).read();
    if (same(now, after)) return now;
    if (now.last_edited === last_edited) return null;
    throw new OutcomeUnknown(`${now.job} has been edited since: ${now.last_edited}.`);
  },
});
