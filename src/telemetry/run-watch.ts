import type { StepWatch } from '../evidence/recorder.ts';
import { toErrorRecord } from '../errors.ts';
import { toSidedoorError } from '../failure.ts';
import type { Ending } from '../journal/journal.ts';
import type { Run } from '../run-flow.ts';
import type { Metrics } from './metrics.ts';
import type { Spans, Timed } from './spans.ts';
import { contextOf, kept } from './trace-parent.ts';
import { withoutInput } from './without-input.ts';

/** What is known of a run before it is launched. */
export type WatchedRun = Pick<
  Run,
  'id' | 'tool' | 'flow' | 'account' | 'input' | 'write' | 'origin' | 'queuedAt'
>;

/** One run as it is watched from outside: its spans, and what is counted of it. */
export class RunWatch implements StepWatch {
  readonly #run: WatchedRun;
  readonly #spans: Spans;
  readonly #metrics: Metrics | undefined;
  readonly #whole: Timed;
  readonly #queue: Timed;
  #begunAt: number | undefined;
  #isOver = false;

  constructor(run: WatchedRun, spans: Spans, metrics: Metrics | undefined) {
    this.#run = run;
    this.#spans = spans;
    this.#metrics = metrics;
    const { flow, tool, account, queuedAt: at } = run;
    const attributes = {
      'gen_ai.tool.name': tool,
      'sidedoor.run.id': run.id,
      'sidedoor.account': account.name,
      'sidedoor.app': flow.app.name,
      'sidedoor.effect': run.write?.purpose === 'preview' ? 'preview' : flow.effect,
    };
    this.#whole = spans.begin(`run ${tool}`, { within: contextOf(kept(run.origin)), attributes, at });
    this.#queue = spans.begin('queue', { within: this.#whole.context, at });
  }

  /** It has its lane. */
  begun(): void {
    this.#queue.end();
    if (this.#begunAt !== undefined) return;
    this.#begunAt = Date.now();
    const { account, queuedAt } = this.#run;
    this.#metrics?.queueWait.observe({ account: account.name }, seconds(this.#begunAt - queuedAt));
  }

  /** Only where a password is to be sent: a session that goes on is none. */
  signIn = async (work: () => Promise<void>): Promise<void> => {
    const span = this.#spans.begin('sign in', { within: this.#whole.context });
    const over = (failure?: string) => {
      span.end(failure);
      this.#metrics?.signIns.inc({ account: this.#run.account.name, outcome: failure ?? 'done' });
    };
    try {
      await work();
    } catch (error) {
      over(toErrorRecord(toSidedoorError(error)).code);
      throw error;
    }
    over();
  };

  step(title: string, around?: Timed): Timed {
    const name = `step ${withoutInput(title, this.#run.input)}`;
    return this.#spans.begin(name, { within: (around ?? this.#whole).context });
  }

  /** The first ending counts. */
  ended(ending: Ending): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const failure = ending.state === 'done' ? undefined : ending.error.code;
    this.#queue.end(failure);
    this.#whole.end(failure);
    const { tool, account, write } = this.#run;
    const labels = { tool, account: account.name };
    const outcome = failure ?? (write?.purpose === 'preview' ? 'preview' : 'done');
    this.#metrics?.runs.inc({ ...labels, outcome });
    if (this.#begunAt !== undefined)
      this.#metrics?.runDuration.observe(labels, seconds(Date.now() - this.#begunAt));
  }
}

/** A clock that was set back makes no time negative. */
const seconds = (ms: number) => Math.max(0, ms) / 1_000;
