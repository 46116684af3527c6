import type { Firing, Firings } from './firings.ts';
import type { Schedule } from './schedule.ts';
import { beginOf, decide, nextBegin, onTime } from './timing.ts';

/** `late`: it should have begun or ended by now. `missed`: its time went by. `failing`: the last one failed. */
type ScheduleState = 'ok' | 'late' | 'missed' | 'failing' | 'held';

/** How a schedule stands. */
export interface Standing {
  schedule: Schedule;
  state: ScheduleState;
  says: string;
  /** When it begins next, epoch milliseconds. */
  next: number | undefined;
  last: Firing | undefined;
}

interface Parts {
  firings: Pick<Firings, 'last' | 'decidedUntil'>;
  presence: { isAlive(owner: string): Promise<boolean> };
}

/** What the journal and the clock know of a schedule. Asks no application. */
export async function standingOf(
  schedule: Schedule,
  { firings, presence }: Parts,
  now: number,
): Promise<Standing> {
  const last = await firings.last(schedule.name);
  const since = await firings.decidedUntil(schedule.name);
  const next = nextBegin(schedule, now);
  const stands = (state: ScheduleState, says: string): Standing => ({ schedule, state, says, next, last });
  const due = since === undefined ? undefined : decide(schedule, since, now);
  if (due && !due.fires) return stands('missed', `It was due ${iso(due.due)}, and nothing ran.`);
  if (due && now - beginOf(schedule, due.due) > onTime)
    return stands('late', `It was due ${iso(due.due)}, and nothing has begun it.`);
  if (!last) {
    const nobody = since === undefined && schedule.occurrences !== undefined;
    return stands(
      'ok',
      nobody ? 'Nothing looks after it yet: `sidedoor serve` does.' : 'It has not been due yet.',
    );
  }
  const isLate = (at: number) => at > last.due + schedule.lateMinutes * 60_000;
  switch (last.state) {
    case 'open':
      if (!(await presence.isAlive(last.owner)))
        return stands('late', 'Its process has died; the next one that looks goes on with it.');
      return isLate(now) ? stands('late', 'It takes too long.') : stands('ok', 'It runs.');
    case 'done':
      if (last.endedAt !== null && isLate(last.endedAt) && last.releasedBy === null)
        return stands('late', `It was done ${iso(last.endedAt)}.`);
      return stands('ok', last.says ?? '');
    case 'held':
      return stands('held', last.says ?? '');
    case 'missed':
      return stands('missed', last.says ?? '');
    case 'failed':
      return stands('failing', last.says ?? '');
  }
}

const iso = (at: number) => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
