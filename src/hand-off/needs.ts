import type { Screen } from '../flow/define-app.ts';
import type { Account } from '../session/account.ts';

/** What a parked run wants of a person. */
export interface Needs {
  /** In the app's own words where it has some. Text from outsiders. */
  what: string;
  /** The hand-off page, on this machine only. Knowing it opens the page, so it stays out of logs. */
  url: string;
  /** Whether the screen takes a one-time code that the engine can type. */
  takesCode: boolean;
  /** When the wait ends, epoch milliseconds. */
  until: number;
}

const longestQuote = 200;

export function whatIsNeeded({ app }: Account, screen: Screen): string {
  const says = screen.says?.replaceAll(/\s+/g, ' ').slice(0, longestQuote);
  if (says) return `${app.title} says: "${says}"`;
  return screen.state === 'challenge'
    ? `${app.title} asks for something that only a person has, such as a code.`
    : `${app.title} shows a page that a person must decide about.`;
}

/** Whether the engine can type the code that this screen asks for. */
export function takesCode({ app }: Account, screen: Screen): boolean {
  return screen.takesCode === true && app.enterCode !== undefined;
}

/** The way that always works, from wherever the config is at hand. */
export function loginCommand(account: string): string {
  return `sidedoor login ${account}`;
}
