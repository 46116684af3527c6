import {
  AccountPaused,
  AppUnavailable,
  FlowDefect,
  LayoutChanged,
  NeedsHuman,
  Refused,
  SessionLost,
} from './errors.ts';
import { isSidedoorError } from './errors.ts';
import type { SidedoorError } from './errors.ts';
import { toSidedoorError } from './failure.ts';
import type { Session } from './session/session.ts';
import type { Sessions } from './session/sessions.ts';

/** What a failure means. Most are symptoms: where the page is now tells the disease. */
export async function diagnose(
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
  if (await session.isForbidden()) return forbidden(error);
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

/**
 * A failure after a request was stopped at the gate is told with that: most likely the app waits for what never left. Its
 * author learns which request it was and what would let it out.
 */
export function explained(failure: SidedoorError, { gate, account }: Session): SidedoorError {
  const stopped = gate.stopped.map(({ method, address, why }) => `${method} ${address} (${why})`);
  if (stopped.length === 0 || !['LAYOUT_CHANGED', 'FLOW_DEFECT', 'APP_UNAVAILABLE'].includes(failure.code))
    return failure;
  return new FlowDefect(
    `The gate stopped what may change the application: ${[...new Set(stopped)].join('; ')}. ${failure.message}`,
    {
      hint: `Nothing was written by it. For its author: if the request only reads, "mutates" of the app "${account.app.name}" must say so; if it writes, it belongs into the commit of a writing flow, and "sends" must recognise it.`,
      cause: failure,
    },
  );
}

/** What a flow may honestly take a sign-in form or an error page for. */
const symptoms = new Set(['NOT_FOUND', 'LAYOUT_CHANGED', 'FLOW_DEFECT', 'SESSION_LOST', 'APP_UNAVAILABLE']);

const quoted = (says: string | undefined) => (says ? `: "${says}"` : '');

const signedOut = (says: string | undefined) => `The session ended under the run${quoted(says)}.`;

const forbidden = (cause?: unknown) =>
  new Refused('The application answered 403: this login may not open that page.', { cause });

/**
 * Whether the screen that a flow ended on bears its answer out. An answer from a sign-in form is no answer, and neither
 * is "no rows" from a screen that nobody knows.
 *
 * @throws SessionLost, Refused or LayoutChanged when it does not.
 */
export async function assertTrue(answer: object, session: Session): Promise<void> {
  if (await session.isForbidden()) throw forbidden();
  const screen = await session.screen();
  if (screen?.state === 'signed_out') throw new SessionLost(signedOut(screen.says));
  const hasEmptyList = Object.values(answer).some((value) => Array.isArray(value) && value.length === 0);
  if (screen?.state === 'unknown' && hasEmptyList) {
    throw new LayoutChanged(
      `A list came out empty, but on a screen that the app's definition does not know${quoted(screen.says)}.`,
    );
  }
}
