import type { Page } from 'playwright';

/**
 * A report that shows currencies has a column "EUR" after each column of amounts, so a heading alone does not say which
 * it is. Writes "Paid EUR" into the heading after "Paid". Answers the foreign currencies; the ledger's own has no columns
 * besides the plain ones.
 */
export async function nameForeignColumns(page: Page, amounts: string[]): Promise<string[]> {
  return page.evaluate((names) => {
    const currencies = new Set<string>();
    let last = '';
    for (const heading of document.querySelectorAll('tr.listheading > th')) {
      const text = (heading.textContent ?? '').trim();
      if (/^[A-Z]{3}$/.test(text) && last !== '') {
        currencies.add(text);
        heading.textContent = `${last} ${text}`;
      } else {
        last = names.includes(text) ? text : '';
      }
    }
    return [...currencies];
  }, amounts);
}
