import { AccountPaused } from '../errors.ts';
import type { Store } from '../journal/store.ts';
import { isSpent, next, pauseOf, unknownStanding } from './standing.ts';
import type { Pause, Standing, StandingEvent } from './standing.ts';

/**
 * Keeps a login from being locked, and its other user from being thrown out: what happened at sign-in is in the store,
 * for every process, and nothing signs in against it.
 */
export class Guard {
  readonly #store: Store;
  /** Takes secrets out of what an app says: it may repeat the password that it was sent. */
  readonly scrub: (text: string) => string;

  constructor(store: Store, scrub: (text: string) => string) {
    this.#store = store;
    this.scrub = scrub;
  }

  /** @throws AccountPaused when this password (by default the one that was sent last) must not be sent now. */
  async check(account: string, secretVersion?: string): Promise<void> {
    const standing = await this.standing(account);
    const pause = pauseOf(standing, secretVersion ?? standing.secretVersion, Date.now());
    if (pause) throw paused(account, pause, standing);
  }

  /**
   * Counts an attempt before the password is sent. Called in the account's lane only.
   *
   * @throws AccountPaused when it must not be sent.
   */
  async sending(account: string, secretVersion: string): Promise<void> {
    await this.check(account, secretVersion);
    const spent = isSpent(await this.standing(account), secretVersion, Date.now());
    const paused = await this.record(account, { kind: spent ? 'unfinished' : 'sending', secretVersion });
    if (paused) throw paused;
  }

  /** Writes down what happened, and answers the error to throw if the account is paused by it. */
  async record(account: string, event: StandingEvent): Promise<AccountPaused | undefined> {
    const says = 'says' in event && event.says !== null ? { says: this.scrub(event.says) } : {};
    const standing = next(await this.standing(account), { ...event, ...says }, Date.now());
    const row = { account, standing: JSON.stringify(standing), at: Date.now() };
    await this.#store
      .insertInto('standings')
      .values(row)
      .onConflict((conflict) => conflict.column('account').doUpdateSet(row))
      .execute();
    return standing.pause ? paused(account, standing.pause, standing) : undefined;
  }

  async resume(account: string): Promise<void> {
    await this.record(account, { kind: 'resumed' });
  }

  async standing(account: string): Promise<Standing> {
    const row = await this.#store
      .selectFrom('standings')
      .select('standing')
      .where('account', '=', account)
      .executeTakeFirst();
    return { ...unknownStanding, ...(row && (JSON.parse(row.standing) as Standing)) };
  }
}

function paused(account: string, pause: Pause, { attempts, says, until }: Standing): AccountPaused {
  const words = says ? `: "${says}"` : '';
  const opens = until === null ? undefined : new Date(until).toISOString();
  const later = `Nothing signs in before ${opens}. Call again after that`;
  const goOn = `\`sidedoor accounts resume ${account}\``;
  switch (pause) {
    case 'refused':
      return new AccountPaused(
        `The application refused the sign-in of "${account}"${words}. It is paused, so that the login is not locked by trying again.`,
        {
          hint: `Do not call again. Ask the user to correct the password of "${account}"; if it was right, ${goOn} clears the pause.`,
        },
      );
    case 'locked':
      return new AccountPaused(`The application says that the login of "${account}" is locked${words}.`, {
        hint: opens ? `${later}.` : `Do not call again. Ask the user to have it unlocked; then ${goOn}.`,
      });
    case 'unfinished':
      return new AccountPaused(
        `Passwords of "${account}" were sent ${attempts} times since the application last took one. It is paused, so that the login is not locked by a further one.`,
        {
          hint: opens
            ? `${later}: the password has worked before.`
            : `Do not call again. Ask the user to run \`sidedoor login ${account}\`, or ${goOn} if the password is right for certain.`,
        },
      );
    case 'kicked':
      return new AccountPaused(
        `Somebody else has signed in as the user of "${account}"${words}. It waits, so that nobody is thrown out of his work.`,
        {
          hint: opens
            ? `${later}, or ask the user whether ${goOn} may end it earlier.`
            : `Ask the user; ${goOn} signs in again and ends the other session.`,
        },
      );
  }
}
