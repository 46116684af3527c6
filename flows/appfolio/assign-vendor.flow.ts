/** Assigns a vendor to a work order, the way a clerk does it under Edit on the order's page. */
import type { Page } from 'playwright';
import { z } from 'zod';
import { defineFlow, Refused } from 'sidedoor-mcp';
import { appfolio } from './app.ts';
import { VendorForm } from './pages/vendor-form.page.ts';
import { missing, readBack } from './pages/saving.ts';
import { openWorkOrder, readWorkOrder } from './pages/work-order.page.ts';
import { orderNumber, statuses } from './work-order.ts';

const output = z.object({ number: z.string(), vendor: z.string(), status: z.enum(statuses) });

/** The order where it has that vendor; null where it has another one, or none. */
async function assigned(page: Page, number: string, wanted: string): Promise<z.output<typeof output> | null> {
  await openWorkOrder(page, number);
  const { vendor, status } = await readWorkOrder(page);
  return vendor?.toLowerCase() === wanted.trim().toLowerCase() ? { number, vendor, status } : null;
}

export default defineFlow({
  app: appfolio,
  name: 'assign_vendor',
  title: 'Assign a vendor',
  description: 'Assigns a vendor to a work order, in place of any other; tells nobody.',
  effect: 'write',
  input: z.object({
    number: orderNumber(),
    vendor: z.string().trim().min(1).describe('Whole name'),
  }),
  output,

  async run({ page, input, step, commit }) {
    const { number, vendor } = input;
    const before = await step('open the work order', () => assigned(page, number, vendor));
    // So that whoever looks later knows that the vendor came of this.
    if (before) throw new Refused(`${number} has the vendor ${before.vendor} already.`);
    const form = await step('open its form', () => VendorForm.open(page, number));
    await step('choose the vendor', () => form.choose(vendor));
    await commit({ preview: await form.shown(), sends: form.sends(), action: () => form.save() });
    const after = await step('read it back', () => readBack(() => assigned(page, number, vendor)));
    if (!after) throw missing('the vendor', vendor);
    return after;
  },

  reconcile: ({ page, input }) => assigned(page, input.number, input.vendor),
});
