/** Enters and posts a batch of payables, the way a clerk does it under Accounting → Add Payable Batch. */
import type { Page } from 'playwright';
import { z } from 'zod';
import { completeness, decimal, defineFlow } from 'sidedoor-mcp';
import { yardi } from './app.ts';
import { assertTotal } from './control-total.ts';
import { code, lines, money, month, propertyCode, text } from './inputs.ts';
import { BatchForm, findBatch } from './pages/batch-form.page.ts';
import { payables } from './pages/batch-kinds.ts';
import { missing } from './pages/saving.ts';

export default defineFlow({
  app: yardi,
  name: 'enter_payable_batch',
  title: 'Enter a batch of payables',
  description:
    'Posts vendor invoices, all or none, if they come to the control total. Only an accountant can reverse it.',
  effect: 'write',
  input: z.object({
    description: text(40).min(1).describe('Of the batch'),
    post_month: month(),
    control_total: money().describe('By your own source, e.g. 1250.00'),
    payables: lines(
      z.object({
        vendor: code(),
        invoice: text(20).min(1),
        invoice_date: z.iso.date(),
        due_date: z.iso.date(),
        property: propertyCode(),
        account: code(),
        amount: money(),
        remarks: text(40).default(''),
      }),
    ).describe('vendor: code, e.g. v0000101'),
  }),
  output: z.object({
    batch: z.string(),
    description: z.string(),
    post_month: z.string(),
    mark: z.string(),
    payables: z.array(
      z.object({
        vendor: z.string(),
        invoice: z.string(),
        invoice_date: z.iso.date(),
        due_date: z.iso.date(),
        property: z.string(),
        account: z.string(),
        amount: decimal(),
        remarks: z.string(),
      }),
    ),
    total: decimal(),
    complete: completeness(),
  }),
  timeout: 300,

  async run({ page, input, step, commit, mark }) {
    assertTotal(input.payables, input.control_total);
    const form = await step('open the form', () => BatchForm.open(page, payables));
    await step('enter the payables', () => form.add(input.payables));
    await step('fill in the control totals', () => form.fillHeader(input, input.payables.length, mark));
    await step('validate', () => form.validate());
    await commit({ preview: await form.shown(), sends: form.sends(mark), action: () => form.post() });
    const batch = await step('read it back', () => find(page, mark));
    if (!batch) throw missing('a batch', mark);
    return batch;
  },

  reconcile: ({ page, mark }) => find(page, mark),
});

async function find(page: Page, mark: string) {
  const found = await findBatch(page, payables, mark);
  if (!found) return null;
  const { header, lines, total, complete } = found;
  return { ...header, payables: lines, total, complete };
}
