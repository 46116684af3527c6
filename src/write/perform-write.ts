import { Cancelled, FlowDefect, Interrupted, OutcomeUnknown } from '../errors.ts';
import { keepPortrait } from '../evidence/snapshot.ts';
import type { PortraitParts } from '../evidence/snapshot.ts';
import type { Recorder } from '../evidence/recorder.ts';
import type { WriteFlow } from '../flow/define-flow.ts';
import type { WriteRecord } from '../journal/writes.ts';
import { checked, settleChoice, within } from '../perform.ts';
import type { Run } from '../run-flow.ts';
import type { Session } from '../session/session.ts';
import type { Sessions } from '../session/sessions.ts';
import { Committing, PreviewReached } from './commit.ts';
import { leaveReceipt } from './leave-receipt.ts';
import type { ReceiptParts } from './leave-receipt.ts';
import { localFile } from './local-file.ts';
import type { WriteOrder } from './order.ts';
import { personNeeded, reconcile } from './reconcile.ts';
import type { Previews } from '../journal/previews.ts';

export interface WriteRun extends Run {
  flow: WriteFlow;
  write: WriteOrder;
}

export interface WriteParts extends PortraitParts, ReceiptParts {
  previews: Previews;
  sessions: Sessions;
}

export function isWriteRun(run: Run): run is WriteRun {
  return run.flow.effect === 'write' && run.write !== undefined;
}

export interface WriteTurn {
  run: WriteRun;
  session: Session;
  slot: number;
  recorder: Recorder;
  /** Aborts when the run is called off or out of time. */
  limits: AbortSignal;
  /** The same, except while it is looked what became of the write: that has a limit of its own. */
  lookLimits: AbortSignal;
  /** It was tried before in this run, and nothing came of it. */
  isLast: boolean;
}

/**
 * A writing run's part on its session, in the account's lane. What may have been written is looked for first: its own
 * write, and others of its kind whose outcome nobody knows. Only then the flow runs, to its commit and beyond.
 */
export async function performWrite(turn: WriteTurn, parts: WriteParts): Promise<object> {
  const { run, limits } = turn;
  const { id, purpose } = run.write;
  const { writes } = parts;
  if (purpose === 'preview') return preview(turn, parts);
  let write = await writes.claim(id, run.id);
  if (write.standing === 'doubtful') {
    const found = await look(turn, write, run.input, parts);
    if (found) return found;
    write = await writes.get(id);
  }
  if (write.standing === 'done') return write.output ?? {};
  if (write.standing === 'unknown') throw waitsForPerson(write);
  if (purpose === 'reconcile' || turn.isLast || limits.aborted) throw nothingWritten(limits);
  await lookAfterOthers(turn, parts);
  // Trouble with its receipt shows before anything is written.
  await parts.receipts.prepare();
  await writes.claim(id, run.id);
  return commit(turn, parts);
}

async function preview(turn: WriteTurn, parts: WriteParts): Promise<object> {
  const { run } = turn;
  const committing = commitOf(turn, parts);
  try {
    await execute(turn, committing);
  } catch (error) {
    if (!(error instanceof PreviewReached) && !committing.shown) throw error;
  }
  const { shown } = committing;
  if (!shown) throw neverCommitted();
  const write = await parts.writes.get(run.write.id);
  const repeated = write.standing === 'done' ? [writtenBefore(write)] : [];
  const { method, address, fields } = shown.request;
  return {
    preview: shown.preview,
    warnings: [...shown.warnings, ...repeated],
    request: { method, address, fields },
    preview_token: await parts.previews.keep(write.id, shown.preview),
  };
}

async function commit(turn: WriteTurn, parts: WriteParts): Promise<object> {
  const { run } = turn;
  const committing = commitOf(turn, parts);
  const output = checked(run.flow, await execute(turn, committing));
  if (!committing.isArmed) throw neverCommitted();
  await parts.writes.confirmed(run.write.id, output);
  return output;
}

function commitOf({ run, session, limits }: WriteTurn, parts: WriteParts): Committing {
  const portrait = (name: string) => keepPortrait(run.id, session.page, name, parts);
  return new Committing(run.write, run.id, session, limits, { writes: parts.writes, portrait });
}

async function execute(
  { run, session, recorder, limits }: WriteTurn,
  committing: Committing,
): Promise<unknown> {
  const { flow, input, write } = run;
  const { mark } = write;
  const { page, account } = session;
  const { step } = recorder;
  const file = (path: string) => localFile(path, account.files);
  const work = async () => {
    await settleChoice(session, step);
    return flow.run({ page, input, step, signal: limits, commit: committing.commit, mark, file });
  };
  // A call-off comes too late once the request may have left: the run then tells how it went.
  return within(session, limits, work, () => committing.isArmed && limits.reason instanceof Cancelled);
}

/** Writes of the same kind whose runs are over without an outcome. While one is unknown, no other is made. */
async function lookAfterOthers(turn: WriteTurn, parts: WriteParts): Promise<void> {
  const { account, flow, file, write } = turn.run;
  for (const other of await parts.writes.doubtful(account.name, flow.name)) {
    if (other.id === write.id) continue;
    if (other.standing === 'unknown') throw waitsForPerson(other);
    const record = await parts.journal.run(other.runId);
    const taken = await parts.writes.claim(other.id, other.runId);
    const found = await look(turn, taken, (record?.input ?? {}) as Record<string, unknown>, parts);
    await leaveReceipt({ runId: other.runId, writeId: other.id, file }, parts);
    if (found) await parts.journal.outcomeFound(other.runId, found);
  }
}

async function look(
  { run, session, slot, recorder, lookLimits: limits }: WriteTurn,
  write: WriteRecord,
  input: Record<string, unknown>,
  { writes, sessions }: WriteParts,
): Promise<object | null> {
  const what = { flow: run.flow, write, input, session, slot, recorder, limits };
  const found = await reconcile(what, writes, sessions);
  await session.freshPage();
  return found;
}

const nothingWritten = (limits: AbortSignal): Error =>
  limits.reason instanceof Cancelled
    ? limits.reason
    : new Interrupted('It was broken off; the application was asked, and nothing was written.', {
        hint: 'Call again with the same arguments if it is still wanted.',
      });

const waitsForPerson = ({ runId, mark }: WriteRecord) =>
  new OutcomeUnknown(`Whether the write of run ${runId} (mark ${mark}) happened is unknown.`, {
    hint: personNeeded(runId),
  });

const writtenBefore = ({ runId, key }: WriteRecord) =>
  `The same was written before, by run ${runId} (idempotency key ${key}). To write it once more on purpose, give a new idempotency_key.`;

const neverCommitted = () =>
  new FlowDefect('The flow came to its end without a commit. Nothing was written.');
