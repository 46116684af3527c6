import { once } from 'node:events';
import type { Happening } from '../../journal/happenings.ts';
import { withEngine } from '../engine.ts';
import type { CommonOptions } from '../options.ts';
import { toolOf, toRunSummary } from '../run/show-run.ts';
import { stopOnSignals } from '../stop.ts';
import { plain, style } from '../terminal/style.ts';
import { duration, isoTime, localTime } from '../terminal/times.ts';

export interface FollowOptions extends CommonOptions {
  account?: string;
}

/** Prints what happens to runs, one line each, until a signal comes or nobody reads any more. */
export async function followRuns(options: FollowOptions): Promise<void> {
  const signal = stopOnSignals();
  const toLine = options.json ? (each: Happening) => JSON.stringify(toJson(each)) : toText;
  await withEngine(options, async ({ follow }) => {
    for await (const happening of follow(signal)) {
      if (options.account !== undefined && happening.run.account !== options.account) continue;
      const line = toLine(happening);
      // A pipe that is full is waited for; what happens meanwhile stays in the journal.
      if (line !== undefined && !process.stdout.write(`${line}\n`))
        await once(process.stdout, 'drain', { signal });
    }
  }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

function toJson(happening: Happening) {
  const { run, kind, at } = happening;
  const what = { at: isoTime(at), run_id: run.id };
  if (kind === 'state')
    return { ...what, event: 'state', ...toRunSummary({ ...run, state: happening.state }) };
  const { title, depth, seq } = happening;
  const step = { ...what, event: kind === 'step' ? 'step_started' : 'step_ended', step: seq, title, depth };
  return kind === 'step'
    ? step
    : { ...step, ms: happening.ms, outcome: happening.failed ? 'failed' : 'done' };
}

/** A step that was over when it was first seen is one line; one that takes longer is shown when it begins, too. */
function toText(happening: Happening): string | undefined {
  const { run, kind, at } = happening;
  const line = (text: string) => `${style('dim', localTime(at))}  ${run.id}  ${text}`;
  if (kind === 'state') {
    const { state } = happening;
    const tool = `${toolOf(run)} on ${run.account}`;
    const time = took(happening);
    return line(`${tool}: ${state === 'done' && run.isPreview ? 'preview' : state}${time}${why(happening)}`);
  }
  const title = `${'  '.repeat(happening.depth + 1)}${plain(happening.title)}`;
  if (kind === 'step') return happening.ms === null ? line(`${title} …`) : undefined;
  return line(`${title}  ${duration(happening.ms)}${happening.failed ? `  ${style('red', 'failed')}` : ''}`);
}

function took({ run, at, ...rest }: Happening): string {
  const isEnd = 'state' in rest && run.finishedAt !== null && rest.state === run.state;
  return isEnd && run.startedAt !== null ? ` after ${duration(at - run.startedAt)}` : '';
}

function why({ run, ...rest }: Happening): string {
  const isEnd = 'state' in rest && rest.state === run.state;
  return isEnd && run.error ? `  ${run.error.code}: ${plain(run.error.message)}` : '';
}
