import type { Page } from 'playwright';
import { byAll, LayoutChanged, sum } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';

/** "1,204" or "18 items" → the number. */
export function count(text: string): number {
  const [, digits] = /^([\d,]+)(?: [a-z ]+)?$/.exec(text.trim()) ?? [];
  if (digits === undefined) throw new LayoutChanged(`"${text.slice(0, 40)}" stands where a count should be.`);
  return Number(digits.replaceAll(',', ''));
}

/** Two places of a screen that must say the same amount. */
export function agree(what: string, ...amounts: [string, string]): Completeness {
  const [one, other] = amounts.map((amount) => sum([amount]));
  const because = one === other ? `${what} agrees` : `${what}: ${one} and ${other}`;
  return { proven: one === other, because };
}

/**
 * All proofs in one. What contradicts itself, or is not as much as stated, is not answered at all. A line of totals that
 * says something else than rows that are proven otherwise is told: then the answer is not proven.
 *
 * @throws LayoutChanged
 */
export function whole(name: string, parts: Completeness[], totals: Completeness[] = []): Completeness {
  const failed = parts.find(({ proven }) => !proven);
  if (failed) throw new LayoutChanged(`${name} does not add up: ${failed.because}.`);
  const wrong = totals.filter(({ proven }) => !proven);
  return wrong.length > 0 ? byAll(...wrong) : byAll(...parts, ...totals);
}

export async function textOf(page: Page, selector: string): Promise<string> {
  return ((await page.locator(selector).textContent()) ?? '').replace(/\s+/g, ' ').trim();
}
