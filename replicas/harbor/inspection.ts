import type { Records } from './data/records.ts';
import type { SentCode } from './code-check.ts';
import type { SignInAttempt } from './gatekeeper.ts';
import type { ReportStatus } from './reports.ts';
import type { HandledRequest } from './request-log.ts';
import type { HarborSwitches } from './switches.ts';
import type { HarborSave, World } from './world.ts';

/** What a test may know about Harbor from the inside. Amounts are whole cents, dates ISO, instants epoch milliseconds. */
export interface HarborInspection {
  today: string;
  /** A copy: it stays as it was then. */
  records: Records & { reports: { number: number; user: string; criteria: string; status: ReportStatus }[] };
  /** Every request that asked for a change of the records, in order of arrival, and what became of it. */
  saves: HarborSave[];
  /** Forms that came from a session that had ended, and changed nothing. */
  turnedAway: number;
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
  const { today, records, sessions, gatekeeper, reports, log, saves, switches } = world;
  const report = reports.all().map((one) => ({
    number: one.number,
    user: one.user,
    criteria: one.criteria,
    status: reports.statusOf(one),
  }));
  return {
    today,
    records: { ...copyOf(records), reports: report },
    saves: saves.all.map((save) => ({ ...save })),
    turnedAway: log.latest().filter(isTurnedAway).length,
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

const isTurnedAway = ({ method, path, user, formerUser }: HandledRequest) =>
  method === 'POST' && path.includes('/app/') && user === null && formerUser !== null;

/** So that what was inspected before a write can be told from what is inspected after it. */
function copyOf(records: Records): Records {
  const flat = <Row extends object>(rows: Row[]) => rows.map((row) => ({ ...row }));
  return {
    buildings: flat(records.buildings),
    units: flat(records.units),
    tenants: flat(records.tenants),
    ledger: flat(records.ledger),
    workOrders: records.workOrders.map((order) => ({
      ...order,
      notes: flat(order.notes),
      history: flat(order.history),
    })),
    vendors: flat(records.vendors),
    accounts: flat(records.accounts),
    billBatches: records.billBatches.map((batch) => ({ ...batch, invoices: flat(batch.invoices) })),
  };
}
