import { next, pauseOf, unknownStanding } from '../../src/session/standing.ts';
import type { Standing } from '../../src/session/standing.ts';

/**
 * The lane and the guard as a state machine: a few processes that want to run on one account, each of which may be
 * killed or frozen between any two steps, an application that counts, and a person who changes passwords. The guard's
 * part is the product's own code; the lane's is the rule that its ticket table and its OS lock enforce.
 */
export interface World {
  processes: Process[];
  /** Who has the slot, by the table. */
  holder: number | null;
  standing: Standing;
  /** Version of the password that the app takes, and that the config's reference gives. */
  appTakes: string;
  secret: string;
  /** At the app. */
  wrongInARow: number;
  locked: boolean;
  /** Which process's sign-in the app's one session is of; a session of somebody dead lives on. */
  session: number | null;
  /** Sealed in the store: whether the session there is the app's live one. */
  sealed: boolean;
  kickedAlive: boolean;
  callsLeft: number;
}

interface Process {
  at: 'idle' | 'waiting' | 'leased' | 'sending' | 'sent_right' | 'sent_wrong' | 'running' | 'dead' | 'paused';
  frozen: boolean;
  signedIn: boolean;
  /** Version of the password in its hands. */
  password: string;
}

export interface Rules {
  /** Whether a waiter may take the slot from a holder that is frozen, as one with a lease in time may. */
  leaseRunsOut: boolean;
  /** Whether a refused password is remembered. */
  remembersRefusals: boolean;
  /** Whether an attempt is counted before it is made. */
  countsBefore: boolean;
}

export const asBuilt: Rules = { leaseRunsOut: false, remembersRefusals: true, countsBefore: true };

/** The app locks at three wrong passwords in a row, as most do. */
const lockAt = 3;

export function world(processes: number, { appTakes, secret }: { appTakes: string; secret: string }): World {
  return {
    processes: Array.from({ length: processes }, () => ({
      at: 'idle',
      frozen: false,
      signedIn: false,
      password: '',
    })),
    ...{ holder: null, standing: unknownStanding, appTakes, secret, wrongInARow: 0 },
    ...{ locked: false, session: null, sealed: false, kickedAlive: false, callsLeft: processes * 2 },
  };
}

export function broken(state: World): string | undefined {
  const inside = state.processes.filter(({ at }) => !['idle', 'waiting', 'dead', 'paused'].includes(at));
  if (inside.length > 1) return 'two hands on one keyboard';
  if (state.locked) return 'the login is locked';
  if (state.kickedAlive) return 'a living run was thrown out by another of ours';
  return undefined;
}

export function steps(state: World, rules: Rules): { name: string; to: World }[] {
  const found: { name: string; to: World }[] = [];
  const add = (name: string, change: (to: World) => void) => {
    const to = structuredClone(state);
    change(to);
    found.push({ name, to });
  };
  for (const [id, process] of state.processes.entries()) {
    const me = (to: World) => to.processes[id]!;
    if (process.at === 'dead') continue;
    if (process.frozen) {
      add(`${id} thaws`, (to) => void (me(to).frozen = false));
      continue;
    }
    if (process.at !== 'idle') {
      add(`${id} is killed`, (to) => void Object.assign(me(to), { at: 'dead', signedIn: false }));
      add(`${id} freezes`, (to) => void (me(to).frozen = true));
    }
    ownSteps(state, id, process, rules, add, me);
  }
  if (state.secret !== 'v2') {
    add('a person sets the new password in the config', (to) => void (to.secret = 'v2'));
  }
  if (state.appTakes !== 'v2') add('the password is changed at the app', (to) => void (to.appTakes = 'v2'));
  return found;
}

function ownSteps(
  state: World,
  id: number,
  process: Process,
  rules: Rules,
  add: (name: string, change: (to: World) => void) => void,
  me: (to: World) => Process,
): void {
  const { holder, standing, secret } = state;
  switch (process.at) {
    case 'idle':
      if (state.callsLeft === 0) return;
      add(`${id} is called`, (to) => {
        me(to).at = 'waiting';
        to.callsLeft -= 1;
      });
      return;
    case 'waiting': {
      const held = holder === null ? undefined : state.processes[holder]!;
      const isFree = !held || held.at === 'dead' || (rules.leaseRunsOut && held.frozen);
      if (isFree) {
        add(`${id} takes the lane`, (to) => {
          to.holder = id;
          me(to).at = 'leased';
        });
      }
      return;
    }
    case 'leased':
      if (state.sealed) {
        add(
          `${id} goes on with the session`,
          (to) => void Object.assign(me(to), { at: 'running', signedIn: true }),
        );
      } else if (rules.remembersRefusals && pauseOf(standing, secret, 0)) {
        add(`${id} is told that the account is paused`, (to) => {
          me(to).at = 'paused';
          to.holder = null;
        });
      } else {
        add(`${id} is about to sign in`, (to) => {
          if (rules.countsBefore)
            to.standing = next(to.standing, { kind: 'sending', secretVersion: secret }, 0);
          Object.assign(me(to), { at: 'sending', password: secret });
        });
      }
      return;
    case 'sending':
      add(`${id} sends the password`, (to) => {
        const { password } = process;
        if (password === to.appTakes) {
          to.kickedAlive ||= to.processes.some(({ signedIn }, other) => other !== id && signedIn);
          Object.assign(to, { wrongInARow: 0, session: id, sealed: false });
          Object.assign(me(to), { at: 'sent_right' });
        } else {
          to.wrongInARow += 1;
          to.locked ||= to.wrongInARow >= lockAt;
          me(to).at = 'sent_wrong';
        }
      });
      return;
    case 'sent_wrong':
      add(`${id} sees the refusal`, (to) => {
        to.standing = next(
          { ...to.standing, secretVersion: process.password },
          { kind: 'refused', says: null },
          0,
        );
        me(to).at = 'paused';
        to.holder = null;
      });
      return;
    case 'sent_right':
      add(`${id} seals the session`, (to) => {
        to.standing = next(to.standing, { kind: 'signed_in' }, 0);
        to.sealed = true;
        Object.assign(me(to), { at: 'running', signedIn: true });
      });
      return;
    case 'running':
      add(`${id} is done`, (to) => {
        Object.assign(me(to), { at: 'idle', signedIn: false });
        to.holder = null;
      });
      add(`${id} finds the session expired`, (to) => {
        Object.assign(me(to), { at: 'leased', signedIn: false });
        Object.assign(to, { sealed: false, session: null });
      });
      return;
    default:
      // A paused call has its answer.
      if (state.callsLeft > 0)
        add(`${id} is called again`, (to) => void ((me(to).at = 'waiting'), (to.callsLeft -= 1)));
  }
}
