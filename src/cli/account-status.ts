import type { Sidedoor } from '../compose.ts';
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
}

type Parts = Pick<Sidedoor, 'guard' | 'states' | 'tickets'>;

/** What the store knows of an account. Signs in nowhere and asks the application nothing. */
export async function accountStatus(account: Account, parts: Parts): Promise<AccountStatus> {
  const { name, app, url, username } = account;
  const [sessions, standing, queue] = await Promise.all([
    parts.states.sealedSessions(account),
    parts.guard.standing(name),
    parts.tickets.length(name),
  ]);
  const paused = await pauseOf(account, standing, parts);
  return { name, app: app.name, url, username, sessions, standing, paused, queue };
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
