import { unknownStanding } from '../../src/session/standing.ts';
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

  /** Version of the password that the config's reference gives. */
  secret: string;
  /** Version of the password that the app takes. */
  appTakes: string;
  /** As the app counts; it locks at three. */
  wrongInARow: number;
  isLocked: boolean;
  /** A colleague has signed in by hand as the same user, and still works. */
  colleagueWorks: boolean;
  colleaguesLeft: number;

  /** Milliseconds. Time stands still, but for one long break. */
  now: number;
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

export function world(processes: number, passwords: { appTakes: string; secret: string }): World {
  return {
    processes: Array.from({ length: processes }, () => ({ at: 'idle', password: '' })),
    callsLeft: processes * 2,
    holder: null,
    standing: unknownStanding,
    sealed: 'none',
    ...passwords,
    wrongInARow: 0,
    isLocked: false,
    colleagueWorks: false,
    colleaguesLeft: 1,
    now: 0,
    harm: null,
  };
}

/** Between its place in the lane and leaving it a process may touch the app. */
const isInside = ({ at }: Process) => at !== 'idle' && at !== 'waiting';

/** The app counts the process's session as the live one. */
export const hasSession = ({ at }: Process) => at === 'accepted' || at === 'signed in' || at === 'running';

export function broken({ processes, isLocked, harm }: World): string | undefined {
  if (processes.filter(isInside).length > 1) return 'two hands on one keyboard';
  if (isLocked) return 'the login is locked';
  return harm ?? undefined;
}

/**
 * Processes have no identity of their own: states that differ only in who is who are one. Of the standing, the moments
 * of sign-ins and kicks change nothing here.
 */
export function keyOf(state: World): string {
  const { processes, holder, standing } = state;
  const who = processes
    .map(({ at, password }, id) => `${at}/${password}${holder === id ? '*' : ''}`)
    .toSorted();
  const account = [standing.secretVersion, standing.attempts, standing.pause, standing.until, standing.kicks];
  const app = [state.secret, state.appTakes, state.wrongInARow, state.isLocked, state.colleagueWorks];
  const rest = [
    state.sealed,
    state.callsLeft,
    state.colleaguesLeft,
    state.now,
    state.harm,
    holder === 'dead',
  ];
  return [...who, ...account, ...app, ...rest].join();
}
