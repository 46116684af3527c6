import { LayoutChanged, OutcomeUnknown } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';

/**
 * What carries a mark, of all that Harbor shows with it; null only where it is certain that it shows all.
 *
 * @throws OutcomeUnknown when several do.
 */
export function onlyOne<Item>(found: Item[], whole: Completeness, mark: string): Item | null {
  if (found.length > 1)
    throw new OutcomeUnknown(`Harbor has the reference ${mark} ${found.length} times.`, {
      hint: 'Do not repeat it. Ask a person to look in Harbor for what was saved twice.',
    });
  if (!whole.proven) throw new LayoutChanged(`Harbor does not show all that has the reference ${mark}.`);
  return found[0] ?? null;
}
