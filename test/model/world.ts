import { next, unknownStanding } from '../../src/session/standing.ts';
import type { Standing } from '../../src/session/standing.ts';

/**
 * What a few processes that work on one account can be in the middle of, what the store holds, and what the application
 * knows. A process that is killed is replaced by an idle one. There is no "frozen": a frozen process is one that takes no
 * step for a while, and among all orders of steps are those in which it does not.
 */
export interface World {
  processes: Process[];
  /** Calls that nobody has made yet. */
  callsLeft: number;

  /** Who has the lane by the ticket table; `dead` until a waiter has found its owner's OS lock released. */
  holder: number | 'dead' | null;
  standing: Standing;
  /** The session in the store: `kicked` once a colleague has ended it, which the next one to open it is told. */
  sealed: 'none' | 'live' | 'kicked';

  /** Version of the password that the config's reference gives, and those that a person will set it to, in this order. */
  secret: string;
  corrections: string[];
  /** Version of the password that the app takes, those that it is changed to there, and when it last took one. */
  appTakes: string;
  changes: string[];
  takenAt: number;
  /** As the app counts; it locks at three, and may forget them half an hour after the last. */
  wrongInARow: number;
  wrongAt: number;
  appForgets: boolean;
  isLocked: boolean;
  /** A colleague has signed in by hand as the same user, and still works. */
  colleagueWorks: boolean;
  colleaguesLeft: number;

  /** Milliseconds. Time stands still, but for a few breaks. */
  now: number;
  breaksLeft: number;
  /** Nobody changes anything, so nobody should have to. */
  isSteady: boolean;
  /** A rule that the last step broke. */
  harm: string | null;
}

type Place =
  | 'idle'
  /** Has a ticket. */
  | 'waiting'
  /** Has the lane, and looks whether the sealed session still serves. */
  | 'leased'
  /** Has read the secret and counted the attempt; the password has not left. */
  | 'sending'
  /** The app has answered, and the process has not seen it yet. */
  | 'refused'
  | 'accepted'
  /** The attempt is settled; the session is not sealed yet. */
  | 'signed in'
  | 'running';

export interface Process {
  at: Place;
  /** Version of the password in its hands, while it has one. */
  password: string;
}

/** What becomes of the passwords in a world. */
export interface Passwords {
  secret: string;
  corrections: string[];
  appTakes: string;
  changes: string[];
  /** Whether we are signed in with the secret at the beginning. */
  hasWorked: boolean;
  appForgets: boolean;
}

export function world(processes: number, passwords: Passwords, breaks: number): World {
  const { hasWorked, secret, corrections, changes } = passwords;
  const sent = next(unknownStanding, { kind: 'sending', secretVersion: secret }, 0);
  return {
    processes: Array.from({ length: processes }, () => ({ at: 'idle', password: '' })),
    callsLeft: processes * 2,
    holder: null,
    standing: hasWorked ? next(sent, { kind: 'signed_in' }, 0) : unknownStanding,
    sealed: hasWorked ? 'live' : 'none',
    ...passwords,
    takenAt: hasWorked ? 0 : -Infinity,
    wrongInARow: 0,
    wrongAt: 0,
    isLocked: false,
    colleagueWorks: false,
    colleaguesLeft: 1,
    now: 0,
    breaksLeft: breaks,
    isSteady: hasWorked && corrections.length + changes.length === 0,
    harm: null,
  };
}

/** Between its place in the lane and leaving it a process may touch the app. */
const isInside = ({ at }: Process) => at !== 'idle' && at !== 'waiting';

/** The app counts the process's session as the live one. */
export const hasSession = ({ at }: Process) => at === 'accepted' || at === 'signed in' || at === 'running';

export function broken({ processes, isLocked, harm, isSteady, standing }: World): string | undefined {
  if (processes.filter(isInside).length > 1) return 'two hands on one keyboard';
  if (isLocked) return 'the login is locked';
  if (isSteady && standing.pause && standing.until === null) return 'a person is needed for nothing';
  return harm ?? undefined;
}

/** No wait and no memory that anything here depends on is longer. Milliseconds. */
const longest = 3 * 3_600_000;

/**
 * Processes have no identity of their own: states that differ only in who is who are one. Of moments only the time that
 * has passed since counts.
 */
export function keyOf(state: World): string {
  const { processes, holder, standing, now } = state;
  const who = processes
    .map(({ at, password }, id) => `${at}/${password}${holder === id ? '*' : ''}`)
    .toSorted();
  const span = (from: number | null, to: number | null) =>
    from === null || to === null ? null : Math.max(-longest, Math.min(longest, to - from));
  const { secretVersion, takenVersion, attempts, sentAt, takenAt, pause, until, kicks } = standing;
  const account = [secretVersion, takenVersion, attempts, pause, kicks];
  const times = [span(sentAt, now), span(takenAt, now), span(now, until), span(state.takenAt, now)];
  const wrong = [state.wrongInARow, state.wrongInARow > 0 && span(state.wrongAt, now)];
  const app = [state.secret, state.appTakes, ...wrong, state.isLocked, state.colleagueWorks];
  const rest = [
    state.sealed,
    state.callsLeft,
    state.colleaguesLeft,
    state.corrections.length,
    state.breaksLeft,
    state.harm,
    holder === 'dead',
  ];
  return [...who, ...account, ...times, ...app, ...rest].join();
}
