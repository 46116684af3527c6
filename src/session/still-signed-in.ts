import { AppUnavailable, LayoutChanged } from '../errors.ts';
import type { AccountPaused } from '../errors.ts';
import { toSidedoorError } from '../failure.ts';
import type { Account } from './account.ts';
import type { Guard } from './guard.ts';
import type { SealedStates } from './sealed-states.ts';
import type { Session } from './session.ts';
import { needsHuman } from './sign-in.ts';

interface StillParts {
  guard: Guard;
  states: SealedStates;
}

/**
 * Opens the app's first page in a restored session and says whether it is still signed in; false leads to a sign-in.
 *
 * @throws AccountPaused when somebody else has signed in or the login is locked, AppUnavailable, and LayoutChanged when
 * the page is none that the app's definition knows: unknown is never taken for signed in.
 */
export async function stillSignedIn(session: Session, slot: number, parts: StillParts): Promise<boolean> {
  const { account } = session;
  await openHome(session);
  const screen = await session.classify();
  switch (screen.state) {
    case 'signed_in':
      return true;
    case 'signed_out': {
      const paused = screen.kicked && (await noteKick(account, slot, screen.says, parts));
      if (paused) throw paused;
      return false;
    }
    case 'interstitial':
      if (screen.goOn) {
        await session.gate.open(screen.goOn);
        return (await session.classify()).state === 'signed_in';
      }
      return false;
    case 'challenge':
      // The sign-in has the codes, and a person to ask.
      return false;
    case 'locked': {
      const until = screen.until?.getTime() ?? null;
      const event = { kind: 'locked', says: screen.says ?? null, until } as const;
      throw (await parts.guard.record(account.name, event)) ?? needsHuman(account, screen);
    }
    case 'unknown':
      throw new LayoutChanged(
        `The first page of ${account.app.title} is none that the app's definition knows, so "${account.name}" may or may not be signed in.`,
      );
  }
}

/** Forgets the session that somebody else's sign-in ended. Answers the error to end a run with, if the account waits. */
export async function noteKick(
  account: Account,
  slot: number,
  says: string | undefined,
  { states, guard }: StillParts,
): Promise<AccountPaused | undefined> {
  await states.forget(account, slot);
  return guard.record(account.name, { kind: 'kicked', says: says ?? null, policy: account.onKicked });
}

/** @throws AppUnavailable */
export async function openHome(session: Session): Promise<void> {
  const { app } = session.account;
  try {
    await session.page.goto(app.home);
  } catch (error) {
    throw toSidedoorError(error);
  }
  if (session.serverError) throw new AppUnavailable(`${app.title} answers ${session.serverError}.`);
}
