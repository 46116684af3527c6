/** Records what a tenant paid, the way a clerk does it under Accounting → Tenant Receipt. */
import { defineFlow } from 'sidedoor-mcp';
import { appfolio } from './app.ts';
import { findReceipt, readReceipt, ReceiptForm } from './pages/receipt.page.ts';
import { missing } from './pages/saving.ts';
import { openLedger } from './pages/tenant.page.ts';
import { newReceipt, receipt } from './receipt.ts';

export default defineFlow({
  app: appfolio,
  name: 'record_receipt',
  title: 'Record a tenant receipt',
  description: 'Records one payment of a tenant.',
  effect: 'write',
  input: newReceipt(),
  output: receipt(),

  async run({ page, input, step, commit, mark }) {
    const tenant = await step('find the tenant', () => openLedger(page, input.tenant));
    const form = await step('open the form', () => ReceiptForm.open(page));
    await step('fill it in', () => form.fill(input, tenant, mark));
    await commit({ preview: await form.shown(), sends: form.sends(mark), action: () => form.save() });
    const recorded = await step('read it back', () => readReceipt(page, mark));
    if (!recorded) throw missing('a receipt', mark);
    return recorded;
  },

  reconcile: ({ page, input, mark }) => findReceipt(page, input.tenant, mark),
});
