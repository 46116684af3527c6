import type { Page } from 'playwright';
import type { OutgoingRequest } from 'sidedoor-mcp';
import { readScreen } from './screen.ts';

export interface Answer {
  /** RT's words, one for each thing it did or would not do. */
  said: string[];
  /** RT would not: the form came again, or an error in its place. Then nothing of it was written. */
  isTurnedDown: boolean;
}

/** Presses the button of a form, and reads what RT says on the page that comes. */
export async function submit(page: Page, form: string): Promise<Answer> {
  await Promise.all([
    page.waitForEvent('domcontentloaded'),
    // The form of a new ticket has the button twice.
    page.locator(`form[name=${form}] input[name=SubmitTicket]`).first().click(),
  ]);
  const { kind, says } = await readScreen(page);
  const messages = await page
    .locator('.results .action-results > li')
    .evaluateAll((items) => items.map((item) => (item.textContent ?? '').replace(/\s+/g, ' ').trim()));
  // What was created, but may not be seen, RT answers with an error too.
  const isError = kind === 'error' && !/newly created|applied successfully/.test(says);
  return {
    said: says === '' ? messages : [says, ...messages],
    isTurnedDown: isError || (kind === 'inside' && (await page.locator(`form[name=${form}]`).count()) > 0),
  };
}

/** What RT said, as a sentence. */
export const quote = ({ said }: Answer) =>
  said.length > 0 ? `RT says: "${said.join('; ')}"` : 'RT said nothing.';

/** The request of that button: the same form is also sent to show another queue's fields, or to add a file. */
export const sendsForm = (name: 'Create' | 'Update') => (request: OutgoingRequest) =>
  request.method === 'POST' &&
  request.url.pathname.endsWith(`/Ticket/${name}.html`) &&
  request.form.has('SubmitTicket');
