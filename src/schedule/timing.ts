import { createHash } from 'node:crypto';
import { quietUntil, quietness } from '../queue/pace-hours.ts';
import type { Schedule } from './schedule.ts';
import { WallClock } from './wall-clock.ts';

/** A process that looks every few seconds is on time. Milliseconds. */
export const onTime = 120_000;

/** No more of what was missed is counted: after a long time off the number says nothing. */
const mostCounted = 1_000;

/** What is to be done about a schedule now. */
export interface Decision {
  due: number;
  /** Whether it fires; else that time is given up. */
  fires: boolean;
  /** What came due before and was never done: the last of those times, and how many. */
  before?: { due: number; count: number };
}

/**
 * When a time that comes due is begun: later by the jitter, which is the same on every host, and not in quiet hours.
 */
export function beginOf({ name, jitterMinutes, quiet }: Schedule, due: number): number {
  const digest = createHash('sha256').update(`${name} ${due}`).digest();
  const jitter = Math.floor((digest.readUInt32BE() / 2 ** 32) * jitterMinutes * 60_000);
  return afterQuiet(quiet, due + jitter);
}

/** Looks at what has come due since everything was decided on; undefined when there is nothing to decide yet. */
export function decide(schedule: Schedule, decidedUntil: number, now: number): Decision | undefined {
  const { occurrences, catchUp, catchUpHours, quiet } = schedule;
  if (!occurrences || isQuiet(quiet, now)) return undefined;
  let due = occurrences.latest(now);
  while (due !== undefined && due > decidedUntil && beginOf(schedule, due) > now)
    due = occurrences.latest(due - 1);
  if (due === undefined || due <= decidedUntil) return undefined;
  const before = passedOver(schedule, decidedUntil, due);
  const limit = catchUp === 'none' ? onTime : catchUpHours * 3_600_000;
  const fires = now - beginOf(schedule, due) <= limit;
  return { due, fires, ...(before && { before }) };
}

/** What came due before another time; what fell into quiet hours is done with that, and not missed. */
function passedOver({ occurrences, quiet }: Schedule, from: number, due: number): Decision['before'] {
  const times = [...occurrences!.between(from, due - 1, mostCounted)].filter((at) => !isQuiet(quiet, at));
  const last = times.at(-1);
  return last === undefined ? undefined : { due: last, count: times.length };
}

/** When something has to be looked at again, at the latest. */
export function nextBegin(schedule: Schedule, now: number): number | undefined {
  const { occurrences } = schedule;
  const latest = occurrences?.latest(now);
  // With jitter or quiet hours a time that has come due may still lie ahead.
  const waiting = latest === undefined ? 0 : beginOf(schedule, latest);
  const next = occurrences?.after(now);
  const begins = [waiting, ...(next === undefined ? [] : [beginOf(schedule, next)])].filter((at) => at > now);
  return begins.length === 0 ? undefined : Math.min(...begins);
}

/** The day that a firing is for, YYYY-MM-DD: the one on which it came due, however late it is done. */
export function dayOf({ timeZone }: Pick<Schedule, 'timeZone'>, due: number): string {
  return new Date(new WallClock(timeZone).at(due)).toISOString().slice(0, 10);
}

function isQuiet(quiet: Schedule['quiet'], at: number): boolean {
  return quiet.some(({ hours, timeZone }) => quietness(hours, timeZone)(at));
}

function afterQuiet(quiet: Schedule['quiet'], at: number): number {
  let begin = at;
  // One may end within another; two rounds are enough unless they cover the day, and then nothing is.
  for (let round = 0; round < 2; round++)
    for (const { hours, timeZone } of quiet) begin = quietUntil(hours, timeZone, begin) ?? begin;
  return begin;
}
