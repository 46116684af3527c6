import { describe, expect, test } from 'vitest';
import { next } from '../../src/session/standing.ts';
import { explore } from './explore.ts';
import { asBuilt, steps } from './lane-and-guard.ts';
import type { Rules } from './lane-and-guard.ts';
import { broken, keyOf, world } from './world.ts';
import type { Passwords, World } from './world.ts';

interface How {
  rules?: Partial<Rules>;
  find?: (state: World) => string | undefined;
  breaks?: number;
  colleagues?: number;
}

function check(processes: number, passwords: Passwords, how: How) {
  const { rules, find = broken, breaks = 2, colleagues = 1 } = how;
  const start = { ...world(processes, passwords, breaks), colleaguesLeft: colleagues };
  return explore(start, (state) => steps(state, { ...asBuilt, ...rules }), find, keyOf);
}

const v1 = { secret: 'v1', corrections: [], appTakes: 'v1', changes: [], hasWorked: true, appForgets: false };
const right: Passwords = v1;
/** Neither the first correction is right; the app never forgets a wrong password. */
const wrong: Passwords = { ...v1, appTakes: 'v3', corrections: ['v2', 'v3'], hasWorked: false };
const mistaken: Passwords = { ...v1, corrections: ['v2', 'v1'] };
const changed: Passwords = { ...v1, changes: ['v2'], corrections: ['v2'], appForgets: true };

describe('over every interleaving of processes that are killed or stand still anywhere', () => {
  test.each([
    ['the right password, and no person is needed', 2, right, 2],
    ['the right password, and no person is needed', 3, right, 1],
    ['the right password, and no person is needed', 4, right, 1],
    ['a wrong password, and a wrong one in its place', 2, wrong, 1],
    ['a wrong password, and a wrong one in its place', 3, wrong, 1],
    ['a wrong password, and a wrong one in its place', 4, wrong, 0],
    ['the right password, a wrong one in its place, and the right one again', 2, mistaken, 1],
    ['a password that is changed at the app some time after it worked', 3, changed, 1],
  ])(
    '%s, %i processes: one hand on the keyboard, no lockout, nobody thrown out',
    (_what, size, passwords, breaks) => {
      const { states, violation } = check(size, passwords, { breaks });
      expect(violation).toBeUndefined();
      expect(states).toBeGreaterThan(1_000);
    },
  );
});

test('two processes, a password that is changed at the app, and breaks at any moment: no lockout', () => {
  // Three of ten minutes are as long as the app remembers a wrong password; colleagues would only make it forget sooner.
  const { states, violation } = check(2, changed, { breaks: 3, colleagues: 0 });
  expect(violation).toBeUndefined();
  expect(states).toBeGreaterThan(1_000);
});

describe('without a person', () => {
  const sends = (path: string[] = []) => path.filter((step) => step.includes('sends the password'));
  const isAccepted = ({ processes }: World) => processes.some(({ at }) => at === 'accepted');

  test('the right password gets in after three deaths over it', () => {
    const isIn = (state: World) => (isAccepted(state) && state.standing.attempts === 4 ? 'in' : undefined);
    const { violation } = check(3, right, { find: isIn });
    expect(violation?.path.filter((step) => step.includes('is killed'))).toHaveLength(3);
    expect(violation?.path.filter((step) => step.includes('may not send'))).toHaveLength(2);
  });

  test('the correction of a refused password gets in', () => {
    const isIn = (state: World) => (isAccepted(state) && state.standing.pause === null ? 'in' : undefined);
    const refused = { ...wrong, corrections: ['v3'] };
    const start = world(2, refused, 0);
    start.standing = next(
      next(start.standing, { kind: 'sending', secretVersion: 'v1' }, 0),
      { kind: 'refused', says: null },
      0,
    );
    const { violation } = explore(start, (state) => steps(state, asBuilt), isIn, keyOf);
    expect(sends(violation?.path)).toHaveLength(1);
  });
});

describe('the exploration finds', () => {
  const deaths = (path: string[] = []) => path.filter((step) => step.includes('is killed'));

  test('the second hand where a lease runs out over a holder that stands still', () => {
    const { violation } = check(2, right, { rules: { leaseRunsOut: true } });
    expect(violation?.rule).toBe('two hands on one keyboard');
  });

  test('the lockout where neither attempts nor refusals are remembered', () => {
    const { violation } = check(2, wrong, { rules: { remembersRefusals: false, countsBefore: false } });
    expect(violation?.rule).toBe('the login is locked');
  });

  test('the lockout where attempts are counted after they were made', () => {
    const { violation } = check(2, wrong, { rules: { countsBefore: false } });
    expect(violation?.rule).toBe('the login is locked');
    expect(deaths(violation?.path)).toHaveLength(2);
  });

  test('the lockout where each password is counted by itself', () => {
    const { violation } = check(2, wrong, { rules: { countsAllPasswords: false } });
    expect(violation?.rule).toBe('the login is locked');
  });

  test('the lockout where a password that has worked is not waited for', () => {
    const { violation } = check(2, changed, { rules: { waitsOnceTaken: false }, breaks: 1 });
    expect(violation?.rule).toBe('the login is locked');
    expect(deaths(violation?.path)).toHaveLength(2);
  });

  test('what the short wait costs: the lockout where the password was changed in the hour after it worked', () => {
    const { violation } = check(2, changed, { rules: { changesSoon: true }, breaks: 1 });
    expect(violation?.rule).toBe('the login is locked');
    expect(deaths(violation?.path)).toHaveLength(2);
  });

  test('the war of sign-ins where a kick is not waited out', () => {
    const { violation } = check(2, right, { rules: { waitsWhenKicked: false } });
    expect(violation?.rule).toBe('a colleague was thrown out knowingly');
  });
});
