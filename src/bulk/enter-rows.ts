import { setTimeout as pause } from 'node:timers/promises';
import { isSidedoorError, toErrorRecord } from '../errors.ts';
import type { ErrorRecord } from '../errors.ts';
import { toSidedoorError } from '../failure.ts';
import type { Approval } from '../journal/writes.ts';
import type { WriteStanding } from '../journal/write-states.ts';
import type { RunReport, Runs } from '../runs.ts';
import type { BulkRow } from './bulk-book.ts';
import type { Needs } from './live-bulk.ts';
import { outcomeOf, outcomeOfError } from './row-outcome.ts';
import type { RowOutcome } from './row-outcome.ts';

/** What is to be entered, and how. */
export interface Entering {
  tool: string;
  account: string;
  purpose: 'write' | 'preview';
  approval: Approval | undefined;
  /** When the bulk was begun, epoch milliseconds. */
  since: number;
  rows: BulkRow[];
  /** Rows under way at a time: one more than the account has sessions, so that none of them waits for us. */
  atOnce: number;
  stopOnError: boolean;
}

/** Told while rows are entered. */
export interface EnteringTold {
  /** Aborts, with its reason as text, when no further row is wanted. */
  stop: AbortController;
  onOutcome: (row: BulkRow, outcome: RowOutcome) => Promise<void>;
  /** What the row at hand does. */
  onProgress: (row: BulkRow, message: string) => void;
  /** The account has had its share; nothing goes on for a while. */
  onWait: (row: BulkRow, message: string) => void;
  /** A person is needed before anything goes on. */
  onNeeds: (row: BulkRow, needs: Needs) => void;
}

export interface EnteringParts {
  runs: Pick<Runs, 'start' | 'wait' | 'cancel'>;
  /** Of the write that a run is for. */
  standing: (writeId: string) => Promise<WriteStanding>;
}

/** A run is waited for in pieces of this. Milliseconds. */
const onePiece = 3_600_000;

/** The account has had its share of runs: it is asked again after this. Milliseconds. */
const busyPause = 15_000;

/** A row that came to nothing because its process or its session ended is tried so often in all. */
const tries = 3;

/** So many rows in a row that fail for no reason of their own: the next would, too. */
const mostFailures = 3;

const worthAnother = new Set(['INTERRUPTED', 'SESSION_LOST']);

/**
 * Enters rows one after the other through the account's lane. Once `stop` aborts no row is begun, the one at hand is
 * finished and the ones behind it are called off.
 */
export async function enterRows(what: Entering, told: EnteringTold, parts: EnteringParts): Promise<void> {
  const { stop, onOutcome } = told;
  const waiting = [...what.rows];
  const inHand = new Set<string>();
  const underWay = new Set<BulkRow>();
  /** The row that has the lane, or is next: those behind it only wait for it. */
  const onProgress = (row: BulkRow, message: string) => {
    if ([...underWay][0] === row) told.onProgress(row, message);
  };
  let failures = 0;
  let starting: Promise<unknown> = Promise.resolve();

  const enter = async (row: BulkRow): Promise<RowOutcome> => {
    for (let left = tries - 1; ; left -= 1) {
      const called = Date.now();
      let report: RunReport;
      try {
        // One start after the other, so that rows queue up in their order.
        const start = starting.then(() => startRow(what, row, told, parts));
        starting = start.catch(() => undefined);
        const id = await start;
        inHand.add(id);
        if (stop.signal.aborted) await callOff(id, parts);
        report = await ending(id, row, { ...told, onProgress }, parts).finally(() => inHand.delete(id));
      } catch (error) {
        if (stop.signal.aborted && !isSidedoorError(error)) return untried;
        return outcomeOfError(toErrorRecord(toSidedoorError(error)), null, undefined);
      }
      // What an earlier try came to nothing with is not this one's answer.
      const isOld = report.createdAt < called && report.error !== undefined;
      if (left > 0 && !stop.signal.aborted && (isOld || isWorthAnother(report.error))) continue;
      const standing =
        report.error && report.writeId !== null ? await parts.standing(report.writeId) : undefined;
      return outcomeOf(report, what.since, standing);
    }
  };

  const work = async () => {
    for (let row = waiting.shift(); row && !stop.signal.aborted; row = waiting.shift()) {
      underWay.add(row);
      const outcome = await enter(row).finally(() => underWay.delete(row));
      await onOutcome(row, outcome);
      failures = outcome.state === 'failed' ? failures + 1 : 0;
      const isError = outcome.state === 'failed' || outcome.state === 'refused';
      if (stop.signal.aborted) return;
      if (outcome.stop !== undefined) stop.abort(outcome.stop);
      else if (isError && what.stopOnError) stop.abort(`line ${row.line}: ${outcome.message}`);
      else if (failures >= mostFailures)
        stop.abort(`${failures} rows in a row failed; the last: ${outcome.message}`);
    }
  };

  const callAllOff = () => {
    for (const id of inHand) void callOff(id, parts).catch(() => undefined);
  };
  stop.signal.addEventListener('abort', callAllOff, { once: true });
  try {
    await Promise.all(Array.from({ length: what.atOnce }, work));
  } finally {
    stop.signal.removeEventListener('abort', callAllOff);
  }
}

/** Where the account has had its share of runs, waits for the next one that it may have. */
async function startRow(
  { tool, account, purpose, approval }: Entering,
  row: BulkRow,
  { stop, onWait }: EnteringTold,
  { runs }: EnteringParts,
): Promise<string> {
  const args = {
    ...row.args,
    account,
    idempotency_key: row.key,
    ...(purpose === 'preview' && { preview: true }),
  };
  for (;;) {
    stop.signal.throwIfAborted();
    try {
      return await runs.start({ tool, args, ...(approval && { approval }) });
    } catch (error) {
      const { code, message } = toSidedoorError(error);
      if (code !== 'BUSY') throw error;
      onWait(row, message);
      await pause(busyPause, undefined, { signal: stop.signal });
    }
  }
}

async function ending(
  id: string,
  row: BulkRow,
  { onProgress, onNeeds }: EnteringTold,
  { runs }: EnteringParts,
): Promise<RunReport> {
  for (;;) {
    const report = await runs.wait(id, onePiece, ({ message }) => onProgress(row, message));
    if (report.needs) onNeeds(row, { account: report.account, ...report.needs });
    else if (report.state !== 'queued' && report.state !== 'running') return report;
  }
}

/** A run that has not had its turn, or waits for a person; one that is at work comes to its end. */
async function callOff(id: string, { runs }: EnteringParts): Promise<void> {
  const { state } = await runs.wait(id, 0);
  if (state === 'queued' || state === 'needs_human') await runs.cancel(id);
}

const untried: RowOutcome = { state: 'not tried', runId: null, message: '', output: undefined };

const isWorthAnother = (error: ErrorRecord | undefined) =>
  error !== undefined && worthAnother.has(error.code);
