import type { Page } from 'playwright';
import { isoDate, LayoutChanged, NotFound } from 'sidedoor-mcp';

interface SentText {
  to: string;
  date: string;
  by: string;
  text: string;
}

/** The texts of the work order on the screen: as many as their title says. */
export async function readTexts(page: Page): Promise<SentText[]> {
  const { title, texts } = await page.locator('main').evaluate((main) => {
    const titles = [...main.querySelectorAll('h2')].map((one) => one.textContent.trim());
    const value = (text: Element, hook: string) => text.querySelector(hook)?.textContent.trim() ?? '';
    return {
      title: titles.find((one) => one.startsWith('Texts (')) ?? '',
      texts: [...main.querySelectorAll('#texts-list .note')].map((text) => ({
        to: value(text, '.js-text-to'),
        date: value(text, '.js-text-date'),
        by: value(text, '.js-text-by'),
        text: value(text, '.js-text-body'),
      })),
    };
  });
  if (title !== `Texts (${texts.length})`)
    throw new LayoutChanged(`The work order shows ${texts.length} texts under "${title}".`);
  return texts.map((text) => ({ ...text, date: isoDate(text.date, 'mdy') }));
}

export interface Recipient {
  /** "Rosa Marsh (Tenant)", a vendor fact. */
  label: string;
  name: string;
  value: string;
}

/**
 * Chooses who gets a text.
 *
 * @throws NotFound when the work order has no such person.
 */
export async function chooseRecipient(page: Page, kind: 'Tenant' | 'Vendor'): Promise<Recipient> {
  const list = page.locator('.js-text-form [name="recipient"]');
  const options = await list
    .locator('option')
    .evaluateAll((all) =>
      all.map((one) => ({ label: one.textContent.trim(), value: (one as HTMLOptionElement).value })),
    );
  const [only, ...others] = options.filter(({ label }) => label.endsWith(` (${kind})`));
  if (!only) throw new NotFound(`The work order has no ${kind.toLowerCase()} who could be sent a text.`);
  if (others.length > 0) throw new LayoutChanged(`The work order offers several of "(${kind})".`);
  await list.selectOption(only.value);
  return { ...only, name: only.label.slice(0, -` (${kind})`.length) };
}
