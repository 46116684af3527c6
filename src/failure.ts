import { AppUnavailable, FlowDefect, LayoutChanged, SessionLost, isSidedoorError } from './errors.ts';
import type { SidedoorError } from './errors.ts';

/**
 * Says what an exception means to a caller. A stranger's text is never passed on: it may hold page text, selectors with
 * data in them, or a secret that was being typed. The original stays the `cause`, which only the log sees.
 */
export function toSidedoorError(error: unknown): SidedoorError {
  if (isSidedoorError(error)) return error;
  const message = error instanceof Error ? error.message : '';
  const network = /net::(ERR_[A-Z_]+)/.exec(message)?.[1];
  if (network === 'ERR_BLOCKED_BY_CLIENT') {
    return new LayoutChanged('The application sent a page that is too long to be shown.', {
      hint: 'Ask for less, such as fewer days. For the author of the flow: read it as a `LongPage`.',
      cause: error,
    });
  }
  if (network !== undefined && network !== 'ERR_ABORTED') {
    return new AppUnavailable(`The application could not be reached (${network}).`, { cause: error });
  }
  if (/Target (page, context or browser|closed)|has been closed|Target crashed|Page crashed/.test(message)) {
    return new SessionLost('The page was closed under the run.', { cause: error });
  }
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new LayoutChanged('Something that the script waits for did not appear on the screen.', {
      cause: error,
    });
  }
  if (
    /^(locator|page|frame|elementHandle|expect)\.|strict mode violation|Execution context was destroyed/.test(
      message,
    )
  ) {
    return new LayoutChanged('The screen did not let the script go on as it was written.', { cause: error });
  }
  return new FlowDefect(
    `The flow's own code failed (${error instanceof Error ? error.name : typeof error}${place(error)}).`,
    {
      cause: error,
    },
  );
}

/** " at work-orders.flow.ts:31", from the first line of the stack outside of node_modules. */
function place(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const line = stack.split('\n').find((text) => /^\s+at /.test(text) && !/node_modules|node:/.test(text));
  const at = /([^/\\(]+):(\d+):\d+\)?$/.exec(line ?? '');
  return at ? ` at ${at[1]}:${at[2]}` : '';
}
