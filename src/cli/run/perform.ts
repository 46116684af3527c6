import type { Sidedoor } from '../../sidedoor.ts';
import { Cancelled } from '../../errors.ts';
import type { Call, RunReport } from '../../runs.ts';
import { sayNeeds } from '../login/say-needs.ts';
import { ProgressLine } from '../terminal/progress-line.ts';

/** What a call came to. */
export interface Performed {
  report: RunReport;
  /** An earlier call's run: nothing was done now. */
  isRepeated: boolean;
  /** The run that reads anew meanwhile. */
  refresh?: string | undefined;
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
  const part = await runs.attend(call);
  let onLeft: (error: Cancelled) => void = () => undefined;
  const left = new Promise<never>((_resolve, reject) => (onLeft = reject));
  const stop = () => {
    progress.show('cancelling …');
    part.leave().then(
      (report) => isOpen(report) && onLeft(new Cancelled('The run goes on for another call.')),
      (error: unknown) => log.warn({ err: error }, 'cancel failed'),
    );
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  progress.show('waiting for the session');
  try {
    for (;;) {
      const ended = part.wait(onePiece, ({ message }) => {
        if (!signal.aborted) progress.show(message);
      });
      const report = await Promise.race([ended, left]);
      if (report.needs) sayNeeds(report.account, report.needs);
      else if (!isOpen(report))
        return { report, isRepeated: report.createdAt < called, refresh: part.refresh };
    }
  } finally {
    signal.removeEventListener('abort', stop);
    progress.clear();
  }
}

const isOpen = ({ state }: RunReport) => state === 'queued' || state === 'running';
