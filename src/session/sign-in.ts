import type { Page, Request } from 'playwright';
import { LayoutChanged, NeedsHuman, SessionLost } from '../errors.ts';
import { toSidedoorError } from '../failure.ts';
import type { Screen } from '../flow/define-app.ts';
import type { Account } from './account.ts';
import { resolveSecret } from './credentials.ts';
import type { Guard } from './guard.ts';
import type { Seal } from './seal.ts';
import type { Session } from './session.ts';

/** Asks a person to bring a page past a screen that only a person can pass. */
export interface HandOff {
  /**
   * Settles when the person says that it is done.
   *
   * @throws NeedsHuman when nobody came in time, Cancelled when the run was called off meanwhile.
   */
  ask(account: Account, page: Page, screen: Screen): Promise<void>;
}

export interface SignInParts {
  guard: Guard;
  seal: Seal;
  /** Told every password before it is used, so that no artefact shows it. */
  onPassword: (password: string) => void;
}

/** From the login page to the first page inside there are at most so many screens. */
const mostScreens = 6;

/**
 * Signs a session's account in, once. Called inside the account's lane only.
 *
 * @throws AccountPaused when the app refuses the password, or the guard does not let it be sent; NeedsHuman for what a
 * person must do; AppUnavailable; LayoutChanged when a screen is none that the app's definition knows.
 */
export async function signIn(session: Session, parts: SignInParts, handOff?: HandOff): Promise<void> {
  const { account, page } = session;
  const { guard } = parts;
  const password = await resolveSecret(account.password);
  parts.onPassword(password);
  await guard.sending(account.name, parts.seal.versionOf(password));

  const failure = await sendPassword(session, password, guard);
  for (let count = 0; count < mostScreens; count++) {
    // The screen has the last word: a script that stumbled may have been refused, or may be signed in.
    const screen = await session.classify();
    const says = screen.says ?? null;
    switch (screen.state) {
      case 'signed_in':
        await guard.record(account.name, { kind: 'signed_in' });
        return;
      case 'signed_out':
        throw (
          (await guard.record(account.name, { kind: 'refused', says })) ??
          new SessionLost('Signed out again.')
        );
      case 'locked': {
        const until = screen.until?.getTime() ?? null;
        throw (
          (await guard.record(account.name, { kind: 'locked', says, until })) ?? new SessionLost('Locked.')
        );
      }
      case 'interstitial':
      case 'challenge':
        await pass(account, page, screen, handOff);
        break;
      case 'unknown':
        throw failure === undefined
          ? new LayoutChanged(
              `At the sign-in of "${account.name}" came a screen that the app's definition does not know.`,
            )
          : toSidedoorError(failure);
    }
  }
  throw new LayoutChanged(
    `The sign-in of "${account.name}" did not come to an end after ${mostScreens} screens.`,
  );
}

/** Runs the app's own script. Answers why it stumbled, if it did; throws only when nothing was sent. */
async function sendPassword({ account, page }: Session, password: string, guard: Guard): Promise<unknown> {
  let isSent = false;
  const watch = (request: Request) => {
    isSent ||= request.method() !== 'GET' || request.url().includes(encodeURIComponent(password));
  };
  page.on('request', watch);
  let failure: unknown;
  try {
    await account.app.signIn({ page, username: account.username, password });
  } catch (error) {
    failure = error;
  } finally {
    page.off('request', watch);
  }
  if (isSent) return failure;
  await guard.record(account.name, { kind: 'withdrawn' });
  throw failure === undefined
    ? new LayoutChanged(`The sign-in of "${account.name}" sent nothing.`)
    : toSidedoorError(failure);
}

/** Brings the page past one screen between the login page and the inside. */
async function pass(account: Account, page: Page, screen: Screen, handOff: HandOff | undefined): Promise<void> {
  if (screen.goOn) {
    await screen.goOn();
    return;
  }
  if (!handOff) throw needsHuman(account, screen);
  await handOff.ask(account, page, screen);
}

export function needsHuman(account: Account, screen: Screen): NeedsHuman {
  const words = screen.says ? `: "${screen.says}"` : '';
  return new NeedsHuman(`${account.app.title} wants a person at the login "${account.name}"${words}.`, {
    hint: `Ask the user to run \`sidedoor login ${account.name}\`, then call again.`,
  });
}
