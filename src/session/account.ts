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
  /** Reference to the secret of its one-time codes, for apps that ask for them. */
  code?: string | undefined;
  sessions: number;
  /** Flows that it is offered for, by name or beginning (`list_*`); all of its app when not given. */
  flows?: string[] | undefined;
  /** Folders that flows may take files from, absolute; none when not given. */
  files?: string[] | undefined;
  /** What the app's server-side choice must be, for apps that have one. */
  choice?: string | undefined;
  onKicked: OnKicked;
  /** Whether flows may write, or which: by the flow's name, `*` for the others. */
  writes: WritePolicy | Record<string, WritePolicy>;
  /** How gently the account is used; empty for a person's own hands. */
  pace: Pace;
  /** A live session that nobody uses opens its first page this often, so that the app does not end it. */
  keepAliveMinutes?: number | undefined;
}

/** `off`: previews only. `confirm`: a person confirms what a preview shows. `allow`: at once. */
export type WritePolicy = 'off' | 'confirm' | 'allow';

/** @param flow its name, without the app's. */
export function writePolicy({ writes }: Pick<Account, 'writes'>, flow: string): WritePolicy {
  return typeof writes === 'string' ? writes : (writes[flow] ?? writes['*'] ?? 'off');
}

/** Limits of an account's use. Each holds over all processes of the store. */
export interface Pace {
  /** Least time between two page loads. */
  gapSeconds?: number | undefined;
  runsPerHour?: number | undefined;
  /** `'22:00-06:00'` on the wall clock of the time zone, by default the machine's. */
  quietHours?: string | undefined;
  timeZone?: string | undefined;
}

/** One of an account's sessions. Slots count from 0 to `sessions` - 1. */
export function sessionKey(account: Account, slot: number): string {
  return `${account.name}#${slot}`;
}

/** What each sealed session of these accounts is bound to, by its key. */
export function sealedPlaces(accounts: Account[]): Map<string, string> {
  return new Map(
    accounts.flatMap((account) =>
      Array.from({ length: account.sessions }, (_, slot): [string, string] => [
        sessionKey(account, slot),
        sealedPlace(account, slot),
      ]),
    ),
  );
}

/** What a sealed session is bound to: it opens for this login to this installation only. */
export function sealedPlace(account: Account, slot: number): string {
  return JSON.stringify(['session', account.name, slot, account.app.name, account.url, account.username]);
}
