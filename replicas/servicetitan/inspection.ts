import type { SaveEntry } from '../saves/log.ts';
import type { Records } from './data/records.ts';
import type { Switches } from './switches.ts';
import type { Outcome } from './door/gatekeeper.ts';
import type { SaveKind, World } from './world.ts';

/** What a test may know from the inside. Amounts are whole cents, dates ISO. */
export interface Inspection {
  today: string;
  /** A copy: it stays as it was then. */
  records: Records;
  /** Every request that asked for a change of the records, in order of arrival, and what became of it. */
  saves: SaveEntry<SaveKind>[];
  /** Saves that came without a session, and changed nothing. */
  turnedAway: number;
  sessions: { number: number; user: string }[];
  kicked: number;
  /** Every password and code that was sent, in order. */
  signIns: { user: string; outcome: Outcome }[];
  lockouts: number;
  /** How often the check that one is human was shown, and how often its box was clicked. */
  challenges: { shown: number; cleared: number };
  requests: number;
  switches: Switches;
}

export function inspectionOf(world: World): Inspection {
  const { today, records, saves, turnedAway, sessions, gatekeeper, requests, switches } = world;
  return structuredClone({
    today,
    records,
    saves: saves.all,
    turnedAway,
    sessions: sessions.live().map(({ number, user }) => ({ number, user })),
    kicked: sessions.kicked,
    signIns: gatekeeper.attempts,
    lockouts: gatekeeper.lockouts,
    challenges: gatekeeper.challenges,
    requests,
    switches,
  });
}
