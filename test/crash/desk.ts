import type { TcpCut } from '../support/tcp-cut.ts';

/** Something to be written once. */
export interface Wish {
  tool: string;
  args: Record<string, unknown>;
  /**
   * What the app's own data has of it, found by what was asked for and never by our mark: one for each time that it was
   * written, with the fields that an answer must have.
   */
  records: () => Promise<Record<string, unknown>[]>;
}

/** One login of an app, behind a connection that can be cut. */
export interface Desk {
  app: 'harbor' | 'sql-ledger';
  /** Of the account, and of the trials' lane. */
  name: string;
  username: string;
  password: string;
  line: TcpCut;
  /** Names of the writing flows, without the app's. */
  flows: readonly string[];
  /** A wish that nobody had before. `token` is in what is written, where the flow has any free text. */
  wish(flow: string, token: string): Promise<Wish>;
  /** Settles when the app works on no request any more. */
  quiet(): Promise<void>;
  /** Ends the login's sessions in the app, where that is no war of sign-ins. */
  endSessions?(): void;
  /** How long the app takes from now on between the arrival of a save and its writing. Milliseconds. */
  slow?(ms: number): void;
}

/** Everything that was opened, and how it is closed. */
export interface Desks extends AsyncDisposable {
  desks: Desk[];
}
