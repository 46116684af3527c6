import { OutcomeUnknown } from '../errors.ts';
import type { WriteFlow } from '../flow/define-flow.ts';
import { diagnose } from '../diagnose.ts';
import type { Recorder } from '../evidence/recorder.ts';
import type { WriteRecord, Writes } from '../journal/writes.ts';
import { checked } from '../perform.ts';
import type { Account } from '../session/account.ts';
import type { Session } from '../session/session.ts';
import type { Sessions } from '../session/sessions.ts';

export interface Reconciling {
  flow: WriteFlow;
  write: WriteRecord;
  /** Of the run that made the write, as the journal has it. */
  input: Record<string, unknown>;
  session: Session;
  slot: number;
  recorder: Recorder;
  limits: AbortSignal;
}

/** A record that was not there may still be on its way: it is looked for again after this long. Milliseconds. */
const lookAgain = 1_500;

/** How long an app may go on working for a client that has gone, where its definition names nothing else. Seconds. */
const defaultSettling = 15;

/** By this machine's clock the app's may be wrong. Milliseconds. */
const clockDifference = 5 * 60_000;

/** Failures of looking, which say nothing about what is there. */
const passing = new Set([
  'SESSION_LOST',
  'APP_UNAVAILABLE',
  'ACCOUNT_PAUSED',
  'NEEDS_HUMAN',
  'BUSY',
  'TIMED_OUT',
  'CANCELLED',
  'INTERRUPTED',
]);

/**
 * Looks in the app whether a write that is in doubt happened, and writes it down. "Absent" counts only when the app can
 * no longer be at work on the request: it has answered it, or its time is over.
 *
 * @throws OutcomeUnknown when the app cannot tell; what keeps from looking is thrown as it is, and the write stays in doubt.
 */
export async function reconcile(
  what: Reconciling,
  writes: Writes,
  sessions: Sessions,
): Promise<object | null> {
  const { write, recorder, session } = what;
  return recorder.step('look whether it was written', async () => {
    for (;;) {
      const settled = isSettled(write, session);
      const found = await look(what, writes, sessions);
      if (found) {
        await writes.confirmed(write.id, found, { isReconciled: true });
        return found;
      }
      if (settled) {
        await writes.settled(write.id, 'absent');
        return null;
      }
      what.limits.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, lookAgain));
    }
  });
}

/** How long the app may go on working on a request whose client has gone. Milliseconds. */
export function settleTime({ app }: Account): number {
  return (app.quirks?.settleSeconds ?? defaultSettling) * 1_000;
}

function isSettled({ armedAt, answeredAt }: WriteRecord, { account }: Session): boolean {
  return answeredAt !== null || Date.now() > (armedAt ?? 0) + settleTime(account);
}

async function look(
  { flow, write, input, session, slot, recorder, limits }: Reconciling,
  writes: Writes,
  sessions: Sessions,
): Promise<object | null> {
  const { mark, preview = {} } = write;
  const since = new Date((write.armedAt ?? write.createdAt) - clockDifference);
  try {
    const page = await session.freshPage();
    const found = await flow.reconcile({
      page,
      input,
      step: recorder.step,
      signal: limits,
      mark,
      since,
      preview,
    });
    return found === null ? null : checked(flow, found);
  } catch (error) {
    const failure = await diagnose(error, session, slot, limits, sessions);
    if (passing.has(failure.code)) throw failure;
    await writes.settled(write.id, 'unknown');
    throw new OutcomeUnknown(
      `It was sent, and the application does not tell whether it took it: ${failure.message}`,
      { hint: personNeeded(write.runId), cause: error },
    );
  }
}

export const personNeeded = (runId: string) =>
  `Do not repeat it. Ask the user to look in the application; then \`sidedoor runs resolve ${runId} --present\` or \`--absent\`. Until then nothing of the kind is written on this account.`;
