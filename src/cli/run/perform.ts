import type { Sidedoor } from '../../compose.ts';
import type { Call, RunReport } from '../../runs.ts';
import { sayNeeds } from '../login/say-needs.ts';
import { ProgressLine } from '../terminal/progress-line.ts';

/** What a call came to. */
export interface Performed {
  report: RunReport;
  /** An earlier call's run: nothing was done now. */
  isRepeated: boolean;
}

/** Waited for in pieces; a person waits as long as he likes. Milliseconds. */
const onePiece = 3_600_000;

/**
 * Starts the run and stays with it. The signal calls it off; closing the engine then waits for the clean session.
 *
 * @throws InvalidInput and whatever else keeps a run from being started.
 */
export async function perform({ runs, log }: Sidedoor, call: Call, signal: AbortSignal): Promise<Performed> {
  const progress = new ProgressLine();
  const called = Date.now();
  const id = await runs.start(call);
  const stop = () => {
    progress.show('cancelling …');
    runs.cancel(id).catch((error: unknown) => log.warn({ err: error }, 'cancel failed'));
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  progress.show('waiting for the session');
  try {
    for (;;) {
      const report = await runs.wait(id, onePiece, ({ message }) => {
        if (!signal.aborted) progress.show(message);
      });
      if (report.needs) sayNeeds(report.account, report.needs);
      else if (report.state !== 'queued' && report.state !== 'running')
        return { report, isRepeated: report.createdAt < called };
    }
  } finally {
    signal.removeEventListener('abort', stop);
    progress.clear();
  }
}
