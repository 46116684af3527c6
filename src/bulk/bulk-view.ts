import type { BulkRecord, BulkRow } from './bulk-book.ts';
import type { Needs } from './live-bulk.ts';
import type { RowState } from '../journal/bulk-schema.ts';

/** A bulk as it stands. */
export interface BulkView extends Omit<BulkRecord, 'digest' | 'owner'> {
  rows: BulkRow[];
  counts: Record<RowState, number>;
  /** Whether somebody has to agree before it is entered. */
  wantsApproval: boolean;
  /** Whether some process is at work on it. */
  isTaken: boolean;
  /** While a sign-in waits for a person. */
  needs: Needs | undefined;
}

export function toView(
  record: BulkRecord,
  rows: BulkRow[],
  now: Pick<BulkView, 'isTaken' | 'needs' | 'wantsApproval'>,
): BulkView {
  const { digest: _digest, owner: _owner, ...bulk } = record;
  return { ...bulk, rows, counts: countsOf(rows), ...now };
}

function countsOf(rows: Pick<BulkRow, 'state'>[]): Record<RowState, number> {
  const counts: Record<RowState, number> = {
    written: 0,
    'already written': 0,
    previewed: 0,
    refused: 0,
    failed: 0,
    invalid: 0,
    unknown: 0,
    'not tried': 0,
  };
  for (const { state } of rows) counts[state] += 1;
  return counts;
}

/** Whether every row has what was wanted of it. */
export function isWhole({ rows, purpose }: Pick<BulkView, 'rows' | 'purpose'>): boolean {
  const wanted: RowState[] = purpose === 'preview' ? ['previewed'] : ['written', 'already written'];
  return rows.every(({ state }) => wanted.includes(state));
}
