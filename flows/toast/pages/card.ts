import type { Page } from 'playwright';
import { LayoutChanged } from 'sidedoor-mcp';

/** The lines of a card that has labels and values, by its heading. */
export async function labelled(page: Page, heading: string): Promise<(label: string) => string> {
  const section = page.locator('section.card').filter({ has: page.locator('h2', { hasText: heading }) });
  const lines = await section.locator('tr').evaluateAll((rows) =>
    rows.map((row) => {
      const value = row.querySelector('[data-testid="formatted-value-text"]');
      return [row.querySelector('th')?.textContent.trim() ?? '', value?.textContent.trim() ?? ''] as const;
    }),
  );
  return (label) => {
    const [found, ...others] = lines.filter(([one]) => one === label);
    if (!found || others.length > 0)
      throw new LayoutChanged(`The card "${heading}" does not have "${label}" once.`);
    return found[1];
  };
}
