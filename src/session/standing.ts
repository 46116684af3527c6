/**
 * How an account stands with its app: whether a password may be sent. Pure, so that every interleaving of processes can
 * be explored in a test; the guard keeps it in the store.
 */

/** Why nothing signs in. */
export type Pause =
  /** The app refused the password. */
  | 'refused'
  /** The app says that the login is locked. */
  | 'locked'
  /** Passwords were sent, and what came of it was never seen: the process died, or nobody entered the code. */
  | 'unfinished'
  /** Somebody else signed in as the same user; we do not throw them out. */
  | 'kicked';

export interface Standing {
  /** Digest of the password that the rest is about. */
  secretVersion: string;
  /** How often this password was sent since the app last took it. */
  attempts: number;
  pause: Pause | null;
  /** What the app said about it. */
  says: string | null;
  /** When the pause ends by itself, epoch milliseconds; null when only a person or a new password ends it. */
  until: number | null;
  signedInAt: number | null;
  /** How often in a row we were thrown out by somebody else, and when last. */
  kicks: number;
  kickedAt: number | null;
}

export type StandingEvent =
  /** About to send the password. In the store before the first request leaves. */
  | { kind: 'sending'; secretVersion: string }
  /** It was not sent after all, e.g. because the app did not answer. */
  | { kind: 'withdrawn' }
  | { kind: 'signed_in' }
  | { kind: 'refused'; says: string | null }
  | { kind: 'locked'; says: string | null; until: number | null }
  | { kind: 'kicked'; says: string | null; policy: OnKicked }
  /** A person says go on. */
  | { kind: 'resumed' };

/** What to do when somebody else has signed in as our user. */
export type OnKicked = 'wait' | 'take_over' | 'fail';

export const unknownStanding: Standing = {
  secretVersion: '',
  attempts: 0,
  pause: null,
  says: null,
  until: null,
  signedInAt: null,
  kicks: 0,
  kickedAt: null,
};

/**
 * A refused password is never sent again. One whose fate is unknown is sent once more, so that a process killed in the
 * middle of a sign-in costs no person's time; apps that lock do so at three wrong ones at the earliest.
 */
export const attemptBudget = 2;

const minute = 60_000;
const firstWait = 5 * minute;
const longestWait = 60 * minute;
/** A kick this long ago no longer counts as one of a row. */
const kickMemory = 24 * 60 * minute;
/** Throwing others out more often than this in a row would be a war. */
const mostTakeOvers = 3;

/** Why this password may not be sent now; undefined when it may. */
export function pauseOf(standing: Standing, secretVersion: string, now: number): Pause | undefined {
  const { pause, until, attempts } = standing;
  if (until !== null && now >= until) return undefined;
  const isNewPassword = secretVersion !== standing.secretVersion;
  // A new password does not end a lock with a stated time, nor somebody else's work.
  if (pause === 'kicked' || (pause === 'locked' && until !== null)) return pause;
  if (isNewPassword) return undefined;
  return pause ?? (attempts >= attemptBudget ? 'unfinished' : undefined);
}

export function next(standing: Standing, event: StandingEvent, now: number): Standing {
  switch (event.kind) {
    case 'sending': {
      const { secretVersion } = event;
      // What opened by itself, or by a new password, is over.
      const isOver =
        secretVersion !== standing.secretVersion || (standing.until !== null && now >= standing.until);
      const attempts = (isOver ? 0 : standing.attempts) + 1;
      return { ...standing, secretVersion, attempts, ...open };
    }
    case 'withdrawn':
      return { ...standing, attempts: Math.max(0, standing.attempts - 1) };
    case 'signed_in':
      return { ...standing, ...open, attempts: 0, signedInAt: now };
    case 'refused':
      return { ...standing, pause: 'refused', says: event.says, until: null };
    case 'locked':
      return { ...standing, pause: 'locked', says: event.says, until: event.until };
    case 'kicked': {
      const isOneOfARow = standing.kickedAt !== null && now - standing.kickedAt < kickMemory;
      const kicks = isOneOfARow ? standing.kicks + 1 : 1;
      const kicked = { ...standing, kicks, kickedAt: now, says: event.says };
      if (event.policy === 'take_over' && kicks <= mostTakeOvers) return kicked;
      const wait = Math.min(firstWait * 2 ** (kicks - 1), longestWait);
      return { ...kicked, pause: 'kicked', until: event.policy === 'fail' ? null : now + wait };
    }
    case 'resumed':
      return { ...standing, ...open, attempts: 0, kicks: 0 };
  }
}

const open = { pause: null, says: null, until: null };
