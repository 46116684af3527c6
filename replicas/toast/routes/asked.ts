import type { Context } from 'hono';
import { daysBefore, toIso } from '../data/days.ts';
import { employeesOf } from '../pages/legacy-reports.ts';
import type { EntryFilter } from '../pages/legacy-reports.ts';
import type { Period } from '../pages/new-reports.ts';
import type { Session } from '../sessions.ts';
import { restaurantOf } from '../world.ts';
import type { World } from '../world.ts';

/** What the requests of a session are about; everything is about its restaurant. */
export function askedOf(world: World, sessionOf: (c: Context) => Session) {
  const { switches } = world;
  const query = (c: Context) => (name: string) => c.req.query(name) ?? '';
  const here = (c: Context) => restaurantOf(world, sessionOf(c));
  /** What the report will be about, whatever was asked. */
  const meant = (from: string, to: string): Period => {
    const [first, last] = [toIso(from), toIso(to)];
    return switches.filterIgnored || !first || !last
      ? { from: daysBefore(world.today, 7), to: daysBefore(world.today, 1) }
      : { from: first, to: last };
  };
  return {
    query,
    here,
    meant,
    legacyPeriod: (c: Context) => meant(query(c)('reportDateStart'), query(c)('reportDateEnd')),
    filter: (c: Context): EntryFilter => ({
      employee: switches.stickyEmployeeFilter
        ? (employeesOf(world, here(c).guid)[0] ?? '')
        : query(c)('employee'),
      browserZone: query(c)('zone') || 'UTC',
    }),
  };
}
