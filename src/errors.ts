/**
 * The error family. A class is named by what the caller should do next, carries a stable `code`, and a `hint`: the
 * next move in one sentence. Messages are ours or the flow author's; a stranger's exception text never gets in here.
 */

export type ErrorCode =
  | 'INVALID_INPUT'
  | 'NOT_FOUND'
  | 'REFUSED'
  | 'NEEDS_HUMAN'
  | 'ACCOUNT_PAUSED'
  | 'SESSION_LOST'
  | 'LAYOUT_CHANGED'
  | 'FLOW_DEFECT'
  | 'APP_UNAVAILABLE'
  | 'BUSY'
  | 'TIMED_OUT'
  | 'CANCELLED'
  | 'INTERRUPTED'
  | 'PREVIEW_STALE'
  | 'STORE_UNAVAILABLE'
  | 'OUTCOME_UNKNOWN';

export interface ErrorOptions {
  /** The next move, in one sentence. Each class has a default. */
  hint?: string;
  cause?: unknown;
}

/** What crosses a wire or lies in the journal. */
export interface ErrorRecord {
  code: ErrorCode;
  message: string;
  hint: string;
  /** Title of the step in which it happened. */
  step?: string;
}

/**
 * A flow loaded from outside may hold its own copy of this package, so `instanceof` can lie; the brand does not.
 */
const brand = Symbol.for('sidedoor.error');

export abstract class SidedoorError extends Error {
  abstract readonly code: ErrorCode;
  readonly hint: string;
  /** Title of the step in which it happened; the run fills it in. */
  step?: string;

  constructor(message: string, defaultHint: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.hint = options.hint ?? defaultHint;
    Object.defineProperty(this, brand, { value: true });
  }
}

export function isSidedoorError(error: unknown): error is SidedoorError {
  return typeof error === 'object' && error !== null && brand in error;
}

export function toErrorRecord(error: SidedoorError): ErrorRecord {
  const { code, message, hint, step } = error;
  return step === undefined ? { code, message, hint } : { code, message, hint, step };
}

/** The caller's arguments do not fit; nothing was done. */
export class InvalidInput extends SidedoorError {
  readonly code = 'INVALID_INPUT';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'Correct the arguments and call again.', options);
  }
}

/** The app has no such record. */
export class NotFound extends SidedoorError {
  readonly code = 'NOT_FOUND';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'Check the identifier; search for it first.', options);
  }
}

/** The app said no, in its own words. */
export class Refused extends SidedoorError {
  readonly code = 'REFUSED';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'Tell the user; the application does not accept this.', options);
  }
}

/** Only a person can go on: a code, a CAPTCHA, a password change. */
export class NeedsHuman extends SidedoorError {
  readonly code = 'NEEDS_HUMAN';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'Ask the user to sign in to the application by hand once, then call again.', options);
  }
}

/** Signing in again could lock the account, so nothing signs in until a person acts. */
export class AccountPaused extends SidedoorError {
  readonly code = 'ACCOUNT_PAUSED';
  constructor(message: string, options?: ErrorOptions) {
    super(
      message,
      'Do not call again. Ask the user to correct the password, then to run `sidedoor accounts resume`.',
      options,
    );
  }
}

/** The session ended under the run; it is retired, the next call signs in again. */
export class SessionLost extends SidedoorError {
  readonly code = 'SESSION_LOST';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'Call again: the next run starts from a new session.', options);
  }
}

/** The script no longer fits the screen. */
export class LayoutChanged extends SidedoorError {
  readonly code = 'LAYOUT_CHANGED';
  constructor(message: string, options?: ErrorOptions) {
    super(
      message,
      "Calling again will not help. The run's evidence shows the screen; the flow needs its author.",
      options,
    );
  }
}

/** The flow's own code failed, not the app. */
export class FlowDefect extends SidedoorError {
  readonly code = 'FLOW_DEFECT';
  constructor(message: string, options?: ErrorOptions) {
    super(
      message,
      "Calling again will not help. The run's evidence names the place; the flow needs its author.",
      options,
    );
  }
}

/** The app does not answer, or answers with maintenance or a server error. */
export class AppUnavailable extends SidedoorError {
  readonly code = 'APP_UNAVAILABLE';
  constructor(message: string, options?: ErrorOptions) {
    super(
      message,
      'Try again in a few minutes; `sidedoor doctor` tells whether the application answers.',
      options,
    );
  }
}

/** The lane is full. */
export class Busy extends SidedoorError {
  readonly code = 'BUSY';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'Wait until earlier runs have finished (list_runs), then call again.', options);
  }
}

/** The run's time limit is over; the session is clean again. */
export class TimedOut extends SidedoorError {
  readonly code = 'TIMED_OUT';
  constructor(message: string, options?: ErrorOptions) {
    super(
      message,
      'Ask for less (a shorter period, one property), or raise the timeout of the flow.',
      options,
    );
  }
}

/** The caller called it off; the session is clean again. */
export class Cancelled extends SidedoorError {
  readonly code = 'CANCELLED';
  constructor(message = 'The run was cancelled.', options?: ErrorOptions) {
    super(message, 'Call again if it is still wanted.', options);
  }
}

/** The process that ran it died. */
export class Interrupted extends SidedoorError {
  readonly code = 'INTERRUPTED';
  constructor(message = 'The process that ran this was stopped before it finished.', options?: ErrorOptions) {
    super(message, 'A read can be called again at once.', options);
  }
}

/** The form shows something else than the preview that was approved did. Nothing was written. */
export class PreviewStale extends SidedoorError {
  readonly code = 'PREVIEW_STALE';
  constructor(message: string, options?: ErrorOptions) {
    super(
      message,
      'Call with preview: true again, show the user what changed, and use the new token.',
      options,
    );
  }
}

/** The database that holds the store does not answer; what is in it is as it was. */
export class StoreUnavailable extends SidedoorError {
  readonly code = 'STORE_UNAVAILABLE';
  constructor(message: string, options?: ErrorOptions) {
    super(
      message,
      'Try again in a minute: runs that were begun go on, and the same arguments write nothing twice.',
      options,
    );
  }
}

/** A write may or may not have happened, and the app could not tell. */
export class OutcomeUnknown extends SidedoorError {
  readonly code = 'OUTCOME_UNKNOWN';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'Do not repeat it. Ask a person to look in the application.', options);
  }
}
