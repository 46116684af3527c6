import type { ErrorCode, ErrorRecord } from '../errors.ts';
import type { WriteStanding } from '../journal/write-states.ts';
import type { RunReport } from '../runs.ts';
import type { Preview } from '../write/order.ts';
import type { RowState } from '../journal/bulk-schema.ts';

/** What came of a row. */
export interface RowOutcome {
  state: RowState;
  runId: string | null;
  message: string;
  output: Record<string, unknown> | undefined;
  /** No further row may be tried, and why. */
  stop?: string;
}

/** The application, or the flow for it, does not take this row; the next may do better. */
const ofTheRow = new Set<ErrorCode>(['REFUSED', 'NOT_FOUND']);

/** What would meet every other row as well. */
const ofAllRows = new Set<ErrorCode>(['ACCOUNT_PAUSED', 'NEEDS_HUMAN', 'APP_UNAVAILABLE', 'BUSY']);

/**
 * @param since when the bulk was begun: what an older run wrote was written already.
 * @param standing of the row's own write, where its run ended without one that is known.
 */
export function outcomeOf(report: RunReport, since: number, standing: WriteStanding | undefined): RowOutcome {
  const { id: runId, state, error, output } = report;
  if (error) return outcomeOfError(error, runId, standing);
  if (state !== 'done')
    return { state: 'not tried', runId, message: `The run is ${state}.`, output: undefined };
  if (report.isPreview) return previewed(runId, output as Preview);
  const isOlder = report.createdAt < since;
  return {
    state: isOlder ? 'already written' : 'written',
    runId,
    message: isOlder ? writtenOn(report.createdAt) : '',
    output: output as Record<string, unknown> | undefined,
  };
}

export function outcomeOfError(
  { code, message, hint }: ErrorRecord,
  runId: string | null,
  standing: WriteStanding | undefined,
): RowOutcome {
  const text = `${code}: ${message}`;
  const ended = (state: RowState): RowOutcome => ({ state, runId, message: text, output: undefined });
  if (code === 'OUTCOME_UNKNOWN') {
    const isItsOwn = standing === 'unknown' || standing === 'doubtful';
    return { ...ended(isItsOwn ? 'unknown' : 'not tried'), stop: `${text} ${hint}` };
  }
  // Called off with the bulk.
  if (code === 'CANCELLED') return { ...ended('not tried'), message: '' };
  if (ofAllRows.has(code)) return { ...ended('not tried'), stop: `${text} ${hint}` };
  return ended(ofTheRow.has(code) ? 'refused' : 'failed');
}

export const writtenOn = (at: number) =>
  `on ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function previewed(runId: string, { preview, warnings }: Preview): RowOutcome {
  return { state: 'previewed', runId, message: warnings.join('; '), output: preview };
}
