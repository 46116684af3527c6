import { describe, expect, test } from 'vitest';
import { explore } from './explore.ts';
import { asBuilt, broken, steps, world } from './lane-and-guard.ts';
import type { Rules } from './lane-and-guard.ts';

const check = (processes: number, passwords: { appTakes: string; secret: string }, rules: Rules = asBuilt) =>
  explore(world(processes, passwords), (state) => steps(state, rules), broken);

const right = { appTakes: 'v1', secret: 'v1' };
const wrong = { appTakes: 'v2', secret: 'v1' };

describe('over every interleaving of processes that are killed or frozen anywhere', () => {
  test.each([
    ['two processes, the right password', 2, right],
    ['two processes, a wrong password', 2, wrong],
    ['three processes, the right password', 3, right],
    ['three processes, a wrong password', 3, wrong],
  ])('%s: one hand on the keyboard, no lockout, nobody thrown out', (_what, processes, passwords) => {
    const { states, violation } = check(processes, passwords);
    expect(violation).toBeUndefined();
    expect(states).toBeGreaterThan(1_000);
  });
});

describe('the exploration finds', () => {
  test('the second hand where a lease runs out over a frozen holder', () => {
    expect(check(2, right, { ...asBuilt, leaseRunsOut: true }).violation?.rule).toMatch(
      /two hands|thrown out/,
    );
  });

  test('the lockout where refusals are forgotten', () => {
    const { violation } = check(2, wrong, { ...asBuilt, remembersRefusals: false });
    expect(violation?.rule).toBe('the login is locked');
  });

  test('the lockout where attempts are counted after they were made', () => {
    const { violation } = check(3, wrong, { ...asBuilt, countsBefore: false });
    expect(violation?.rule).toBe('the login is locked');
    expect(violation?.path.filter((step) => step.endsWith('is killed')).length).toBeGreaterThanOrEqual(2);
  });
});
