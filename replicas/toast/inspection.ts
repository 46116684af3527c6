import type { SaveEntry } from '../saves/log.ts';
import type { Records } from './data/records.ts';
import type { SignInAttempt } from './sessions.ts';
import type { ToastSwitches } from './switches.ts';
import type { HandledRequest, SaveKind, World } from './world.ts';

/** What a test may know from the inside. A copy: it stays as it was. Money is whole cents. */
export interface ToastInspection {
  today: string;
  records: Records;
  /** Every request that asked for a change of the records, and what became of it. */
  saves: SaveEntry<SaveKind>[];
  sessions: { number: number; user: string; restaurant: string }[];
  signIns: SignInAttempt[];
  /** How often a user was blocked. */
  lockouts: number;
  /** When each report and each export was asked after, epoch milliseconds. */
  polls: { reports: number[][]; exports: number[][] };
  requests: HandledRequest[];
  switches: ToastSwitches;
}

export function inspectionOf(world: World): ToastInspection {
  const { today, records, saves, sessions, jobs, requests, switches } = world;
  return structuredClone({
    today,
    records,
    saves: saves.all,
    sessions: sessions
      .live()
      .map(({ number, user, restaurant }) => ({ number, user: user.name, restaurant })),
    signIns: sessions.attempts,
    lockouts: sessions.attempts.filter(({ outcome }) => outcome === 'blocked').length,
    polls: {
      reports: jobs.reports.map(({ polls }) => polls),
      exports: jobs.exports.map(({ polls }) => polls),
    },
    requests,
    switches,
  });
}
