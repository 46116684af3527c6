const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Cleaning up takes half a second, or five and a half where a flow does not stop when it is told to (the engine waits five
 * for it); what takes longer than this hangs. Milliseconds.
 */
const patience = 6_500;

/**
 * Aborts at the first signal that asks the process to end; what has to be cleaned up then has a few seconds. A second one
 * ends it at once; the browser goes with it, for Playwright kills it when the process exits.
 */
export function stopOnSignals(): AbortSignal {
  const stop = new AbortController();
  for (const signal of signals) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(1);
      exitIfItHangs();
      stop.abort();
    });
  }
  return stop.signal;
}

/** Ends the process if cleaning up hangs. */
export function exitIfItHangs(): void {
  setTimeout(() => {
    process.stderr.write('Cleaning up took too long; ended without it.\n');
    process.exit(1);
  }, patience).unref();
}
