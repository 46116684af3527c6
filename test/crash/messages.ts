import type { ErrorRecord } from '../../src/errors.ts';

/** What a trial can be interrupted at: the steps of the journal, and the requests that come to the gate. */
export const steps = [
  'find',
  'claim',
  'prepared',
  'armed',
  'sent',
  'answered',
  'confirmed',
  'settled',
  'receipt',
  'ended',
  'request',
] as const;
export type Step = (typeof steps)[number];

/** A moment of a call: before or after the n-th time that it comes to a step, counted from 1. */
export interface Point {
  step: Step;
  nth: number;
  when: 'before' | 'after';
}

/** A request at the gate, as the first line of HTTP names it. */
export interface RequestLine {
  method: string;
  /** Path and query. */
  path: string;
}

/** What came of a call. */
export interface Answer {
  runId?: string;
  output?: Record<string, unknown>;
  error?: ErrorRecord;
  /** How often it came to each step, in the process that was asked. */
  counts: Partial<Record<Step, number>>;
}

export interface Call {
  tool: string;
  account: string;
  args: Record<string, unknown>;
}

export type ToWorker =
  | { type: 'call'; id: number; call: Call; point?: Point | undefined }
  /** Lets go who was held at its point. */
  | { type: 'release'; account: string }
  /** What a person does for an account that is paused. */
  | { type: 'resume'; account: string }
  /** What a person does who has looked in the app. */
  | { type: 'resolve'; id: number; runId: string; outcome: 'present' | 'absent' };

export type FromWorker =
  | { type: 'ready' }
  | { type: 'answer'; id: number; answer: Answer }
  /** It stands at its point, and goes no further until it is let go. */
  | { type: 'reached'; account: string; request: RequestLine | undefined };
