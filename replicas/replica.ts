import type { Switch, Values } from './switches.ts';

/** Somebody who may sign in to a replica. */
export interface ReplicaUser {
  name: string;
  password: string;
  /** What he can do there, in a few words. */
  role: string;
  /** Base32 secret of his authenticator app, where the replica knows one. */
  codeSecret?: string;
}

export interface ReplicaOptions<Switches> {
  /** Default: any free port of 127.0.0.1. */
  port?: number;
  switches?: Partial<Values<Switches>>;
  /** Another seed draws other records of the same kind and number. Default 7. */
  seed?: number;
  /** The day on which the replica believes it is, ISO date. Default 2026-11-20. */
  now?: string;
}

/** A replica that runs. Over HTTP: GET `__inspect` and POST `__switch` with the switches to set as JSON. */
export interface Replica<Switches, Inspection> {
  /** Where its users go, with a slash at the end. */
  url: string;
  /** The values as they are; change them at any time, they act from the next request on. */
  switches: Values<Switches>;
  /** The records, sessions, sign-in attempts and saves as they are now: a copy, for tests. */
  inspect(): Inspection;
  /** Ends all connections at once, busy ones too. */
  close(): Promise<void>;
}

/** A behavioural stand-in for an application that nobody can try things on. Each runs by itself, in memory. */
export interface ReplicaKind<Switches extends object = Record<string, Switch>, Inspection = object> {
  /** As the pack that is written against it, e.g. "yardi". */
  name: string;
  title: string;
  users: readonly ReplicaUser[];
  switches: Switches;
  start(options?: ReplicaOptions<Switches>): Promise<Replica<Switches, Inspection>>;
}
