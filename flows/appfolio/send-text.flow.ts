/** Sends a text from a work order, the way a clerk does it on its own page. */
import type { Page } from 'playwright';
import { z } from 'zod';
import { defineFlow, InvalidInput, OutcomeUnknown } from 'sidedoor-mcp';
import { appfolio } from './app.ts';
import { isSave } from './mutates.ts';
import { withMark } from './mark.ts';
import { missing, readBack, sendByScript } from './pages/saving.ts';
import { chooseRecipient, readTexts } from './pages/texts.page.ts';
import { openWorkOrder } from './pages/work-order.page.ts';
import { orderNumber } from './work-order.ts';

const output = z.object({
  work_order: z.string(),
  to: z.string(),
  date: z.iso.date(),
  by: z.string(),
  text: z.string(),
});

/** The text that carries a mark; null where there certainly is none. */
async function find(page: Page, number: string, mark: string): Promise<z.output<typeof output> | null> {
  await openWorkOrder(page, number);
  const texts = await readTexts(page);
  const [found, ...others] = texts.filter(({ text }) => text.includes(mark));
  if (others.length > 0)
    throw new OutcomeUnknown(`${number} has the text with the mark ${mark} several times.`);
  return found ? { work_order: number, ...found } : null;
}

export default defineFlow({
  app: appfolio,
  name: 'send_text',
  title: 'Text a tenant or vendor',
  description: 'Texts the tenant or the vendor of a work order. A short mark ends the message.',
  effect: 'write',
  input: z.object({
    number: orderNumber(),
    to: z.enum(['Tenant', 'Vendor']).describe('Whom'),
    name: z.string().trim().min(1).describe("Recipient's whole name, as a check"),
    message: z
      .string()
      .trim()
      .min(1)
      .max(890)
      .regex(/^[^/]/, 'A slash at the beginning opens a template.')
      .describe('Plain text'),
  }),
  output,

  async run({ page, input, step, commit, mark }) {
    const { number, to, name, message } = input;
    await step('open the work order', () => openWorkOrder(page, number));
    const recipient = await step('choose the recipient', () => chooseRecipient(page, to));
    // A text to the wrong person cannot be taken back.
    if (recipient.name.toLowerCase() !== name.toLowerCase())
      throw new InvalidInput(`The ${to.toLowerCase()} of ${number} is ${recipient.name}, not ${name}.`);
    const field = page.locator('.js-text-form textarea[name="body"]');
    await step('write the message', () => field.fill(withMark(message, mark)));
    const isSent = isSave('/texts', 'body', mark);
    await commit({
      preview: { work_order: number, to: recipient.label, message: await field.inputValue() },
      sends: (request) => isSent(request) && request.form.get('recipient') === recipient.value,
      action: () => sendByScript(page, 'form.js-text-form', `[${mark}]`),
    });
    const text = await step('read it back', () => readBack(() => find(page, number, mark)));
    if (!text) throw missing('a text', mark);
    return text;
  },

  reconcile: ({ page, input, mark }) => find(page, input.number, mark),
});
