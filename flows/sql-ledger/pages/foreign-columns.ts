import type { Page } from 'playwright';
import { LongPage } from 'sidedoor-mcp';

/**
 * A report that shows currencies has a column "EUR" after each column of amounts, so a heading alone does not say which
 * it is. Writes "Paid EUR" into the heading after "Paid". Answers the foreign currencies; the ledger's own has no columns
 * besides the plain ones.
 */
export async function nameForeignColumns(root: Page | LongPage, amounts: string[]): Promise<string[]> {
  return root instanceof LongPage
    ? root.evaluate(nameThem, amounts)
    : root.locator(':root').evaluate(nameThem, amounts);
}

/** Runs in the page. */
function nameThem(root: Element, amounts: string[]): string[] {
  const currencies = new Set<string>();
  let last = '';
  for (const heading of root.querySelectorAll('tr.listheading > th')) {
    const text = (heading.textContent ?? '').trim();
    if (/^[A-Z]{3}$/.test(text) && last !== '') {
      currencies.add(text);
      heading.textContent = `${last} ${text}`;
    } else {
      last = amounts.includes(text) ? text : '';
    }
  }
  return [...currencies];
}
