import type { Records } from './data/records.ts';
import type { SentCode } from './code-check.ts';
import type { SignInAttempt } from './gatekeeper.ts';
import type { ReportStatus } from './reports.ts';
import type { HandledRequest } from './request-log.ts';
import type { HarborSwitches } from './switches.ts';
import type { World } from './world.ts';

/** What a test may know about Harbor from the inside. Amounts are whole cents, dates ISO, instants epoch milliseconds. */
export interface HarborInspection {
  today: string;
  records: Records & { reports: { number: number; user: string; criteria: string; status: ReportStatus }[] };
  /** The live ones, oldest first. */
  sessions: { number: number; user: string; startedAt: number; lastSeenAt: number }[];
  /** Every password and code that was sent, in order. */
  signIns: SignInAttempt[];
  /** Every one-time code that was sent, in order, and what came of it. */
  codes: SentCode[];
  /** How often a user was locked. */
  lockouts: number;
  /** Sessions that ended because their user signed on again. */
  kicked: number;
  /** Of the kicked sessions: those that sent a further request, so somebody was still at work with them. */
  thrownOut: number;
  /** The latest 20,000 requests, in the order in which they ended. */
  requests: HandledRequest[];
  /** All requests that were answered since the start. */
  requestCount: number;
  requestsInProgress: number;
  switches: HarborSwitches;
}

export function inspectionOf(world: World): HarborInspection {
  const { today, records, sessions, gatekeeper, reports, log, switches } = world;
  const report = reports.all().map((one) => ({
    number: one.number,
    user: one.user,
    criteria: one.criteria,
    status: reports.statusOf(one),
  }));
  return {
    today,
    records: { ...records, reports: report },
    sessions: sessions
      .live()
      .map(({ number, user, startedAt, lastSeenAt }) => ({ number, user, startedAt, lastSeenAt })),
    signIns: [...gatekeeper.attempts],
    codes: [...gatekeeper.codes.sent],
    lockouts: gatekeeper.lockouts,
    kicked: sessions.kicked,
    thrownOut: sessions.thrownOut,
    requests: log.latest(),
    requestCount: log.total,
    requestsInProgress: log.inProgress,
    switches: { ...switches },
  };
}
