/** Enters and posts a batch of charges to residents, the way a clerk does it under Residents → Add Charge Batch. */
import type { Page } from 'playwright';
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { yardi } from './app.ts';
import { assertTotal } from './control-total.ts';
import { code, lines, money, month, propertyCode, text } from './inputs.ts';
import { BatchForm, findBatch } from './pages/batch-form.page.ts';
import { charges } from './pages/batch-kinds.ts';
import { missing } from './pages/saving.ts';

export default defineFlow({
  app: yardi,
  name: 'enter_charge_batch',
  title: 'Enter a batch of charges',
  description: 'Posts charges to residents, all or none, if they come to the control total.',
  effect: 'write',
  input: z.object({
    description: text(40).min(1).describe('Of the batch'),
    post_month: month(),
    control_total: money().describe('By your own source, e.g. 50.00'),
    charges: lines(
      z.object({
        resident: code(),
        property: propertyCode(),
        charge_code: code(),
        amount: money(),
        date: z.iso.date(),
        notes: text(40).default(''),
      }),
    ).describe('resident e.g. t0019683'),
  }),
  output: z.object({
    batch: z.string(),
    description: z.string(),
    post_month: z.string(),
    mark: z.string(),
    charges: z.array(
      z.object({
        resident: z.string(),
        property: z.string(),
        charge_code: z.string(),
        amount: decimal(),
        date: z.iso.date(),
        notes: z.string(),
      }),
    ),
    total: decimal(),
    complete: completeness(),
  }),
  timeout: 300,

  async run({ page, input, step, commit, mark }) {
    assertTotal(input.charges, input.control_total);
    const form = await step('open the form', () => BatchForm.open(page, charges));
    await step('enter the charges', () => form.add(input.charges));
    await step('fill in the control totals', () => form.fillHeader(input, input.charges.length, mark));
    await step('validate', () => form.validate());
    await commit({ preview: await form.shown(), sends: form.sends(mark), action: () => form.post() });
    const batch = await step('read it back', () => find(page, mark));
    if (!batch) throw missing('a batch', mark);
    return batch;
  },

  reconcile: ({ page, mark }) => find(page, mark),
});

async function find(page: Page, mark: string) {
  const found = await findBatch(page, charges, mark);
  if (!found) return null;
  const { header, lines, total, complete } = found;
  return { ...header, charges: lines, total, complete };
}
