import type { Sidedoor } from '../../sidedoor.ts';
import { standingsOf } from '../schedules.ts';
import { ok, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

/** How each schedule stands, what its canary says, and which the config has wrong. */
export async function checkSchedules(engine: Sidedoor): Promise<Finding[]> {
  const refused = engine.catalog.refused.filter(({ reason }) => reason.startsWith('schedules.'));
  const standings = (await standingsOf(engine)).map(({ schedule, state, says, last }) => {
    const { name, tool, expect } = schedule;
    const check = `${expect ? 'canary' : 'schedule'} ${name}`;
    const word = expect ? (last?.canary ?? 'has not looked yet') : state;
    const line = `${expect ? `${tool}: ` : ''}${word}${says === '' ? '' : `. ${says}`}`;
    if (state === 'ok') return ok(check, line);
    return wrong(check, line, last?.error?.hint ?? fixes[state]);
  });
  return [...refused.map(({ reason, fix }) => wrong('schedules', reason, fix)), ...standings];
}

const fixes = {
  late: 'See `sidedoor schedules`, and that `sidedoor serve` or a worker runs.',
  missed: 'See that `sidedoor serve` or a worker runs; `sidedoor extract <name>` does it now.',
  failing: 'See its run: `sidedoor runs <id>`.',
  held: 'Look at the rows, then run `sidedoor schedules release <name>`.',
} as const;
