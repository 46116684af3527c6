import { AsyncLocalStorage } from 'node:async_hooks';
import type { Journal } from '../journal/journal.ts';

/** Told when a step begins: its number, counted from 1, and its title. */
export type OnStep = (seq: number, title: string) => void;

/** Times steps for whoever watches from outside. `around`: what it answered for the step that this one is in. */
export interface StepWatch {
  step(title: string, around?: WatchedStep): WatchedStep;
}

interface WatchedStep {
  end(failure?: string): void;
}

/**
 * The step that is at work. One storage for all runs: Node 20 gives every asynchronous resource a property for each storage
 * there ever was, which cost 0.4 MB a run and made each run slower than the one before (measured).
 */
const within = new AsyncLocalStorage<{
  recorder: Recorder;
  depth: number;
  watched: WatchedStep | undefined;
}>();

/** Records the steps of one run, with their times, as they happen. A run that starts over counts on. */
export class Recorder {
  readonly #journal: Journal;
  readonly #runId: string;
  readonly #onStep: OnStep;
  readonly #watch: StepWatch | undefined;
  #seq = 0;
  #failedIn: string | undefined;

  /** `before`: how many steps of the run the journal has already, of a process that died over it. */
  constructor(journal: Journal, runId: string, onStep: OnStep, before = 0, watch?: StepWatch) {
    this.#seq = before;
    this.#journal = journal;
    this.#runId = runId;
    this.#onStep = onStep;
    this.#watch = watch;
  }

  /** Title of the innermost step that failed, unless the flow went on to another step after it. */
  get failedIn(): string | undefined {
    return this.#failedIn;
  }

  step = async <T>(title: string, body: () => Promise<T>): Promise<T> => {
    const seq = ++this.#seq;
    const around = within.getStore();
    const outer = around?.recorder === this ? around : undefined;
    const depth = outer ? outer.depth + 1 : 0;
    if (depth === 0) this.#failedIn = undefined;
    await this.#journal.stepStarted(this.#runId, seq, depth, title);
    this.#onStep(seq, title);
    const watched = this.#watch?.step(title, outer?.watched);
    const began = performance.now();
    let outcome: 'done' | 'failed' = 'failed';
    try {
      const value = await within.run({ recorder: this, depth, watched }, body);
      outcome = 'done';
      return value;
    } finally {
      watched?.end(outcome === 'failed' ? outcome : undefined);
      if (outcome === 'failed') this.#failedIn ??= title;
      await this.#journal.stepEnded(this.#runId, seq, performance.now() - began, outcome);
    }
  };
}
