import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Cancelled, Interrupted, InvalidInput, NotFound, toErrorRecord } from './errors.ts';
import type { EvidenceItem } from './evidence/evidence.ts';
import type { Catalog } from './flow/catalog.ts';
import type { LoadedFlow } from './flow/load-flows.ts';
import { findUnfit } from './flow/plain-input.ts';
import type { Ending, RunRecord, StepRecord } from './journal/journal.ts';
import { runFlow } from './run-flow.ts';
import type { RunParts } from './run-flow.ts';
import type { Account } from './session/account.ts';

export interface Call {
  tool: string;
  /** As the caller gave them, `account` among them. */
  args: Record<string, unknown>;
  trace?: boolean;
}

/** Where a run is, for whoever waits for it. */
export interface Progress {
  /** Rises with every message. */
  seq: number;
  message: string;
}

export interface RunReport extends RunRecord {
  steps: StepRecord[];
  evidence: EvidenceItem[];
}

export interface RunsParts extends RunParts {
  catalog: Catalog;
  accounts: Map<string, Account>;
  /** Whether the process of that presence id still lives. */
  isAlive: (owner: string) => boolean;
  /** Trace every run. */
  traceAll: boolean;
}

interface LiveRun {
  cancel: AbortController;
  ending: Promise<Ending>;
  /** Settles when the lane is free again. */
  over: Promise<void>;
  progress: Progress;
  listeners: Set<(progress: Progress) => void>;
}

/** Another process's run, or a cancel asked for by another process, is looked at this often. Milliseconds. */
const lookInterval = 250;

/** Runs live here, outside of the requests that start them and wait for them. */
export class Runs {
  readonly #parts: RunsParts;
  readonly #live = new Map<string, LiveRun>();
  readonly #cancelTimer: NodeJS.Timeout;

  constructor(parts: RunsParts) {
    this.#parts = parts;
    this.#cancelTimer = setInterval(() => void this.#obeyOtherProcesses(), lookInterval).unref();
  }

  /**
   * Validates a call and starts its run.
   *
   * @throws InvalidInput; then nothing was started.
   */
  async start({ tool, args, trace = this.#parts.traceAll }: Call): Promise<string> {
    const loaded = this.#parts.catalog.flow(tool);
    const { account: accountName, ...rest } = args;
    const account = this.#account(loaded, accountName);
    const input = validated(loaded, rest);
    const id = `run_${randomBytes(6).toString('hex')}`;
    const { flow } = loaded;
    await this.#parts.sessions.noteSecrets(account);
    await this.#parts.sessions.checkPaused(account);
    await this.#parts.journal.queued({
      id,
      input,
      account: account.name,
      app: flow.app.name,
      flow: flow.name,
      effect: flow.effect,
    });

    const cancel = new AbortController();
    let onEnding: (ending: Ending) => void = () => undefined;
    const ending = new Promise<Ending>((resolve) => (onEnding = resolve));
    const live: LiveRun = {
      cancel,
      ending,
      listeners: new Set(),
      over: Promise.resolve(),
      progress: { seq: 0, message: 'queued' },
    };
    const tell = (message: string) => {
      live.progress = { seq: live.progress.seq + 1, message };
      for (const listener of live.listeners) listener(live.progress);
    };
    const onPlace = (ahead: number) =>
      tell(`${ahead} ${ahead === 1 ? 'run is' : 'runs are'} ahead on the account "${account.name}"`);
    const onStep = (_seq: number, title: string) => tell(title);
    const run = { id, flow, account, input, trace, cancelled: cancel.signal, onPlace, onStep, onEnding };
    this.#live.set(id, live);
    live.over = runFlow(run, this.#parts).finally(() => this.#live.delete(id));
    return id;
  }

  /**
   * Waits until the run has ended or the time (milliseconds) is over, whichever process runs it.
   *
   * @throws NotFound when there is no such run.
   */
  async wait(id: string, time: number, onProgress?: (progress: Progress) => void): Promise<RunReport> {
    const live = this.#live.get(id);
    const until = Date.now() + time;
    if (live) {
      if (onProgress) {
        live.listeners.add(onProgress);
        if (live.progress.seq > 0) onProgress(live.progress);
      }
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, time)));
      await Promise.race([live.ending, late]);
      clearTimeout(timer);
      if (onProgress) live.listeners.delete(onProgress);
      return this.#report(id);
    }
    for (;;) {
      const report = await this.#report(id);
      if (!isUnfinished(report) || Date.now() >= until) return report;
      await this.interruptRunsOfTheDead();
      await new Promise((resolve) => setTimeout(resolve, lookInterval));
    }
  }

  /** Calls a run off. It has ended when this answers, unless another process runs it and is slow to obey. */
  async cancel(id: string): Promise<RunReport> {
    const report = await this.#report(id);
    if (!isUnfinished(report)) return report;
    this.#live.get(id)?.cancel.abort(new Cancelled());
    await this.#parts.journal.requestCancel(id);
    return this.wait(id, 10_000);
  }

  list(limit: number, account?: string): Promise<RunRecord[]> {
    return this.#parts.journal.runs(limit, account);
  }

  /** Marks as interrupted what a dead process left. */
  async interruptRunsOfTheDead(): Promise<void> {
    await this.#parts.journal.interruptRunsOfTheDead(this.#parts.isAlive, toErrorRecord(new Interrupted()));
  }

  /** Calls everything off, and answers when every session is clean. */
  async close(): Promise<void> {
    clearInterval(this.#cancelTimer);
    const all = [...this.#live.values()];
    for (const { cancel } of all) cancel.abort(new Cancelled('The server was stopped.'));
    await Promise.all(all.map(({ over }) => over));
  }

  async #report(id: string): Promise<RunReport> {
    const [record, steps, evidence] = await Promise.all([
      this.#parts.journal.run(id),
      this.#parts.journal.steps(id),
      this.#parts.evidence.list(id),
    ]);
    if (record) return { ...record, steps, evidence };
    throw new NotFound(`There is no run "${id.slice(0, 40)}".`, { hint: 'list_runs shows the recent ones.' });
  }

  async #obeyOtherProcesses(): Promise<void> {
    if (this.#live.size === 0) return;
    const ids = await this.#parts.journal.cancelRequests().catch(() => []);
    for (const id of ids) this.#live.get(id)?.cancel.abort(new Cancelled());
  }

  /** The named account, or the only one of the flow's app. */
  #account({ tool, flow }: LoadedFlow, name: unknown): Account {
    const fitting = [...this.#parts.accounts.values()].filter(({ app }) => app.name === flow.app.name);
    const names = fitting.map((account) => `"${account.name}"`).join(', ');
    if (name === undefined && fitting.length === 1) return fitting[0]!;
    const found = fitting.find((account) => account.name === name);
    if (found) return found;
    const what = name === undefined ? `${tool} needs an account.` : `${tool} has no account ${quote(name)}.`;
    throw new InvalidInput(what, { hint: `Give one of ${names}.` });
  }
}

function isUnfinished({ state }: RunRecord): boolean {
  return state === 'queued' || state === 'running';
}

function validated({ flow }: LoadedFlow, args: Record<string, unknown>): Record<string, unknown> {
  const unfit = findUnfit(args);
  if (unfit) throw new InvalidInput(unfit);
  const parsed = flow.input.strict().safeParse(args);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(z.prettifyError(parsed.error), { hint: 'Correct these arguments and call again.' });
}

function quote(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 60);
}
