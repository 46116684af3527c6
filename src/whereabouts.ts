import type { StepRecord } from './journal/journal.ts';
import type { RunRecord } from './journal/run-record.ts';

/** Of a run that another process has, or is to have. */
export function whereItIs({ state, isUnclaimed, steps }: RunRecord & { steps: StepRecord[] }): string {
  return isUnclaimed ? 'waits for a worker' : (steps.at(-1)?.title ?? state);
}

export function isUnfinished({ state }: Pick<RunRecord, 'state'>): boolean {
  return state === 'queued' || state === 'running' || state === 'needs_human';
}
