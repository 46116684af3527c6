import type { Page, Request } from 'playwright';
import { AppUnavailable, LayoutChanged, NeedsHuman, SessionLost } from '../errors.ts';
import type { SidedoorError } from '../errors.ts';
import { toSidedoorError } from '../failure.ts';
import type { Screen } from '../flow/define-app.ts';
import type { Account } from './account.ts';
import { CodeSupply } from './code-supply.ts';
import type { CodeSupplyParts } from './code-supply.ts';
import type { Guard } from './guard.ts';
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

export interface SignInParts extends CodeSupplyParts {
  guard: Guard;
  /** Told every password, and the secret of one-time codes, before it is used, so that no artefact shows it. */
  onPassword: (password: string) => void;
}

/** From the login page to the first page inside there are at most so many screens. */
const mostScreens = 6;

/**
 * Signs a session's account in, once. Called inside the account's lane only. One password, and at most two codes.
 *
 * @throws AccountPaused when the app refuses the password, or the guard does not let it be sent; NeedsHuman for what a
 * person must do; AppUnavailable; LayoutChanged when a screen is none that the app's definition knows.
 */
export async function signIn(session: Session, parts: SignInParts, handOff?: HandOff): Promise<void> {
  const { account, page } = session;
  const { guard } = parts;
  const password = await parts.references.resolve(account.password);
  parts.onPassword(password);
  const codes = await CodeSupply.of(account, parts);
  await guard.sending(account.name, parts.seal.versionOf(password));
  const { attempts } = await guard.standing(account.name);
  // Only a person makes this the first again after a sign-in that the app did not take.
  if (attempts > 1) await codes?.resume();
  if (codes?.isSpent && !handOff) {
    await guard.record(account.name, { kind: 'withdrawn' });
    throw codesRefused(account);
  }
  const unwatch = codes?.clock.watch(page);
  try {
    await enter(session, password, guard, codes, handOff);
  } catch (error) {
    // What a person corrects now is asked for anew.
    for (const reference of [account.password, account.code ?? '']) parts.references.forget(reference);
    throw error;
  } finally {
    unwatch?.();
  }
}

/** From the login page to the first page inside. */
async function enter(
  session: Session,
  password: string,
  guard: Guard,
  codes: CodeSupply | undefined,
  handOff: HandOff | undefined,
): Promise<void> {
  const { account } = session;
  let failure = await sendPassword(session, password, guard);
  for (let count = 0; count < mostScreens; count++) {
    // The screen has the last word: a script that stumbled may have been refused, or may be signed in.
    const seen = await session.classify();
    // Whoever is asked to help, or is told of an error, reads what it says.
    const screen = seen.says === undefined ? seen : { ...seen, says: guard.scrub(seen.says) };
    await codes?.settle(screen);
    const says = screen.says ?? null;
    switch (screen.state) {
      case 'signed_in':
        await guard.record(account.name, { kind: 'signed_in' });
        return;
      case 'signed_out':
        // It counts as sent all the same: whether the password was taken is only known for certain inside.
        if (screen.ended) throw new SessionLost('The application ended the session at its sign-in.');
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
        failure = await pass(session, screen, codes, handOff);
        break;
      case 'unknown':
        throw stopped(
          session,
          failure,
          `At the sign-in of "${account.name}" came a screen that the app's definition does not know.`,
        );
    }
  }
  throw new LayoutChanged(
    `The sign-in of "${account.name}" did not come to an end after ${mostScreens} screens.`,
  );
}

/** Runs the app's own script. Answers why it stumbled, if it did; throws only when nothing was sent. */
async function sendPassword(session: Session, password: string, guard: Guard): Promise<unknown> {
  const { account, page } = session;
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
  throw stopped(session, failure, `The sign-in of "${account.name}" sent nothing.`);
}

/** Why a sign-in goes no further: an application that answers an error shows no form to stumble at. */
function stopped({ account, serverError }: Session, failure: unknown, otherwise: string): SidedoorError {
  if (serverError !== undefined)
    return new AppUnavailable(`${account.app.title} answered ${serverError} at the sign-in.`, {
      cause: failure,
    });
  return failure === undefined ? new LayoutChanged(otherwise) : toSidedoorError(failure);
}

/** Brings the page past one screen. Answers why a script stumbled at it, if it did. */
async function pass(
  { account, page }: Session,
  screen: Screen,
  codes: CodeSupply | undefined,
  handOff: HandOff | undefined,
): Promise<unknown> {
  if (screen.goOn) {
    await screen.goOn();
    return undefined;
  }
  if (codes?.answers(screen)) return codes.type(page);
  if (!handOff)
    throw screen.takesCode && codes?.isSpent ? codesRefused(account) : needsHuman(account, screen);
  await handOff.ask(account, page, screen);
  return undefined;
}

function codesRefused({ app, name, code }: Account): NeedsHuman {
  return new NeedsHuman(
    `${app.title} did not take two one-time codes of "${name}" in a row. No third is sent, so that the login is not locked.`,
    {
      hint: `Ask the user to correct the secret of its codes (${code}), or to run \`sidedoor login ${name}\`; then call again.`,
    },
  );
}

export function needsHuman(account: Account, screen: Screen): NeedsHuman {
  const words = screen.says ? `: "${screen.says}"` : '';
  return new NeedsHuman(`${account.app.title} wants a person at the login "${account.name}"${words}.`, {
    hint: `Ask the user to run \`sidedoor login ${account.name}\`, then call again.`,
  });
}
