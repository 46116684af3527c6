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
  /** As many passwords were sent as may be, and none is known to have been taken: processes died, codes never came. */
  | 'unfinished'
  /** Somebody else signed in as the same user; we do not throw them out. */
  | 'kicked';

export interface Standing {
  /** Digest of the password that the pause is about, or that was sent last. */
  secretVersion: string;
  /** How often any password was sent since the app last took one: as the app may count them. */
  attempts: number;
  /** When the last one was sent, epoch milliseconds. */
  sentAt: number | null;
  pause: Pause | null;
  /** What the app said about it. */
  says: string | null;
  /** When the pause ends by itself, epoch milliseconds; null when only a person or a new password ends it. */
  until: number | null;
  signedInAt: number | null;
  /** Digest of the password that the app took last, and has not refused since; and when that one was sent. */
  takenVersion: string | null;
  takenAt: number | null;
  /** How often in a row we were thrown out by somebody else, and when last. */
  kicks: number;
  kickedAt: number | null;
}

export type StandingEvent =
  /** About to send the password. In the store before the first request leaves. */
  | { kind: 'sending'; secretVersion: string }
  /** It was not sent after all, e.g. because the app did not answer. */
  | { kind: 'withdrawn' }
  /** It may not be sent: `isSpent`. */
  | { kind: 'unfinished'; secretVersion: string }
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
  sentAt: null,
  pause: null,
  says: null,
  until: null,
  signedInAt: null,
  takenVersion: null,
  takenAt: null,
  kicks: 0,
  kickedAt: null,
};

/**
 * Apps that lock do so at three wrong passwords in a row at the earliest, so two may be sent, of whatever version: one
 * that came to no end and its repetition, or a refused one and its correction. A refused one is never sent again.
 */
const attemptBudget = 2;

const minute = 60_000;
const longestWait = 60 * minute;
const firstWait = {
  kicked: 5 * minute,
  /** It was right not long ago: what died over it was a process of ours. */
  takenLately: minute / 6,
  /** It may have been changed meanwhile. Apps that forget wrong passwords do so in half an hour, most of them. */
  takenOnce: 30 * minute,
};
/** A password that was taken this long ago may well have been changed since. */
const lately = 60 * minute;
/** A kick this long ago no longer counts as one of a row. */
const kickMemory = 24 * 60 * minute;
/** Throwing others out more often than this in a row would be a war. */
const mostTakeOvers = 3;

/** Why this password may not be sent now; undefined when it may, or when only `isSpent` can tell. */
export function pauseOf(standing: Standing, secretVersion: string, now: number): Pause | undefined {
  const { pause, until } = standing;
  if (pause === null || (until !== null && now >= until)) return undefined;
  // A new password does not end a lock with a stated time, nor somebody else's work.
  if (pause === 'kicked' || (pause === 'locked' && until !== null)) return pause;
  return secretVersion === standing.secretVersion ? pause : undefined;
}

/**
 * Whether the passwords sent so far leave none for this one. Asked by whoever holds the lane: for others a sign-in that
 * is under way looks like one that came to no end.
 */
export function isSpent(standing: Standing, secretVersion: string, now: number): boolean {
  if (isLockOver(standing, now) || standing.attempts < attemptBudget) return false;
  const { pause, until } = standing;
  const wasWaitedFor = pause === 'unfinished' && until !== null && now >= until;
  return !wasWaitedFor || secretVersion !== standing.secretVersion;
}

/**
 * A password that the app took before is sent again after a while; no other is. The wait begins when it is found to be
 * needed: a process that stood still may have sent the last one much later than it had said.
 */
function sentAgainAt(standing: Standing, secretVersion: string, now: number): number | null {
  const { attempts, takenVersion, takenAt } = standing;
  if (secretVersion !== takenVersion || takenAt === null) return null;
  const first = now - takenAt <= lately ? firstWait.takenLately : firstWait.takenOnce;
  return now + backOff(first, attempts - attemptBudget);
}

function backOff(first: number, repetition: number): number {
  return Math.min(first * 2 ** repetition, longestWait);
}

/** With its lock an app forgets what led to it. */
function isLockOver({ pause, until }: Standing, now: number): boolean {
  return pause === 'locked' && until !== null && now >= until;
}

export function next(standing: Standing, event: StandingEvent, now: number): Standing {
  switch (event.kind) {
    case 'sending': {
      const attempts = (isLockOver(standing, now) ? 0 : standing.attempts) + 1;
      return { ...standing, ...open, secretVersion: event.secretVersion, attempts, sentAt: now };
    }
    case 'withdrawn':
      return { ...standing, attempts: Math.max(0, standing.attempts - 1) };
    case 'unfinished': {
      const { secretVersion } = event;
      const until = sentAgainAt(standing, secretVersion, now);
      return { ...standing, secretVersion, pause: 'unfinished', says: null, until };
    }
    case 'signed_in': {
      const { secretVersion: takenVersion, sentAt: takenAt } = standing;
      return { ...standing, ...open, attempts: 0, signedInAt: now, takenVersion, takenAt };
    }
    case 'refused': {
      const { secretVersion } = standing;
      const takenVersion = standing.takenVersion === secretVersion ? null : standing.takenVersion;
      return { ...standing, takenVersion, pause: 'refused', says: event.says, until: null };
    }
    case 'locked':
      return { ...standing, pause: 'locked', says: event.says, until: event.until };
    case 'kicked': {
      const isOneOfARow = standing.kickedAt !== null && now - standing.kickedAt < kickMemory;
      const kicks = isOneOfARow ? standing.kicks + 1 : 1;
      const kicked = { ...standing, kicks, kickedAt: now, says: event.says };
      if (event.policy === 'take_over' && kicks <= mostTakeOvers) return kicked;
      const wait = backOff(firstWait.kicked, kicks - 1);
      return { ...kicked, pause: 'kicked', until: event.policy === 'fail' ? null : now + wait };
    }
    case 'resumed':
      return { ...standing, ...open, attempts: 0, kicks: 0 };
  }
}

const open = { pause: null, says: null, until: null };
