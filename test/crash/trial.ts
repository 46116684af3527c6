import type { Cut } from '../support/tcp-cut.ts';
import type { Answer, Point } from './messages.ts';
import type { Desk, Wish } from './desk.ts';

/** What is killed: the process, its browser, or the connection between browser and app. */
export const kinds = ['process', 'browser', 'connection'] as const;
export type Kind = (typeof kinds)[number];

/** One write, and the accidents that it meets. */
export interface Trial {
  /** Unique; also what the record is recognised by. */
  token: string;
  desk: Desk;
  flow: string;
  kind: Kind;
  /** Undefined for a trial without an accident. */
  point: Point | undefined;
  /** Where a request is cut. At a step of the journal every connection is. */
  cut: Cut | undefined;
  /** Where whoever goes on with it is killed too. */
  second: Point | undefined;
  /** The caller's own idempotency key; without one the arguments are the key. */
  key: string | undefined;
  /** The app writes a save that has arrived only after this long, whoever waits for it. Milliseconds. */
  slow: number;
  /** The login's session ends before the call is sent again. */
  newSession: boolean;
  /** It is sent again to another process. */
  elsewhere: boolean;
}

/**
 * `clean`: answered as done, and there once, as answered · `asks a person`: the app cannot tell · the others must not be:
 * it is there twice; answered as done, or never, and not there; or an answer that the app's data belie.
 */
export type Verdict = 'clean' | 'asks a person' | 'duplicate' | 'lost' | 'wrong answer' | 'unanswered';

export type Doubt = 'none' | 'found present' | 'found absent, and written' | 'not looked up' | 'unknown';

/** A trial under way. */
export interface Course {
  trial: Trial;
  wish: Wish;
  startedAt: number;
  /** It came to its point, and met the accident there. */
  isStruck: boolean;
  isStruckTwice: boolean;
  calls: number;
  /** The latest; undefined when its process died over it. */
  answer: Answer | undefined;
  /** What the client was told on the way, and what is wrong with it. */
  errors: string[];
  complaints: string[];
  wasPaused: boolean;
}

export interface Result extends Omit<Course, 'startedAt'> {
  verdict: Verdict;
  doubt: Doubt;
  /** Records in the app. */
  records: number;
  /** States that its write went through, by the journal. */
  states: string[];
  ms: number;
}
