import { isSpent, next, pauseOf } from '../../src/session/standing.ts';
import type { OnKicked, Standing, StandingEvent } from '../../src/session/standing.ts';
import { hasSession } from './world.ts';
import type { Process, World } from './world.ts';

/**
 * Every step that can be taken next in a world. The guard's part is the product's own code; the lane's is the rule that
 * its ticket table and its OS lock enforce. Each step is one that a kill cannot cut in two: a write to the store, a
 * request to the app.
 */
export interface Rules {
  /** Whether a waiter may take the lane from a living holder, as it may where a lease in time runs out. */
  leaseRunsOut: boolean;
  /** Whether a refused password is remembered. */
  remembersRefusals: boolean;
  /** Whether an attempt is counted before it is made. */
  countsBefore: boolean;
  /** Whether the pause after a kick is kept. */
  waitsWhenKicked: boolean;
  /** Whether what was sent of an older password counts for the next. */
  countsAllPasswords: boolean;
  /** Whether a password that has worked is waited for before it is sent a third time. */
  waitsOnceTaken: boolean;
  /**
   * Whether the app may get another password within an hour of taking the one we know. If it does, and two processes die
   * within that hour over the old one, each after sending it and before seeing what came of it, the third is one too many.
   */
  changesSoon: boolean;
}

export const asBuilt: Rules = {
  leaseRunsOut: false,
  remembersRefusals: true,
  countsBefore: true,
  waitsWhenKicked: true,
  countsAllPasswords: true,
  waitsOnceTaken: true,
  changesSoon: false,
};

/** The app locks at three wrong passwords in a row, as most do. */
const lockAt = 3;
const minutes = 60_000;
/** The first is longer than the waits after a first kick, and after passwords that were taken lately. */
const breaks = { 'ten minutes pass': 10 * minutes, 'an hour and a half passes': 90 * minutes };
const policy: OnKicked = 'wait';

export interface Step {
  name: string;
  to: World;
}

export function steps(state: World, rules: Rules): Step[] {
  const found: Step[] = [];
  const add = (name: string, change: (to: World) => void) => {
    const to = { ...state, processes: [...state.processes] };
    change(to);
    found.push({ name, to });
  };
  for (const [id, process] of state.processes.entries()) {
    if (process.at !== 'idle') {
      add(`${id} is killed and replaced`, (to) => {
        to.processes[id] = { at: 'idle', password: '' };
        if (to.holder === id) to.holder = 'dead';
      });
    }
    ownSteps(state, id, process, rules, add);
  }
  const [correction, ...corrections] = state.corrections;
  if (correction) {
    add('a person corrects the secret', (to) => void Object.assign(to, { secret: correction, corrections }));
  }
  const [change, ...changes] = state.changes;
  if (change && (rules.changesSoon || state.now - state.takenAt > 60 * minutes)) {
    add('the password is changed at the app', (to) => void Object.assign(to, { appTakes: change, changes }));
  }
  if (state.colleaguesLeft > 0) {
    add('a colleague signs in', (to) => {
      to.colleaguesLeft -= 1;
      Object.assign(to, { colleagueWorks: true, wrongInARow: 0 });
      if (to.sealed === 'live') to.sealed = 'kicked';
    });
  }
  if (state.breaksLeft > 0) {
    for (const [name, time] of Object.entries(breaks)) {
      add(name, (to) => {
        to.now += time;
        to.breaksLeft -= 1;
      });
    }
  }
  return found;
}

type Add = (name: string, change: (to: World) => void) => void;

function ownSteps(state: World, id: number, { at, password }: Process, rules: Rules, add: Add): void {
  const go = (to: World, place: Process['at'], inHand = '') => {
    to.processes[id] = { at: place, password: inHand };
  };
  const leave = (to: World) => {
    go(to, 'idle');
    if (to.holder === id) to.holder = null;
  };
  const record = (to: World, event: StandingEvent) => void (to.standing = next(to.standing, event, to.now));
  const moves = { go, leave, record };

  switch (at) {
    case 'idle':
      if (state.callsLeft === 0) return;
      add(`${id} is called`, (to) => {
        go(to, 'waiting');
        to.callsLeft -= 1;
      });
      return;
    case 'waiting':
      if (typeof state.holder === 'number' && !rules.leaseRunsOut) return;
      add(`${id} takes the lane`, (to) => {
        go(to, 'leased');
        to.holder = id;
      });
      return;
    case 'leased':
      leasedSteps(state, id, rules, add, moves);
      return;
    case 'sending':
      add(`${id} cannot reach the app and takes the attempt back`, (to) => {
        if (rules.countsBefore) record(to, { kind: 'withdrawn' });
        leave(to);
      });
      add(`${id} sends the password`, (to) => send(to, id, password, go));
      return;
    case 'refused':
      add(`${id} sees the refusal`, (to) => {
        if (!rules.countsBefore) record(to, { kind: 'sending', secretVersion: password });
        if (rules.remembersRefusals) record(to, { kind: 'refused', says: null });
        leave(to);
      });
      return;
    case 'accepted':
      add(`${id} sees that it is in`, (to) => {
        record(to, { kind: 'signed_in' });
        go(to, 'signed in');
      });
      return;
    case 'signed in':
      add(`${id} seals the session`, (to) => {
        to.sealed = to.colleagueWorks ? 'kicked' : 'live';
        go(to, 'running');
      });
      return;
    case 'running':
      add(`${id} is done`, leave);
      add(`${id} finds its session expired`, (to) => {
        to.sealed = 'none';
        go(to, 'leased');
      });
      if (state.colleagueWorks) {
        add(`${id} finds itself thrown out`, (to) => {
          toldOfTheKick(to, moves);
        });
      }
  }
}

interface Moves {
  go: (to: World, place: Process['at'], inHand?: string) => void;
  leave: (to: World) => void;
  record: (to: World, event: StandingEvent) => void;
}

function leasedSteps(state: World, id: number, rules: Rules, add: Add, moves: Moves): void {
  const { sealed, standing, secret, now } = state;
  const { go, leave, record } = moves;
  const pause = pauseOf(standing, secret, now);
  const counted = countedFor(secret, standing, rules);
  if (sealed === 'kicked') {
    add(`${id} is told of the kick by its first page`, (to) => toldOfTheKick(to, moves));
  } else if (sealed === 'live') {
    add(`${id} goes on with the session`, (to) => go(to, 'running'));
  } else if (pause && (pause !== 'kicked' || rules.waitsWhenKicked)) {
    add(`${id} is told that the account is paused`, leave);
  } else if (isSpent(counted, secret, now)) {
    add(`${id} may not send another password`, (to) => {
      to.standing = next(counted, { kind: 'unfinished', secretVersion: secret }, now);
      leave(to);
    });
  } else {
    add(`${id} is about to sign in`, (to) => {
      to.standing = counted;
      if (rules.countsBefore) record(to, { kind: 'sending', secretVersion: secret });
      // Counting clears a pause, so whether it was told of the colleague shows only now.
      if (pause === 'kicked') to.harm = 'a colleague was thrown out knowingly';
      go(to, 'sending', secret);
    });
  }
}

function countedFor(secret: string, standing: Standing, rules: Rules): Standing {
  const isAnother = secret !== standing.secretVersion && !rules.countsAllPasswords;
  const isWaitedFor = secret === standing.takenVersion && rules.waitsOnceTaken;
  const counts = !isAnother && (isWaitedFor || secret !== standing.takenVersion);
  return counts ? standing : { ...standing, attempts: 0 };
}

function toldOfTheKick(to: World, { leave, record }: Moves): void {
  record(to, { kind: 'kicked', says: null, policy });
  to.sealed = 'none';
  leave(to);
}

function send(to: World, id: number, password: string, go: Moves['go']): void {
  if (password !== to.appTakes) {
    if (to.appForgets && to.now - to.wrongAt >= 30 * minutes) to.wrongInARow = 0;
    to.wrongInARow += 1;
    to.wrongAt = to.now;
    to.isLocked ||= to.wrongInARow >= lockAt;
    go(to, 'refused', password);
    return;
  }
  const others = to.processes.filter((_, other) => other !== id);
  if (others.some(hasSession)) to.harm = 'a living run was thrown out by another of ours';
  Object.assign(to, { wrongInARow: 0, takenAt: to.now, sealed: 'none', colleagueWorks: false });
  go(to, 'accepted');
}
