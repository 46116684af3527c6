import type { SaveEntry } from '../saves/log.ts';
import type { Records } from './data/records.ts';
import type { YardiSwitches } from './switches.ts';
import type { SaveKind, World } from './world.ts';

/** What a test may know from the inside: a copy. Amounts are whole cents, dates ISO, instants epoch milliseconds. */
export interface YardiInspection {
  today: string;
  records: Records;
  /** Every request that asked for a change of the records, and what became of it. */
  saves: SaveEntry<SaveKind>[];
  reports: { id: string; session: number; title: string; file: string }[];
  sessions: { number: number; user: string; startedAt: number }[];
  /** Every password and code that was sent, in order. */
  signIns: World['gatekeeper']['attempts'];
  lockouts: number;
  /** Sessions that ended because their user signed in again. */
  kicked: number;
  requests: World['requests'];
  switches: YardiSwitches;
}

export function inspectionOf(world: World): YardiInspection {
  return structuredClone({
    today: world.today,
    records: world.records,
    saves: world.saves.all,
    reports: world.reports.all.map(({ id, session, title, file }) => ({ id, session, title, file })),
    sessions: world.sessions.live().map(({ number, user, startedAt }) => ({ number, user, startedAt })),
    signIns: world.gatekeeper.attempts,
    lockouts: world.gatekeeper.lockouts,
    kicked: world.sessions.kicked,
    requests: world.requests,
    switches: world.switches,
  });
}
