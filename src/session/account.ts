import type { AppDefinition } from '../flow/define-app.ts';
import type { OnKicked } from './standing.ts';

/** One login to one installation of an app. */
export interface Account {
  /** The user's name for it. */
  name: string;
  app: AppDefinition;
  /** Base address, ending in a slash. */
  url: string;
  username: string;
  /** Reference to the password. */
  password: string;
  sessions: number;
  /** What the app's server-side choice must be, for apps that have one. */
  choice?: string | undefined;
  onKicked: OnKicked;
}

/** One of an account's sessions. Slots count from 0 to `sessions` - 1. */
export function sessionKey(account: Account, slot: number): string {
  return `${account.name}#${slot}`;
}

/** What a sealed session is bound to: it opens for this login to this installation only. */
export function sealedPlace(account: Account, slot: number): string {
  return JSON.stringify(['session', account.name, slot, account.app.name, account.url, account.username]);
}
