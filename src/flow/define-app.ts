import type { Page } from 'playwright';
import type { OutgoingRequest } from './outgoing-request.ts';

/**
 * Where a page of the app is, by positive evidence only. `unknown` is never taken for signed in, nor for "no rows".
 */
export type ScreenState = 'signed_in' | 'signed_out' | 'challenge' | 'interstitial' | 'locked' | 'unknown';

export interface Screen {
  state: ScreenState;
  /** What the app says about it in its own words, e.g. "Incorrect Password!". Never a secret. */
  says?: string;
  /** Of `signed_out`: somebody else signed in as the same user, and that ended our session. */
  kicked?: boolean;
  /** Of `signed_out`: the app says that a session has ended, which is no word about a password. */
  ended?: boolean;
  /** Of `locked`: when the app opens the login again, if it says so. */
  until?: Date;
  /** Of `challenge`: the screen takes a one-time code, which `enterCode` types. */
  takesCode?: boolean;
  /** Of `interstitial`: the way on, where a clerk would click it away without a thought. */
  goOn?: () => Promise<void>;
}

export interface ClassifyContext {
  /** HTTP status of the page's last document, where it has loaded one. */
  status: number | undefined;
}

export interface SignInContext {
  /** A blank page whose base URL is the account's: `page.goto('login.pl')` works. */
  page: Page;
  username: string;
  password: string;
}

/** Things an app gets wrong that no flow should have to know. */
export interface Quirks {
  /**
   * The app declares UTF-8 but prints some strings as Latin-1 bytes, so a browser shows U+FFFD for "Müller". Documents
   * are repaired before the page sees them: what is valid UTF-8 stays, every other byte is read as Windows-1252.
   */
  latin1InUtf8?: boolean;
  /** What the app keeps its session in besides cookies and localStorage; it is handed over with them. */
  sessionIn?: ('sessionStorage' | 'indexedDB')[];
  /**
   * How long the app may go on working on a request whose client has gone. Until then a write that is not there may still
   * come. Seconds; 15 when not given.
   */
  settleSeconds?: number;
}

/** A choice that is checked before each run, and made where it differs: somebody may have made another meanwhile. */
export interface ServerChoice {
  /** What is chosen now, as the account's `choice` in the config names it. */
  read(page: Page): Promise<string>;
  choose(page: Page, name: string): Promise<void>;
}

/** How far a pack can be trusted, and what somebody should know before he uses it. */
export interface AppStanding {
  /** What its flows were seen to work on: the application itself, or a replica made from published facts. */
  verified: 'live' | 'replica';
  /** Told to the user once for each account: whole sentences, the most important first. */
  notes: string[];
}

/** A legacy web application as software: how to sign in, and how to tell whether one is signed in. */
export interface AppDefinition {
  /** kebab-case, the name of the pack's folder and what `app:` in the config says. */
  name: string;
  title: string;
  /** A cheap page, relative to the account's URL, that shows whether a restored session is still signed in. */
  home: string;
  /** Signs in the way a clerk does, once, without retries. Need not report success: `classify` decides. */
  signIn(context: SignInContext): Promise<void>;
  /** Says where the page is. Called after sign-in, after a restored session's first page, and when a run fails. */
  classify(page: Page, context?: ClassifyContext): Promise<Screen>;
  /** Types a one-time code and sends it, once. For apps that ask for one. */
  enterCode?(context: { page: Page; code: string }): Promise<void>;
  /** For apps that keep a choice on the server, such as the company one works in, for as long as a session lasts. */
  choice?: ServerChoice;
  /**
   * Whether a request may change something. Asked for every document, form, XHR, fetch and beacon, GET too; what is not a
   * fetch of data must be named here. Without it everything but GET and HEAD does. Reads are stopped at a `true`.
   */
  mutates?: (request: OutgoingRequest) => boolean;
  quirks?: Quirks;
  /** Every shipped pack has one. */
  standing?: AppStanding;
}

/** Defines an app. A definition is data: calling this does nothing else. */
export function defineApp(definition: AppDefinition): AppDefinition {
  return definition;
}
