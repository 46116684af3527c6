import { Attendance } from './attendance.ts';
import { begin } from './begin.ts';
import { Cancelled, NotFound, toErrorRecord } from './errors.ts';
import type { EvidenceItem } from './evidence/evidence.ts';
import { hasRows } from './fresh/share-run.ts';
import type { Begun } from './fresh/share-run.ts';
import type { NeedsRecord, StepRecord } from './journal/journal.ts';
import type { RunRecord } from './journal/run-record.ts';
import type { Reads } from './journal/reads.ts';
import type { Approval } from './journal/writes.ts';
import { LiveRun } from './live-run.ts';
import { oneForAll } from './one-for-all.ts';
import type { Progress } from './live-run.ts';
import { endRunsOfTheDead, pickUp } from './pick-up.ts';
import type { Planned } from './pick-up.ts';
import { runFlow } from './run-flow.ts';
import type { RunParts } from './run-flow.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import type { TraceParent } from './telemetry/trace-parent.ts';
import { isUnfinished, whereItIs } from './whereabouts.ts';
import { Taking } from './take-orders.ts';
import type { TakingParts } from './take-orders.ts';
import { leaveMissingReceipts } from './write/missing-receipts.ts';
import { resolveWrite } from './write/resolve.ts';
import type { Verdict } from './write/resolve.ts';

export interface Call {
  tool: string;
  /** As the caller gave them, `account` among them. */
  args: Record<string, unknown>;
  trace?: boolean;
  /** Of a person who was shown the preview and agreed to it. */
  approval?: Approval;
  /** The span that asks for it. */
  origin?: TraceParent | undefined;
}

export interface RunReport extends RunRecord {
  steps: StepRecord[];
  evidence: EvidenceItem[];
  /** Of a parked run: what it wants of a person. */
  needs?: NeedsRecord;
}

export interface RunsParts extends RunParts, TakingParts {
  reads: Reads;
  /** Trace every run. */
  traceAll: boolean;
  /** Whether runs are performed by this process; else workers are asked to. */
  performs: boolean;
  telemetry: Pick<Telemetry, 'run'>;
}

/** A cancel asked for by another process is looked for this often. Milliseconds. */
const cancelInterval = 250;

/** What others left is looked for this often, besides when somebody asks. Milliseconds. */
const pickUpInterval = 30_000;

/** Runs live here, outside of the requests that start them and wait for them. */
export class Runs {
  readonly #parts: RunsParts;
  readonly #live = new Map<string, LiveRun>();
  /** Runs whose need of a person somebody was told: from then on a wait is for what comes after it. */
  readonly #told = new Set<string>();
  readonly #cancelTimer: NodeJS.Timeout;
  #pickUpTimer: NodeJS.Timeout | undefined;
  #taking: Taking | undefined;

  constructor(parts: RunsParts) {
    this.#parts = parts;
    this.#cancelTimer = setInterval(() => void this.#obeyOtherProcesses(), cancelInterval).unref();
  }

  /**
   * Validates a call and begins its run, or finds the one that answers it.
   *
   * @throws InvalidInput; then nothing was started.
   */
  async begin(call: Call): Promise<Begun> {
    try {
      return await begin(call, this.#parts, (planned) => this.#launch(planned));
    } catch (error) {
      throw this.#parts.secrets.scrubError(error);
    }
  }

  /** As `begin`, for a caller who only wants to know which run it is. */
  async start(call: Call): Promise<string> {
    return (await this.begin(call)).id;
  }

  /** As `begin`, for a caller who stays. `run`: where the call had come to when it was interrupted by a question. */
  async attend(call: Call, run?: string): Promise<Attendance> {
    return new Attendance(this, call, run === undefined ? await this.begin(call) : { id: run });
  }

  /** From here on the run lives, whoever waits for it. */
  #launch(planned: Planned): void {
    const { id } = planned;
    const watch = this.#parts.telemetry.run(planned);
    const live = new LiveRun(this.#parts.secrets.scrub, watch);
    this.#live.set(id, live);
    live.over = runFlow({ ...planned, ...live.told, watch }, this.#parts).finally(() => {
      this.#live.delete(id);
      this.#told.delete(id);
      this.#parts.bell.ring('orders');
    });
  }

  /**
   * Waits until the run has ended or the time (milliseconds) is over, whichever process runs it. That it needs a person
   * is answered at once, the first time; who waits again waits for what comes of it.
   *
   * @throws NotFound when there is no such run.
   */
  async wait(id: string, time: number, onProgress?: (progress: Progress) => void): Promise<RunReport> {
    const live = this.#live.get(id);
    const until = Date.now() + time;
    if (live) {
      const leave = onProgress && live.listen(onProgress);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, time)));
      let onParked: () => void = () => undefined;
      const parked = new Promise<void>((resolve) => (onParked = resolve));
      if (!this.#told.has(id)) {
        live.onParked.add(onParked);
        if (await this.#parts.journal.needs(id)) onParked();
      }
      const isOver = await Promise.race([live.ending.then(() => true), late, parked]);
      clearTimeout(timer);
      live.onParked.delete(onParked);
      leave?.();
      const report = await this.#report(id);
      if (report.needs && this.#live.has(id)) this.#told.add(id);
      // Where this process lost the run, another goes on with it.
      if (!isOver || !isUnfinished(report) || Date.now() >= until) return report;
    }
    for (let seq = 0, told = ''; ;) {
      const report = await this.#report(id);
      const message = whereItIs(report);
      if (message !== told) onProgress?.({ seq: ++seq, message: (told = message) });
      if (report.needs && !this.#told.has(id)) {
        this.#told.add(id);
        return report;
      }
      if (!isUnfinished(report)) this.#told.delete(id);
      if (!isUnfinished(report) || Date.now() >= until) return report;
      const { bell, lookInterval, log } = this.#parts;
      // What others left is not this caller's business.
      await this.pickUp().catch((error: unknown) => log.warn({ err: error }, 'pick-up failed'));
      await bell.next(`run ${id}`, Math.min(lookInterval, until - Date.now()));
    }
  }

  /** Calls a run off. It has ended when this answers, unless another process runs it and is slow to obey. */
  async cancel(id: string): Promise<RunReport> {
    const report = await this.#report(id);
    if (!isUnfinished(report)) return report;
    this.#live.get(id)?.cancel.abort(new Cancelled());
    await this.#parts.journal.requestCancel(id);
    await this.#parts.journal.withdrawn(id, toErrorRecord(new Cancelled()));
    return this.wait(id, 10_000);
  }

  /** One call no longer wants a run: it is called off, as by `cancel`, unless another shares it. */
  async leave(id: string, share?: string): Promise<RunReport> {
    return (await this.#parts.reads.leave(id, share)) ? this.#report(id) : this.cancel(id);
  }

  /** Whether a run that others share came to nothing by what became of their process, or has its rows on another host. */
  async isLost(report: RunReport): Promise<boolean> {
    const { state, isCalledOff } = report;
    if (state === 'done') return !(await hasRows(report, this.#parts.datasets));
    return state === 'interrupted' || (state === 'cancelled' && !isCalledOff);
  }

  /** Settles a write whose outcome nobody could find out by the word of a person. */
  async resolve(id: string, verdict: Verdict): Promise<RunReport> {
    await resolveWrite(id, verdict, this.#parts);
    return this.#report(id);
  }

  async list(limit: number, account?: string): Promise<RunRecord[]> {
    const records = await this.#parts.journal.runs(limit, account);
    return records.map((record) => this.#scrubbed(record));
  }

  /** The run of an account that waits for a person, whichever process has it. */
  async parkedOn(account: string): Promise<RunReport | undefined> {
    await this.endRunsOfTheDead();
    const id = await this.#parts.journal.parkedRun(account);
    return id === undefined ? undefined : this.#report(id);
  }

  async endRunsOfTheDead(): Promise<void> {
    await endRunsOfTheDead(this.#parts);
  }

  /** Once more, where that failed before. Never throws. */
  async leaveMissingReceipts(): Promise<void> {
    await leaveMissingReceipts(this.#parts);
  }

  /** Looks after what other processes leave, now and from here on. For servers. */
  async lookAfterOthers(): Promise<void> {
    const look = async () => {
      await this.pickUp().catch((error: unknown) => this.#parts.log.warn({ err: error }, 'pick-up failed'));
      await this.leaveMissingReceipts();
    };
    this.#pickUpTimer ??= setInterval(() => void look(), pickUpInterval).unref();
    await look();
  }

  /** Ends what a dead process left, and goes on with its writes: looks in the app what became of them. */
  readonly pickUp = oneForAll(async () => {
    if (!this.#parts.performs) return this.endRunsOfTheDead();
    for (const planned of await pickUp(this.#parts)) this.#launch(planned);
  });

  /** Performs, from here on, runs that other processes ask for: as many at a time as there may be sessions. */
  takeOrders(): void {
    this.#taking ??= new Taking(this.#parts, {
      launch: (planned) => this.#launch(planned),
      pickUp: () => this.pickUp(),
      busy: () => this.#live.size,
    });
  }

  /** Calls everything off, and answers when every session is clean. */
  async close(): Promise<void> {
    await this.#taking?.close();
    clearInterval(this.#cancelTimer);
    clearInterval(this.#pickUpTimer);
    if (this.#taking) await this.#giveBack();
    const all = [...this.#live.values()];
    for (const { cancel } of all) cancel.abort(new Cancelled('The server was stopped.'));
    await Promise.all(all.map(({ over }) => over));
  }

  /** Other workers go on with a worker's runs. Each waits in its lane until this process has let go of the account. */
  async #giveBack(): Promise<void> {
    const { orders, presence, log } = this.#parts;
    const { id: owner } = presence;
    const given = [...this.#live.keys()].map((id) => orders.again({ id, owner }, 'ends'));
    await Promise.all(given).catch((error: unknown) => log.warn({ err: error }, 'runs not given back'));
  }

  async #report(id: string): Promise<RunReport> {
    const [record, steps, evidence, needs] = await Promise.all([
      this.#parts.journal.run(id),
      this.#parts.journal.steps(id),
      this.#parts.evidence.list(id),
      this.#parts.journal.needs(id),
    ]);
    if (record) {
      const report = this.#scrubbed({ ...record, steps, evidence });
      return record.state === 'needs_human' && needs ? { ...report, needs } : report;
    }
    throw new NotFound(`There is no run "${id.slice(0, 40)}".`, { hint: 'list_runs shows the recent ones.' });
  }

  /** Once more on the way out: a secret may have become known, or another process's, since it was written. */
  #scrubbed<Report extends RunRecord & Partial<RunReport>>(report: Report): Report {
    const { input, output, error, steps } = report;
    const scrubbed = this.#parts.secrets.scrubValue({ input, output, error, ...(steps && { steps }) });
    return { ...report, ...scrubbed };
  }

  async #obeyOtherProcesses(): Promise<void> {
    if (this.#live.size === 0) return;
    const ids = await this.#parts.journal.cancelRequests().catch(() => []);
    for (const id of ids) this.#live.get(id)?.cancel.abort(new Cancelled());
    await this.#tellOfParked();
  }

  /** Whichever process has the parked run: who waits behind it is told why nothing moves. */
  async #tellOfParked(): Promise<void> {
    const ids = await this.#parts.journal.queuedBehindParked().catch(() => []);
    for (const id of ids) this.#live.get(id)?.tellOfParked();
  }
}
