/**
 * The story of one call. Its parts arrive as arguments; `compose.ts` builds them.
 *
 * validate → journal → take the lane → lease a signed-in session → run the flow → keep evidence → answer → clean up.
 */
import { diagnose } from './diagnose.ts';
import { TimedOut, toErrorRecord } from './errors.ts';
import type { SidedoorError } from './errors.ts';
import { noteCookies } from './evidence/cookies.ts';
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
import type { Log } from './log.ts';
import type { Lanes } from './queue/lanes.ts';
import { overdue, perform } from './perform.ts';
import type { Pace } from './queue/pace.ts';
import type { Account } from './session/account.ts';
import type { Session } from './session/session.ts';
import type { Sessions } from './session/sessions.ts';

/** One execution of a flow on an account. */
export interface Run {
  id: string;
  flow: FlowDefinition;
  account: Account;
  /** Validated. */
  input: Record<string, unknown>;
  /** Keep a full Playwright trace. */
  trace: boolean;
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
  secrets: Secrets;
  handOffs: HandOffs;
  log: Log;
}

/** Time limit of a run in seconds, where its flow names none. */
const defaultTimeout = 120;

/** Runs a flow and tells its ending. Settles when the session is clean and the lane is free; never throws. */
export async function runFlow(run: Run, parts: RunParts): Promise<void> {
  const end = async (ending: Ending) => {
    await parts.journal.ended(run.id, ending);
    run.onEnding(ending);
  };
  try {
    const { account, onPlace, cancelled: signal } = run;
    const { name, sessions } = account;
    const host = parts.pace.hostLane(account);
    const waiting = { account: name, sessions, host, runId: run.id, signal, onPlace };
    await parts.lanes.hold(waiting, async (slot) => {
      parts.pace.checkQuiet(account);
      await parts.journal.started(run.id);
      const recorder = new Recorder(parts.journal, run.id, run.onStep);
      const seconds = run.flow.timeout ?? defaultTimeout;
      const limit = new TimeLimit(seconds * 1000, () => overTime(seconds));
      const limits = AbortSignal.any([run.cancelled, limit.signal]);
      const parking = park(run, recorder, limit, parts.journal);
      const turn = { run, slot, limits, recorder, parking, end };
      try {
        const first = await attempt(turn, parts);
        // A read may start over on a new session, once; its answer is the same.
        if (first === 'start over') await attempt(turn, parts, { last: true });
      } finally {
        limit.pause();
      }
    });
  } catch (error) {
    // It never got its turn, or our own machinery failed.
    parts.log.error({ run: run.id, err: error }, 'run failed outside its flow');
    await end(failed(toSidedoorError(error))).catch((lost: unknown) =>
      run.onEnding(failed(toSidedoorError(lost))),
    );
  }
}

/** A run that has the lane. */
interface Turn {
  run: Run;
  slot: number;
  /** Aborts when the run is called off or out of time. */
  limits: AbortSignal;
  recorder: Recorder;
  parking: Parking;
  end: (ending: Ending) => Promise<void>;
}

/** One try on one session. Answers the caller itself, except when another try is due. */
async function attempt(
  { run, slot, limits, recorder, parking, end }: Turn,
  parts: RunParts,
  { last = false } = {},
): Promise<'ended' | 'start over'> {
  using freeze = new FreezeWatch();
  let session: Session;
  const desk = parts.handOffs.desk(limits, parking);
  try {
    session = await parts.sessions.lease(run.account, slot, limits, desk);
    desk.close('Signed in. You can close this window.');
  } catch (error) {
    const failure = limits.aborted ? toSidedoorError(limits.reason) : toSidedoorError(error);
    desk.close(parts.secrets.scrub(failure.message));
    logFailure(run, failure, error, parts.log);
    if (isOfFreeze(failure, freeze) && !last) return 'start over';
    await end(failed(failure));
    return 'ended';
  }
  await noteCookies(session.context, parts.secrets);
  const keepTrace = run.trace ? await startTrace(session.context, parts.evidence, parts.secrets) : undefined;
  let isClean = true;
  try {
    const output = await perform(run, session, recorder, limits);
    await noteCookies(session.context, parts.secrets);
    await keepTrace?.(run.id);
    await end({ state: 'done', output });
  } catch (error) {
    // The portrait comes first: to say where it is, an app's definition may have to go to another page.
    await snapshot(run.id, session.page, parts.evidence, parts.secrets, parts.log);
    await keepTrace?.(run.id).catch((lost: unknown) =>
      parts.log.warn({ err: lost }, 'trace could not be kept'),
    );
    const failure = await diagnose(error, session, slot, limits, parts.sessions);
    if (recorder.failedIn !== undefined) failure.step ??= recorder.failedIn;
    const isLost = failure.code === 'SESSION_LOST' || isOfFreeze(failure, freeze);
    isClean = !isLost && error !== overdue;
    logFailure(run, failure, error, parts.log);
    if (isLost && !last) return 'start over';
    await end(failed(failure));
  } finally {
    if (isClean) await parts.sessions.giveBack(session, slot);
    else await parts.sessions.retire(run.account, slot);
  }
  return 'ended';
}

/** Waits for the screen ran out because the process stood still, not because the screen has changed. */
const isOfFreeze = ({ code }: SidedoorError, freeze: FreezeWatch) => code === 'LAYOUT_CHANGED' && freeze.seen;

const overTime = (seconds: number) =>
  new TimedOut(`The run was stopped after its limit of ${seconds} seconds.`);

function failed(error: SidedoorError): Ending {
  return { state: error.code === 'CANCELLED' ? 'cancelled' : 'failed', error: toErrorRecord(error) };
}

function logFailure(run: Run, failure: SidedoorError, error: unknown, log: Log): void {
  const { code, step } = failure;
  log.warn(
    { run: run.id, account: run.account.name, flow: run.flow.name, code, step, err: failure.cause ?? error },
    failure.message,
  );
}
