/** Enters and posts a batch of payables, the way a clerk does it under Accounting → Add Payable Batch. */
import { z } from 'zod';
import { completeness, decimal, defineFlow, InvalidInput, sum } from 'sidedoor-mcp';
import { yardi } from './app.ts';
import { month, property } from './inputs.ts';
import { findBatch, PayableBatchForm } from './pages/payable-batch.page.ts';
import { missing } from './pages/saving.ts';

const money = () => z.string().regex(/^\d{1,9}\.\d\d$/);

export default defineFlow({
  app: yardi,
  name: 'enter_payable_batch',
  title: 'Enter a batch of payables',
  description:
    'Enters vendor invoices as one batch and posts it, all or none, if they come to the control total. What is posted can only be reversed by an accountant.',
  effect: 'write',
  input: z.object({
    description: z.string().trim().min(1).max(40).describe('Of the batch'),
    post_month: month(),
    control_total: money().describe('Their total by your own source, e.g. "1250.00"'),
    payables: z
      .array(
        z.object({
          vendor: z.string().min(1),
          invoice: z.string().trim().min(1).max(20),
          invoice_date: z.iso.date(),
          due_date: z.iso.date(),
          property: property(),
          account: z.string().min(1),
          amount: money().describe('e.g. "1250.00"'),
          remarks: z.string().trim().max(40).default(''),
        }),
      )
      .min(1)
      .max(60)
      .describe('vendor e.g. v0000101, account e.g. 6110-0000'),
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
    const total = sum(input.payables.map(({ amount }) => amount));
    if (total !== sum([input.control_total]))
      throw new InvalidInput(`The payables come to ${total}, not to ${input.control_total}.`, {
        hint: 'Look for the invoice that is missing, twice or wrong, then call again.',
      });
    const form = await step('open the form', () => PayableBatchForm.open(page));
    await step('enter the payables', () => form.add(input.payables));
    await step('fill in the control totals', () => form.fillHeader(input, mark));
    await step('validate', () => form.validate());
    await commit({ preview: await form.shown(), sends: form.sends(mark), action: () => form.post() });
    const batch = await step('read it back', () => findBatch(page, mark));
    if (!batch) throw missing('a batch', mark);
    return batch;
  },

  reconcile: ({ page, mark }) => findBatch(page, mark),
});
