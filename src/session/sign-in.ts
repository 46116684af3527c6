import type { Page } from 'playwright';
import { toSidedoorError } from '../failure.ts';
import { LayoutChanged, NeedsHuman } from '../errors.ts';
import type { Screen } from '../flow/define-app.ts';
import type { Account } from './account.ts';
import { resolveSecret } from './credentials.ts';
import type { Guard } from './guard.ts';
import type { Seal } from './seal.ts';

export interface SignInParts {
  guard: Guard;
  seal: Seal;
  /** Told every password before it is used, so that no artefact shows it. */
  onPassword: (password: string) => void;
}

/**
 * Signs an account in, once. Called inside the account's lane only.
 *
 * @throws AccountPaused when the app refuses the password, or refused it before; NeedsHuman for a code or a decision;
 * AppUnavailable; LayoutChanged when afterwards the screen is none that the app's definition knows.
 */
export async function signIn(
  account: Account,
  page: Page,
  { guard, seal, onPassword }: SignInParts,
): Promise<void> {
  const password = await resolveSecret(account.password);
  onPassword(password);
  const version = seal.versionOf(password);
  await guard.check(account.name, version);

  let failure: unknown;
  try {
    await account.app.signIn({ page, username: account.username, password });
  } catch (error) {
    failure = error;
  }
  // The screen has the last word: a script that stumbled may have been refused, or may be signed in.
  const screen = await classify(account, page);
  switch (screen.state) {
    case 'signed_in':
      return guard.succeeded(account.name, version);
    case 'signed_out':
      if (failure !== undefined && screen.says === undefined) throw toSidedoorError(failure);
      throw await guard.refused(account.name, version, screen.says);
    case 'locked':
      throw await guard.refused(account.name, version, screen.says ?? 'the login is locked');
    case 'challenge':
    case 'interstitial':
      throw needsHuman(account, screen);
    case 'unknown':
      throw failure === undefined
        ? new LayoutChanged(
            `After signing in to "${account.name}" the screen is none that the app's definition knows.`,
          )
        : toSidedoorError(failure);
  }
}

export function needsHuman(account: Account, screen: Screen): NeedsHuman {
  const words = screen.says ? `: "${screen.says}"` : '';
  return new NeedsHuman(`${account.app.title} wants a person at the login "${account.name}"${words}.`);
}

/** An app that cannot say where it is does not know: `unknown`. */
export async function classify(account: Account, page: Page): Promise<Screen> {
  try {
    return await account.app.classify(page);
  } catch {
    return { state: 'unknown' };
  }
}
