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
export async function perform(
  { runs, datasets, log }: Sidedoor,
  call: Call,
  signal: AbortSignal,
): Promise<Performed> {
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
        return { report: await whole(report, datasets), isRepeated: report.createdAt < called };
    }
  } finally {
    signal.removeEventListener('abort', stop);
    progress.clear();
  }
}

/** With the rows of a list that lies in a file: a terminal, and whoever reads the pipe, has room for them. */
async function whole(report: RunReport, datasets: Sidedoor['datasets']): Promise<RunReport> {
  const dataset = await datasets.of(report.id);
  const output = report.output as Record<string, unknown> | undefined;
  if (!dataset || !output || dataset.field in output) return report;
  const rows = [];
  for await (const row of datasets.rows(dataset)) rows.push(row);
  return { ...report, output: { [dataset.field]: rows, ...output } };
}
