import type { Begun } from './fresh/share-run.ts';
import type { Progress } from './live-run.ts';
import type { Call, RunReport, Runs } from './runs.ts';

/** A caller, and the run that answers its call. */
export class Attendance {
  readonly #runs: Pick<Runs, 'begin' | 'wait' | 'leave' | 'isLost'>;
  readonly #call: Call;
  #begun: Begun;
  #hasLeft = false;

  constructor(runs: Pick<Runs, 'begin' | 'wait' | 'leave' | 'isLost'>, call: Call, begun: Begun) {
    this.#runs = runs;
    this.#call = call;
    this.#begun = begun;
  }

  /** The run that reads anew while an older one answers. */
  get refresh(): string | undefined {
    return this.#begun.refresh;
  }

  /** As `Runs.wait`. A run that another call began, and that ended with its process, is begun anew. */
  async wait(time: number, onProgress?: (progress: Progress) => void): Promise<RunReport> {
    const until = Date.now() + time;
    for (;;) {
      const report = await this.#runs.wait(this.#begun.id, Math.max(0, until - Date.now()), onProgress);
      const isOthers = this.#begun.isJoined === true && !this.#hasLeft;
      if (!isOthers || !(await this.#runs.isLost(report))) return report;
      this.#begun = await this.#runs.begin(this.#call);
    }
  }

  /** The caller no longer waits. The run is called off unless another call waits for it. */
  async leave(): Promise<RunReport> {
    this.#hasLeft = true;
    return this.#runs.leave(this.#begun.id, this.#begun.share);
  }
}
