import type { SentCode, SignInAttempt } from './identity/door.ts';
import type { Records } from './data/records.ts';
import type { AppfolioSave, HandledRequest, World } from './world.ts';

/** A copy of all that a test may want to see. */
export interface AppfolioInspection {
  today: string;
  records: Records;
  signIns: SignInAttempt[];
  /** How often a user was locked. */
  lockouts: number;
  /** Texts with a code, as they reached the users' telephones. */
  codes: SentCode[];
  sessions: { number: number; user: string }[];
  sessionsStarted: number;
  saves: AppfolioSave[];
  requests: HandledRequest[];
}

export function inspectionOf({ today, records, door, sessions, saves, requests }: World): AppfolioInspection {
  return structuredClone({
    today,
    records,
    signIns: door.attempts,
    lockouts: door.lockouts,
    codes: door.sent,
    sessions: sessions.live().map(({ number, user }) => ({ number, user })),
    sessionsStarted: sessions.started,
    saves: saves.all,
    requests,
  });
}
