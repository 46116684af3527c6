/** Enters and posts a batch of vendor invoices, the way a clerk does it under Payables → New Payable Batch. */
import { z } from 'zod';
import { defineFlow, InvalidInput, sum } from 'sidedoor-mcp';
import { harbor } from './app.ts';
import { billBatch, newInvoice } from './bill-batch.ts';
import { BillBatchForm } from './pages/bill-batch-form.page.ts';
import { findBatch } from './pages/bill-batches.page.ts';
import { missing } from './pages/saving.ts';

export default defineFlow({
  app: harbor,
  name: 'enter_bill_batch',
  title: 'Enter a batch of bills',
  description:
    'Enters vendor invoices as one batch and posts it, all or none. What is posted can only be reversed by an accountant.',
  effect: 'write',
  input: z.object({
    post_month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .describe('YYYY-MM'),
    description: z.string().trim().min(1).max(40).describe('What the batch is, e.g. Repairs week 47'),
    invoices: z.array(newInvoice()).min(1).max(100).describe('One line each'),
    control_total: z
      .string()
      .regex(/^\d+\.\d\d$/)
      .optional()
      .describe('What they come to by your own source; checked before anything is entered'),
  }),
  output: billBatch(),
  timeout: 300,

  async run({ page, input, step, commit, mark }) {
    const { invoices, control_total: expected } = input;
    const total = sum(invoices.map(({ amount }) => amount));
    if (expected !== undefined && expected !== total) {
      throw new InvalidInput(`The invoices come to ${total}, not to ${expected}.`, {
        hint: 'Look for the invoice that is missing, twice or wrong, then call again.',
      });
    }
    const form = await step('open the form', () => BillBatchForm.open(page));
    await step('enter the invoices', () => form.addInvoices(invoices));
    await step('fill in the control totals', () => form.fillHeader(input, invoices, mark));
    await commit({
      preview: await form.shown(),
      warnings: await form.warnings(),
      sends: form.sends(mark),
      action: () => form.post(),
    });
    const batch = await step('read it back', () => findBatch(page, mark));
    if (!batch) throw missing('a batch', mark);
    return batch;
  },

  reconcile: ({ page, mark }) => findBatch(page, mark),
});
