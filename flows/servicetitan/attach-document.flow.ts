/** Puts a file of this machine on a job. */
import { z } from 'zod';
import { defineFlow, OutcomeUnknown, Refused } from 'sidedoor-mcp';
import type { FlowContext } from 'sidedoor-mcp';
import { servicetitan } from './app.ts';
import { isUpload } from './mutates.ts';
import { AttachmentsPage } from './pages/attachments.page.ts';

export default defineFlow({
  app: servicetitan,
  name: 'attach_document',
  title: 'Attach a document',
  description: "Attaches a file to a job, from a folder that the account's config allows.",
  effect: 'write',
  input: z.object({
    job: z.string().regex(/^\d+$/).describe('Job number'),
    path: z.string().min(1).max(1_000).describe('Of the file, on this machine'),
  }),
  output: z.object({ job: z.string(), name: z.string(), bytes: z.int(), date: z.string() }),

  async run({ page, input: { job, path }, step, commit, file: read }) {
    const file = await step('read the file', () => read(path));
    const { name } = file;
    const bytes = file.bytes.length;
    const screen = await step('open the job', () => AttachmentsPage.open(page, job));
    const there = await screen.named(name);
    if (there.some(({ size }) => size === bytes))
      throw new Refused(`Job ${job} has "${name}" of ${bytes} bytes already.`, {
        hint: 'If it is to be attached once more, give the file another name.',
      });
    await step('choose the file', () => screen.choose(file));
    const answer = await commit({
      preview: { job, name, bytes, sha256: file.digest, same_name: there.length },
      sends: isUpload(`/jobs/${job}/attachments`, name),
      action: () => screen.submit(),
    });
    const attached = await find({ page, step }, job, { name, bytes, same_name: there.length });
    if (attached) return attached;
    if (answer.isTurnedDown) throw new Refused(`ServiceTitan says: "${answer.says}"`);
    throw new OutcomeUnknown(`ServiceTitan says "${answer.says}", but job ${job} does not list "${name}".`);
  },

  /** No field carries a mark. Before the commit the job had no file of this name and size. */
  reconcile: ({ page, input: { job }, step, preview }) =>
    find({ page, step }, job, preview as unknown as Wanted),
});

interface Wanted {
  name: string;
  bytes: number;
  /** So many files of the name were there before, of other sizes. */
  same_name: number;
}

/** @throws OutcomeUnknown when the file arrived, but not whole. */
function find(
  { page, step }: Pick<FlowContext<unknown>, 'page' | 'step'>,
  job: string,
  { name, bytes, same_name: before }: Wanted,
) {
  return step('find the file', async () => {
    const now = await (await AttachmentsPage.open(page, job)).named(name);
    const found = now.find(({ size }) => size === bytes);
    if (found) return { job, name, bytes, date: found.date };
    if (now.length <= before) return null;
    const sizes = now.map(({ size }) => size).join(', ');
    throw new OutcomeUnknown(`Job ${job} lists "${name}" with ${sizes} bytes; the file has ${bytes}.`);
  });
}
