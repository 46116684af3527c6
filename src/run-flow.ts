/**
 * The story of one call. Its parts arrive as arguments; `compose.ts` builds them.
 *
 * validate → journal → take the lane → lease a signed-in session → run the flow → keep evidence → answer → clean up.
 */
import { toSidedoorError } from './failure.ts';
import { AccountPaused, AppUnavailable, LayoutChanged, NeedsHuman, SessionLost, TimedOut } from './errors.ts';
import { isSidedoorError, toErrorRecord } from './errors.ts';
import type { SidedoorError } from './errors.ts';
import type { Evidence } from './evidence/evidence.ts';
import { Recorder } from './evidence/recorder.ts';
import type { Secrets } from './evidence/secrets.ts';
import { snapshot } from './evidence/snapshot.ts';
import { startTrace } from './evidence/trace.ts';
import type { FlowDefinition } from './flow/define-flow.ts';
import type { Ending, Journal } from './journal/journal.ts';
import type { Log } from './log.ts';
import type { Lanes } from './queue/lanes.ts';
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
  onPlace: (ahead: number) => void;
  onStep: (seq: number, title: string) => void;
  /** Told the ending as soon as it is in the journal, while the session is still being cleaned. */
  onEnding: (ending: Ending) => void;
}

export interface RunParts {
  journal: Journal;
  lanes: Lanes;
  sessions: Sessions;
  evidence: Evidence;
  secrets: Secrets;
  log: Log;
}

/** Time limit of a run in seconds, where its flow names none. */
const defaultTimeout = 120;

/** A flow that goes on after its page was closed gets this long to notice; then its whole context is closed. Ms. */
const grace = 5_000;

/** Runs a flow and tells its ending. Settles when the session is clean and the lane is free; never throws. */
export async function runFlow(run: Run, parts: RunParts): Promise<void> {
  const end = async (ending: Ending) => {
    await parts.journal.ended(run.id, ending);
    run.onEnding(ending);
  };
  try {
    const { account, onPlace, cancelled: signal } = run;
    const waiting = { account: account.name, sessions: account.sessions, runId: run.id, signal, onPlace };
    await parts.lanes.hold(waiting, async (slot) => {
      await parts.journal.started(run.id);
      const recorder = new Recorder(parts.journal, run.id, run.onStep);
      const timeout = new AbortController();
      const seconds = run.flow.timeout ?? defaultTimeout;
      const timer = setTimeout(() => timeout.abort(overTime(seconds)), seconds * 1000);
      const limits = AbortSignal.any([run.cancelled, timeout.signal]);
      try {
        const first = await attempt(run, slot, limits, recorder, parts, end);
        // A read may start over on a new session, once; its answer is the same.
        if (first === 'session lost') await attempt(run, slot, limits, recorder, parts, end, { last: true });
      } finally {
        clearTimeout(timer);
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

/** One try on one session. Answers the caller itself, except when the session was lost and another try is due. */
async function attempt(
  run: Run,
  slot: number,
  limits: AbortSignal,
  recorder: Recorder,
  parts: RunParts,
  end: (ending: Ending) => Promise<void>,
  { last = false } = {},
): Promise<'ended' | 'session lost'> {
  let session: Session;
  try {
    session = await parts.sessions.lease(run.account, slot, limits);
  } catch (error) {
    const failure = limits.aborted ? toSidedoorError(limits.reason) : toSidedoorError(error);
    logFailure(run, failure, error, parts.log);
    await end(failed(failure));
    return 'ended';
  }
  const keepTrace = run.trace ? await startTrace(session.context, parts.evidence, parts.secrets) : undefined;
  let isClean = true;
  try {
    const output = await performed(run, session, recorder, limits);
    await keepTrace?.(run.id);
    await end({ state: 'done', output: parts.secrets.scrubValue(output) });
  } catch (error) {
    // The portrait comes first: to say where it is, an app's definition may have to go to another page.
    await snapshot(run.id, session.page, parts.evidence, parts.secrets, parts.log);
    await keepTrace?.(run.id).catch((lost: unknown) =>
      parts.log.warn({ err: lost }, 'trace could not be kept'),
    );
    const failure = await diagnose(error, session, slot, limits, parts.sessions);
    if (recorder.failedIn !== undefined) failure.step ??= recorder.failedIn;
    const isLost = failure.code === 'SESSION_LOST';
    isClean = !isLost && error !== overdue;
    logFailure(run, failure, error, parts.log);
    if (isLost && !last) return 'session lost';
    await end(failed(failure));
  } finally {
    if (isClean) await parts.sessions.giveBack(session, slot);
    else await parts.sessions.retire(run.account, slot);
  }
  return 'ended';
}

const overdue = new Error('the flow went on after it was stopped');

/** The flow's own part: its steps on the page, and its output checked against its schema. */
async function performed(
  run: Run,
  session: Session,
  recorder: Recorder,
  limits: AbortSignal,
): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  let stop = () => {};
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => {
      // Every wait on the page fails with it, so a flow that only waits for its page ends here.
      void session.page.close().catch(() => undefined);
      timer = setTimeout(() => reject(overdue), grace);
    };
  });
  if (limits.aborted) stop();
  limits.addEventListener('abort', stop, { once: true });
  try {
    const { page } = session;
    const { flow, input } = run;
    const work = async () => {
      await settleChoice(session, recorder.step);
      return flow.run({ page, input, step: recorder.step, signal: limits });
    };
    const answer = await Promise.race([work(), stopped]);
    limits.throwIfAborted();
    // An answer from a screen that shows the sign-in form is no answer.
    const screen = await session.screen();
    if (screen?.state === 'signed_out') throw new SessionLost(signedOut(screen.says));
    return checked(flow, answer);
  } finally {
    limits.removeEventListener('abort', stop);
    clearTimeout(timer);
  }
}

/** What an app keeps on its server for the whole session may have been changed since by a person, or by another run. */
async function settleChoice({ account, page }: Session, step: Recorder['step']): Promise<void> {
  const { choice: wanted, app } = account;
  const { choice } = app;
  if (wanted === undefined || !choice) return;
  await step(`see that "${wanted}" is chosen`, async () => {
    if ((await choice.read(page)) === wanted) return;
    await choice.choose(page, wanted);
    const chosen = await choice.read(page);
    if (chosen !== wanted)
      throw new LayoutChanged(`"${wanted}" was to be chosen, but the screen says "${chosen}".`);
  });
  await page.goto('about:blank');
}

function checked(flow: FlowDefinition, answer: unknown): unknown {
  const parsed = flow.output.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LayoutChanged(
    `What the screen gave does not fit the flow's output at ${issue?.path.join('.') || 'its root'}: ${issue?.message}.`,
    { cause: parsed.error },
  );
}

/** What a failure means. Most are symptoms: where the page is now tells the disease. */
async function diagnose(
  error: unknown,
  session: Session,
  slot: number,
  limits: AbortSignal,
  sessions: Sessions,
): Promise<SidedoorError> {
  if (limits.aborted) return toSidedoorError(limits.reason);
  if (isSidedoorError(error) && !symptoms.has(error.code)) return error;
  if (session.serverError) {
    return new AppUnavailable(`${session.account.app.title} answered ${session.serverError}.`, {
      cause: error,
    });
  }
  const screen = await session.screen();
  const says = screen?.says;
  switch (screen?.state) {
    case 'signed_out': {
      const paused = screen.kicked && (await sessions.kicked(session.account, slot, says));
      return paused || new SessionLost(signedOut(says), { cause: error });
    }
    case 'locked':
      return new AccountPaused(`The application says that the login is locked${quoted(says)}.`, {
        cause: error,
      });
    case 'challenge':
    case 'interstitial':
      return new NeedsHuman(`The application wants a person${quoted(says)}.`, { cause: error });
    default:
      return toSidedoorError(error);
  }
}

/** What a flow may honestly take a sign-in form or an error page for. */
const symptoms = new Set(['NOT_FOUND', 'LAYOUT_CHANGED', 'FLOW_DEFECT', 'SESSION_LOST', 'APP_UNAVAILABLE']);

const quoted = (says: string | undefined) => (says ? `: "${says}"` : '');

const signedOut = (says: string | undefined) => `The session ended under the run${quoted(says)}.`;

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
