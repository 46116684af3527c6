import type { Sidedoor } from '../sidedoor.ts';
import { isSidedoorError } from '../errors.ts';
import type { Account } from '../session/account.ts';
import type { SealedSession } from '../session/sealed-states.ts';
import type { Standing } from '../session/standing.ts';

export interface AccountStatus {
  name: string;
  app: string;
  url: string;
  username: string;
  sessions: SealedSession[];
  standing: Standing;
  /** Why nothing signs in, and until when; undefined when the account works. */
  paused: { why: string; hint: string; until: number | null } | undefined;
  queue: { running: number; waiting: number };
  /** Whether some process has a browser context of it open; else it is parked, or has no session. */
  isLive: boolean;
  pace: Account['pace'];
  /** What the next run waits for, and until when, epoch milliseconds; undefined when one may begin at once. */
  next: { why: string; at: number | null } | undefined;
}

type Parts = Pick<Sidedoor, 'guard' | 'states' | 'tickets' | 'contexts' | 'pace'>;

/** What the store knows of an account. Signs in nowhere and asks the application nothing. */
export async function accountStatus(account: Account, parts: Parts): Promise<AccountStatus> {
  const { name, app, url, username, pace } = account;
  const [sessions, standing, queue, isLive, hindrance] = await Promise.all([
    parts.states.sealedSessions(account),
    parts.guard.standing(name),
    parts.tickets.length(name),
    parts.contexts.has(account),
    parts.pace.hindrance(account),
  ]);
  const paused = await pauseOf(account, standing, parts);
  const next = laterOf(
    paused && { why: 'paused', at: paused.until },
    hindrance && { why: hindrance.why, at: hindrance.until },
  );
  return { name, app: app.name, url, username, sessions, standing, paused, queue, isLive, pace, next };
}

/** What no time ends comes last of all. */
function laterOf(one: AccountStatus['next'], other: AccountStatus['next']): AccountStatus['next'] {
  if (!one || !other) return one ?? other;
  return (other.at ?? Infinity) > (one.at ?? Infinity) ? other : one;
}

async function pauseOf(
  account: Account,
  { until }: Standing,
  { guard, states }: Parts,
): Promise<AccountStatus['paused']> {
  // Without its secret an account is taken for the one that was paused.
  const version = await states.secretVersion(account).catch(() => undefined);
  try {
    await guard.check(account.name, version);
    return undefined;
  } catch (error) {
    if (isSidedoorError(error)) return { why: error.message, hint: error.hint, until };
    throw error;
  }
}
