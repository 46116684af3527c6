import { OutcomeUnknown } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';

/** What looking for a record by the mark of a write found. */
export interface Search<Found> {
  found: Found[];
  complete: Completeness;
}

/**
 * The one record that carries a mark; null when a list that is whole has none.
 *
 * SQL-Ledger goes on posting for a client that has gone, within 0.3 s here, so a record may come after it was absent.
 *
 * @throws OutcomeUnknown when the list is not proven to be whole, or several records carry the mark.
 */
export function onlyOne<Found>({ found, complete }: Search<Found>, mark: string): Found | null {
  const [only, ...more] = found;
  if (more.length > 0) throw new OutcomeUnknown(`${found.length} records carry the mark ${mark}.`);
  if (only !== undefined) return only;
  if (complete.proven) return null;
  throw new OutcomeUnknown(
    `No record carries the mark ${mark}, but the list is not whole: ${complete.because}.`,
  );
}
