/**
 * The story of one call. Its parts arrive as arguments; `compose.ts` builds them.
 *
 * validate → journal → take the lane → lease a signed-in session → run the flow behind the gate → keep evidence → answer →
 * clean up. A read that lost its session starts over; a write whose outcome was not seen is looked for in the app.
 */
import { diagnose, explained } from './diagnose.ts';
import { TimedOut, toErrorRecord } from './errors.ts';
import type { SidedoorError } from './errors.ts';
import type { Datasets } from './dataset/datasets.ts';
import { noteCookies } from './evidence/cookies.ts';
import type { Row } from './dataset/tally.ts';
import type { Evidence } from './evidence/evidence.ts';
import { Recorder } from './evidence/recorder.ts';
import type { Secrets } from './evidence/secrets.ts';
import { snapshot } from './evidence/snapshot.ts';
import { startTrace } from './evidence/trace.ts';
import { toSidedoorError } from './failure.ts';
import type { FlowDefinition } from './flow/define-flow.ts';
import { FreezeWatch } from './freeze-watch.ts';
import type { HandOffs } from './hand-off/hand-offs.ts';
import type { Parking } from './hand-off/desk.ts';
import { park } from './hand-off/park.ts';
import { TimeLimit } from './hand-off/time-limit.ts';
import type { Ending, Journal } from './journal/journal.ts';
import type { Previews } from './journal/previews.ts';
import type { Writes } from './journal/writes.ts';
import type { Log } from './log.ts';
import type { Lanes } from './queue/lanes.ts';
import { asRead, overdue, perform } from './perform.ts';
import { persist } from './persist.ts';
import { isWriteRun, performWrite } from './write/perform-write.ts';
import { isInDoubt, stillInDoubt } from './write/doubt.ts';
import { leaveReceipt } from './write/leave-receipt.ts';
import type { WriteOrder } from './write/order.ts';
import { settleTime } from './write/reconcile.ts';
import type { Pace } from './queue/pace.ts';
import type { Account } from './session/account.ts';
import type { Receipts } from './receipts/receipts.ts';
import type { Session } from './session/session.ts';
import type { Sessions } from './session/sessions.ts';
import type { RunWatch } from './telemetry/run-watch.ts';

/** One execution of a flow on an account. */
export interface Run {
  id: string;
  flow: FlowDefinition;
  /** The flow's source. */
  file: string;
  /** As callers name the flow. */
  tool: string;
  account: Account;
  /** Validated. */
  input: Record<string, unknown>;
  /** Of a writing flow: what is to be done about its write. */
  write?: WriteOrder;
  /** It may have been begun before, by another process: its steps are in the journal. */
  isAgain?: boolean;
  /** Its write may have happened already. */
  isInDoubt?: boolean;
  /** Keep a full Playwright trace. */
  trace: boolean;
  /** The span that asked for it, as JSON; null where nothing was traced. */
  origin: string | null;
  /** Since when it waits, epoch milliseconds. */
  queuedAt: number;
  watch: RunWatch;
  /** Aborts, with a Cancelled as its reason, when the caller calls it off. */
  cancelled: AbortSignal;
  onPlace: (ahead: number, lane: string) => void;
  onStep: (seq: number, title: string) => void;
  /** Told when it waits for a person; the journal says for what. */
  onParked: () => void;
  /** Told the ending as soon as it is in the journal, while the session is still being cleaned. */
  onEnding: (ending: Ending) => void;
}

export interface RunParts {
  journal: Journal;
  lanes: Lanes;
  pace: Pace;
  sessions: Sessions;
  evidence: Evidence;
  datasets: Datasets;
  secrets: Secrets;
  handOffs: HandOffs;
  writes: Writes;
  previews: Previews;
  receipts: Receipts;
  /** Of Sidedoor, for receipts. */
  version: string;
  log: Log;
}

/** Time limit of a run in seconds, where its flow names none. */
const defaultTimeout = 120;

/** A read may start over on a new session, once; its answer is the same. */
const triesOfRead = 2;
/** A write is tried, looked for, tried once more if it is certainly not there, and looked for. */
const triesOfWrite = 3;
/** How long the look may take, on top of the time that an app may still be at work. Milliseconds. */
const lookLimit = 90_000;

/** Runs a flow and tells its ending. Settles when the session is clean and the lane is free; never throws. */
export async function runFlow(run: Run, parts: RunParts): Promise<void> {
  let held: AbortSignal | undefined;
  // An ending that was not written down would be waited for for ever: this process lives.
  const counts = parts.lanes.held;
  const end = async (ending: Ending) => {
    // Others look after a run whose lane was lost; what is thought of it here no longer counts.
    if (!held?.aborted) {
      if (run.write) await receiptOf(run, run.write.id, parts);
      await persist(() => parts.journal.ended(run.id, ending), counts);
    }
    run.onEnding(ending);
  };
  try {
    const { account, onPlace, cancelled: signal } = run;
    const { name, sessions } = account;
    const host = parts.pace.hostLane(account);
    const waiting = { account: name, sessions, host, runId: run.id, signal, onPlace };
    await parts.lanes.hold(waiting, async (slot, lane) => {
      held = lane;
      run.watch.begun();
      parts.pace.checkQuiet(account);
      await parts.journal.started(run.id);
      const before = run.isAgain ? await parts.journal.steps(run.id) : [];
      const recorder = new Recorder(parts.journal, run.id, run.onStep, before.length, run.watch);
      const seconds = run.flow.timeout ?? defaultTimeout;
      const limit = new TimeLimit(seconds * 1000, () => overTime(seconds));
      const limits = AbortSignal.any([run.cancelled, limit.signal, lane]);
      const parking = park(run, recorder, limit, parts.journal);
      const turn: Turn = {
        run,
        slot,
        held: lane,
        limits,
        recorder,
        parking,
        end,
        isInDoubt: run.isInDoubt ?? false,
      };
      try {
        let triesLeft = run.write ? triesOfWrite : triesOfRead;
        while ((await attempt(turn, parts, --triesLeft)) === 'start over' && !lane.aborted);
        if (lane.aborted) run.onEnding(failed(toSidedoorError(lane.reason)));
      } finally {
        limit.pause();
      }
    });
  } catch (error) {
    // It never got its turn, or our own machinery failed.
    parts.log.error({ run: run.id, err: error }, 'run failed outside its flow');
    const failure = toSidedoorError(error);
    await endOutside(run, error, failure, { parts, counts, end }).catch((lost: unknown) =>
      run.onEnding(failed(toSidedoorError(lost))),
    );
  }
}

/** Whether its request had left then, the journal knows. */
async function endOutside(
  run: Run,
  error: unknown,
  failure: SidedoorError,
  { parts, counts, end }: { parts: RunParts; counts: AbortSignal; end: (ending: Ending) => Promise<void> },
): Promise<void> {
  const mayBeWritten =
    isWriteRun(run) &&
    !counts.aborted &&
    (await persist(() => isInDoubt(run, error, failure, parts.writes), counts));
  const isDoubtful = mayBeWritten || run.write?.purpose === 'reconcile';
  await end(failed(isDoubtful ? stillInDoubt(failure) : failure));
}

/** A run that has the lane. */
interface Turn {
  run: Run;
  slot: number;
  /** Aborts when the lane is lost. */
  held: AbortSignal;
  /** Aborts when it is lost, and when the run is called off or out of time. */
  limits: AbortSignal;
  recorder: Recorder;
  parking: Parking;
  end: (ending: Ending) => Promise<void>;
  /** A write may have happened: from here on the caller's limits end nothing but the wish to write it. */
  isInDoubt: boolean;
}

/** One try on one session. Answers the caller itself, except when another try is due. */
async function attempt(turn: Turn, parts: RunParts, triesLeft: number): Promise<'ended' | 'start over'> {
  const { run, slot, recorder, parking, end } = turn;
  // The last try of a write only looks.
  const mayRunAgain = triesLeft > (run.write ? 1 : 0);
  using freeze = new FreezeWatch();
  const limits = turn.isInDoubt
    ? AbortSignal.any([AbortSignal.timeout(lookLimit + settleTime(run.account)), turn.held])
    : turn.limits;
  let session: Session;
  const desk = parts.handOffs.desk(limits, parking);
  try {
    session = await parts.sessions.lease(run.account, slot, limits, desk, run.watch.signIn);
    desk.close('Signed in. You can close this window.');
  } catch (error) {
    const failure = limits.aborted ? toSidedoorError(limits.reason) : toSidedoorError(error);
    desk.close(parts.secrets.scrub(failure.message));
    logFailure(run, failure, error, parts.log);
    const isLost = failure.code === 'SESSION_LOST' || isOfFreeze(failure, freeze);
    if (isLost && mayRunAgain && !limits.aborted) return 'start over';
    await end(failed(turn.isInDoubt ? stillInDoubt(failure) : failure));
    return 'ended';
  }
  await noteCookies(session.context, parts.secrets);
  session.gate.forget();
  const keepTrace = run.trace ? await startTrace(session.context, parts.evidence, parts.secrets) : undefined;
  const spool = parts.datasets.begin(run);
  let isClean = true;
  try {
    const answer = isWriteRun(run)
      ? await performWrite(
          { run, session, slot, recorder, limits: turn.limits, lookLimits: limits, isLast: triesLeft === 0 },
          parts,
        )
      : await perform(asRead(run), session, recorder, limits, spool);
    await noteCookies(session.context, parts.secrets);
    await keepTrace?.(run.id);
    logStopped(run, session, parts.log);
    const output = await parts.datasets.settle(run, answer as Row, spool);
    await end({ state: 'done', output });
  } catch (error) {
    await spool?.discard().catch(() => undefined);
    // The portrait comes first: to say where it is, an app's definition may have to go to another page.
    await snapshot(run.id, session.page, parts.evidence, parts.secrets, parts.log);
    await keepTrace?.(run.id).catch((lost: unknown) =>
      parts.log.warn({ err: lost }, 'trace could not be kept'),
    );
    const failure = explained(await diagnose(error, session, slot, limits, parts.sessions), session);
    if (recorder.failedIn !== undefined) failure.step ??= recorder.failedIn;
    const isLost = failure.code === 'SESSION_LOST' || isOfFreeze(failure, freeze);
    isClean = !isLost && error !== overdue;
    logFailure(run, failure, error, parts.log);
    if (isWriteRun(run) && !turn.held.aborted)
      turn.isInDoubt = await persist(() => isInDoubt(run, error, failure, parts.writes), turn.held);
    // Its request may still be on its way; only with its context it is certainly not sent again.
    if (turn.isInDoubt) isClean = false;
    if (turn.isInDoubt ? triesLeft > 0 : isLost && mayRunAgain) return 'start over';
    await end(failed(turn.isInDoubt ? stillInDoubt(failure) : failure));
  } finally {
    if (isClean) await parts.sessions.giveBack(session, slot);
    else await parts.sessions.retire(run.account, slot);
  }
  return 'ended';
}

/** A receipt that cannot be left takes the answer from nobody: the write is as it is. Only the log tells of it. */
async function receiptOf(run: Run, writeId: string, parts: RunParts): Promise<void> {
  await leaveReceipt({ runId: run.id, writeId, file: run.file }, parts).catch((error: unknown) =>
    parts.log.error({ run: run.id, err: error }, 'the receipt could not be left'),
  );
}

/** Waits for the screen ran out because the process stood still, not because the screen has changed. */
const isOfFreeze = ({ code }: SidedoorError, freeze: FreezeWatch) => code === 'LAYOUT_CHANGED' && freeze.seen;

const overTime = (seconds: number) =>
  new TimedOut(`The run was stopped after its limit of ${seconds} seconds.`);

function failed(error: SidedoorError): Ending {
  return { state: error.code === 'CANCELLED' ? 'cancelled' : 'failed', error: toErrorRecord(error) };
}

/** The flow came to its answer without them, so nobody else would notice. */
function logStopped({ id, flow }: Run, { gate }: Session, log: Log): void {
  if (gate.stopped.length === 0) return;
  log.warn(
    { run: id, flow: flow.name, stopped: gate.stopped },
    'the gate stopped what may change the application',
  );
}

function logFailure(run: Run, failure: SidedoorError, error: unknown, log: Log): void {
  const { code, step } = failure;
  log.warn(
    { run: run.id, account: run.account.name, flow: run.flow.name, code, step, err: failure.cause ?? error },
    failure.message,
  );
}
