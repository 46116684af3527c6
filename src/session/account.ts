import type { AppDefinition } from '../flow/define-app.ts';

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
}

/** One of an account's sessions. Slots count from 0 to `sessions` - 1. */
export function sessionKey(account: Account, slot: number): string {
  return `${account.name}#${slot}`;
}

/** What a sealed session is bound to: it opens for this login to this installation only. */
export function sealedPlace(account: Account, slot: number): string {
  return JSON.stringify(['session', account.name, slot, account.app.name, account.url, account.username]);
}
