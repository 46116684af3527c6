/** Enters and posts a batch of residents' checks, the way a clerk does it under Residents → Add Receipt Batch. */
import type { Page } from 'playwright';
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { yardi } from './app.ts';
import { assertTotal } from './control-total.ts';
import { code, lines, money, month, propertyCode, text } from './inputs.ts';
import { BatchForm, findBatch } from './pages/batch-form.page.ts';
import { receipts } from './pages/batch-kinds.ts';
import { missing } from './pages/saving.ts';

export default defineFlow({
  app: yardi,
  name: 'enter_receipt_batch',
  title: 'Enter a batch of receipts',
  description: 'Posts checks from residents as one deposit, all or none, if they come to the control total.',
  effect: 'write',
  input: z.object({
    description: text(40).min(1).describe('Of the batch'),
    post_month: month(),
    bank: code().describe('Code'),
    control_total: money().describe('By your own source, e.g. 50.00'),
    receipts: lines(
      z.object({
        resident: code(),
        property: propertyCode(),
        check: text(20).min(1),
        amount: money(),
        date: z.iso.date(),
      }),
    ).describe('resident e.g. t0019683'),
  }),
  output: z.object({
    batch: z.string(),
    description: z.string(),
    post_month: z.string(),
    bank: z.string().optional(),
    mark: z.string(),
    receipts: z.array(
      z.object({
        resident: z.string(),
        property: z.string(),
        check: z.string(),
        amount: decimal(),
        date: z.iso.date(),
      }),
    ),
    total: decimal(),
    complete: completeness(),
  }),
  timeout: 300,

  async run({ page, input, step, commit, mark }) {
    assertTotal(input.receipts, input.control_total);
    const form = await step('open the form', () => BatchForm.open(page, receipts));
    await step('enter the checks', () => form.add(input.receipts));
    await step('fill in the control totals', () => form.fillHeader(input, input.receipts.length, mark));
    await step('validate', () => form.validate());
    await commit({ preview: await form.shown(), sends: form.sends(mark), action: () => form.post() });
    const batch = await step('read it back', () => find(page, mark));
    if (!batch) throw missing('a batch', mark);
    return batch;
  },

  reconcile: ({ page, mark }) => find(page, mark),
});

async function find(page: Page, mark: string) {
  const found = await findBatch(page, receipts, mark);
  if (!found) return null;
  const { header, lines, total, complete } = found;
  return { ...header, receipts: lines, total, complete };
}
