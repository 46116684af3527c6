import { describe, expect, test } from 'vitest';
import { explore } from './explore.ts';
import { asBuilt, steps } from './lane-and-guard.ts';
import type { Rules } from './lane-and-guard.ts';
import { broken, keyOf, world } from './world.ts';

const check = (processes: number, passwords: { appTakes: string; secret: string }, rules: Rules = asBuilt) =>
  explore(world(processes, passwords), (state) => steps(state, rules), broken, keyOf);

const right = { appTakes: 'v1', secret: 'v1' };
const wrong = { appTakes: 'v2', secret: 'v1' };

describe('over every interleaving of processes that are killed or stand still anywhere', () => {
  test.each([
    ['two processes, the right password', 2, right],
    ['two processes, a wrong password', 2, wrong],
    ['three processes, the right password', 3, right],
    ['three processes, a wrong password', 3, wrong],
    ['four processes, the right password', 4, right],
    ['four processes, a wrong password', 4, wrong],
  ])('%s: one hand on the keyboard, no lockout, nobody thrown out', (_what, processes, passwords) => {
    const { states, violation } = check(processes, passwords);
    expect(violation).toBeUndefined();
    expect(states).toBeGreaterThan(1_000);
  });
});

describe('the exploration finds', () => {
  test('the second hand where a lease runs out over a holder that stands still', () => {
    const { violation } = check(2, right, { ...asBuilt, leaseRunsOut: true });
    expect(violation?.rule).toBe('two hands on one keyboard');
  });

  test('the lockout where neither attempts nor refusals are remembered', () => {
    const { violation } = check(2, wrong, { ...asBuilt, remembersRefusals: false, countsBefore: false });
    expect(violation?.rule).toBe('the login is locked');
  });

  test('the lockout where attempts are counted after they were made', () => {
    const { violation } = check(2, wrong, { ...asBuilt, countsBefore: false });
    expect(violation?.rule).toBe('the login is locked');
    expect(violation?.path.filter((step) => step.includes('is killed'))).toHaveLength(2);
  });

  test('the war of sign-ins where a kick is not waited out', () => {
    const { violation } = check(2, right, { ...asBuilt, waitsWhenKicked: false });
    expect(violation?.rule).toBe('a colleague was thrown out knowingly');
  });
});
