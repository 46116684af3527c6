import { withDates } from '../config/relative-dates.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Datasets } from '../dataset/datasets.ts';
import { Interrupted, NotFound, toErrorRecord } from '../errors.ts';
import { toSidedoorError } from '../failure.ts';
import type { RunReport, Runs } from '../runs.ts';
import { deliver } from '../deliver.ts';
import type { ResolvePlace } from '../secrets/places.ts';
import type { Delivered } from '../sinks/delivery.ts';
import { judge, judgeFailure } from './expectations.ts';
import type { Ended, Firing, Firings } from './firings.ts';
import type { Schedule } from './schedule.ts';
import { dayOf } from './timing.ts';

export interface PerformParts {
  runs: Pick<Runs, 'start' | 'wait' | 'cancel'>;
  datasets: Pick<Datasets, 'of' | 'rows' | 'changes' | 'holds'>;
  firings: Firings;
  /** What a reference of a schedule holds. */
  resolve: ResolvePlace;
}

/** What a firing came to, for whoever looks on. */
export interface Performed extends Ended {
  delivered?: Delivered[];
}

/** Waited for in pieces. Milliseconds. */
const onePiece = 600_000;

/**
 * Does what a schedule is for, once: a run like every other, through the lane of its account, then what is to become of its
 * list. Nothing is tried again but what a dead process had begun: how often a sign-in may be tried is the guard's to say.
 *
 * @throws Interrupted when the firing is another process's by now, or this one closes.
 */
export async function performFiring(
  schedule: Schedule,
  firing: Firing,
  parts: PerformParts,
  signal: AbortSignal,
): Promise<Performed> {
  try {
    const report = await runOf(schedule, firing, parts, signal);
    if (report.error) throw report.error;
    return await settle(schedule, firing, report, parts);
  } catch (error) {
    if (signal.aborted) throw new Interrupted();
    const record = isRecord(error) ? error : toErrorRecord(toSidedoorError(error));
    const { code, message } = record;
    const verdict = schedule.expect ? judgeFailure(record) : { says: `${code}: ${message}` };
    return { state: 'failed', error: record, ...verdict };
  }
}

/** The run of a firing: the one that a process before began, where something can come of it, else a new one. */
async function runOf(
  { name, tool, account, args, timeZone }: Schedule,
  firing: Firing,
  { runs, firings }: PerformParts,
  signal: AbortSignal,
): Promise<RunReport> {
  if (firing.runId !== null) {
    const report = await ended(firing.runId, runs, signal);
    if (report.state === 'done' || report.state === 'failed') return report;
  }
  const input = withDates(args, dayOf({ timeZone }, firing.due));
  const id = await runs.start({ tool, args: { ...input, account } });
  if (await firings.begun(firing, id)) return ended(id, runs, signal);
  await runs.cancel(id);
  throw new Interrupted(`Another process has the schedule ${name} by now.`);
}

async function ended(id: string, runs: PerformParts['runs'], signal: AbortSignal): Promise<RunReport> {
  for (;;) {
    const report = await runs.wait(id, onePiece);
    if (signal.aborted) throw new Interrupted();
    if (!['queued', 'running', 'needs_human'].includes(report.state)) return report;
  }
}

async function settle(
  schedule: Schedule,
  firing: Firing,
  report: RunReport,
  parts: PerformParts,
): Promise<Performed> {
  const { datasets, firings } = parts;
  const { tool, expect, to, changes, table, raw, maxVanished } = schedule;
  const dataset = await datasets.of(report.id);
  if (expect && !dataset) return { state: 'done', canary: 'working', says: 'It answers.' };
  if (!dataset) throw new NotFound(`${report.id} has answered no list that says whether it is complete.`);
  const { certificate } = dataset;
  const { rows } = certificate;
  if (expect) {
    const verdict = await judge(dataset, datasets.rows(dataset), expect);
    return { state: verdict.canary === 'working' ? 'done' : 'failed', ...verdict, rows };
  }
  const day = dayOf(schedule, firing.due);
  const isReleased = firing.releasedBy !== null;
  const before = await delivered(schedule, firing, parts);
  const isComparable = !before || changes !== undefined || datasets.holds(before);
  if (!isComparable && !isReleased && maxVanished !== undefined) {
    // The rows before are on another host, but how many they were is known.
    const least = before.certificate.rows - rows;
    if (least > (before.certificate.rows * maxVanished) / 100)
      return { state: 'held', rows, says: `${least} rows or more have vanished since ${before.runId}.` };
  }
  if (!(await firings.has(firing))) throw new Interrupted();
  const outcome = await deliver(
    { datasets, resolve: parts.resolve },
    { dataset, report, tool, since: () => Promise.resolve(isComparable ? before : undefined) },
    {
      to: withDates(to, day),
      changes: withDates(changes, day),
      table,
      raw,
      partial: isReleased,
      maxVanished: isReleased ? undefined : maxVanished,
    },
  );
  if (outcome.held !== undefined) return { state: 'held', rows, says: outcome.held };
  const says = isReleased ? `Released by ${firing.releasedBy}.` : sayChanges(outcome.changes);
  return { state: 'done', rows, delivered: outcome.delivered, ...(says !== undefined && { says }) };
}

/** What was delivered last: a list that is held does not become what the next one is held against. */
async function delivered(
  { name }: Schedule,
  { due }: Firing,
  { datasets, firings }: PerformParts,
): Promise<Dataset | undefined> {
  const last = await firings.last(name, { states: ['done'], before: due });
  const dataset = last?.runId != null ? await datasets.of(last.runId) : undefined;
  return dataset?.certificate.proven ? dataset : undefined;
}

function sayChanges(changes: { added: number; changed: number; vanished: number } | undefined) {
  if (!changes) return undefined;
  const { added, changed, vanished } = changes;
  return `${added} added, ${changed} changed, ${vanished} vanished`;
}

function isRecord(error: unknown): error is NonNullable<RunReport['error']> {
  return typeof error === 'object' && error !== null && !(error instanceof Error) && 'code' in error;
}
