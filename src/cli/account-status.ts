import type { Sidedoor } from '../compose.ts';
import { isSidedoorError } from '../errors.ts';
import type { Account } from '../session/account.ts';
import type { SignInRecord } from '../session/guard.ts';
import type { SealedSession } from '../session/sealed-states.ts';

export interface AccountStatus {
  name: string;
  app: string;
  url: string;
  username: string;
  sessions: SealedSession[];
  lastSignIn: SignInRecord | undefined;
  /** Why nothing signs in any more; undefined when the account works. */
  paused: string | undefined;
  queue: { running: number; waiting: number };
}

type Parts = Pick<Sidedoor, 'guard' | 'states' | 'tickets'>;

/** What the store knows of an account. Signs in nowhere and asks the application nothing. */
export async function accountStatus(account: Account, parts: Parts): Promise<AccountStatus> {
  const { name, app, url, username } = account;
  const [sessions, lastSignIn, paused, queue] = await Promise.all([
    parts.states.sealedSessions(account),
    parts.guard.last(name),
    pauseOf(account, parts),
    parts.tickets.length(name),
  ]);
  return { name, app: app.name, url, username, sessions, lastSignIn, paused, queue };
}

/** A refused sign-in pauses an account only as long as its secret is the refused one. */
async function pauseOf(
  account: Account,
  { guard, states }: Pick<Parts, 'guard' | 'states'>,
): Promise<string | undefined> {
  const last = await guard.last(account.name);
  if (last?.outcome !== 'refused') return undefined;
  try {
    await guard.check(account.name, await states.secretVersion(account));
    return undefined;
  } catch (error) {
    // The very secret, or none at all to compare.
    if (isSidedoorError(error)) return last.says ?? 'the application refused the password';
    throw error;
  }
}
