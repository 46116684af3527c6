/** Enters a vendor's bill, the way a clerk does it under Accounting → Enter Bill. */
import { defineFlow, InvalidInput, Refused } from 'sidedoor-mcp';
import { appfolio } from './app.ts';
import { bill, newBill } from './bill.ts';
import { BillForm } from './pages/bill-form.page.ts';
import { findBill, readSaved } from './pages/bill.page.ts';
import { missing } from './pages/saving.ts';
import { billsAround } from './pages/vendor-ledger.ts';

export default defineFlow({
  app: appfolio,
  name: 'enter_bill',
  title: 'Enter a bill',
  description:
    'Enters one bill of a vendor. Refused when the vendor has its reference already within 90 days.',
  effect: 'write',
  input: newBill(),
  output: bill(),
  timeout: 180,

  async run({ page, input, step, commit, mark }) {
    if (input.due_date < input.bill_date) throw new InvalidInput('The bill is due before its date.');
    // Duplicate bills are the main error of people here, a vendor fact; AppFolio takes them.
    await step('look for the same bill', async () => {
      const { bills, whole } = await billsAround(page, input.payee, input.bill_date);
      const same = bills.find(({ reference }) => reference.toLowerCase() === input.reference.toLowerCase());
      if (same)
        throw new Refused(`${input.payee} has "${input.reference}" already, as bill ${same.bill_id}.`);
      if (!whole.proven) throw new Refused(`Whether it was entered before cannot be told: ${whole.because}.`);
    });
    const form = await step('open the form', () => BillForm.open(page));
    await step('fill it in', () => form.fill(input, mark));
    await commit({
      preview: await form.shown(),
      warnings: await form.warnings(),
      sends: form.sends(mark),
      action: () => form.save(),
    });
    const entered = await step('read it back', () => readSaved(page, mark));
    if (!entered) throw missing('a bill', mark);
    return entered;
  },

  reconcile: ({ page, input, mark }) => findBill(page, input.payee, input.bill_date, mark),
});
