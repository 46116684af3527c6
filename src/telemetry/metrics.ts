import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Figures } from '../journal/figures.ts';

/** What is asked when somebody looks. */
export interface Gauged {
  /** Of the store: the same whichever process is asked. */
  figures: () => Promise<Figures>;
  /** Of this process. */
  browser: { readonly open: { browsers: number; contexts: number } };
}

/** Legacy screens answer in tenths of seconds or in minutes. Seconds. */
const durations = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600];
const waits = [0.01, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800];

/**
 * Counts for Prometheus. Labels are names from the config and the packs, and codes: their number is bounded, and none
 * holds what a caller or an application said.
 */
export class Metrics {
  readonly #registry = new Registry();
  #gauged: Gauged | undefined;

  readonly runs = new Counter({
    name: 'sidedoor_runs_total',
    help: 'Runs that ended in this process, by outcome: "done", "preview" or an error code.',
    labelNames: ['tool', 'account', 'outcome'] as const,
    registers: [this.#registry],
  });
  readonly runDuration = new Histogram({
    name: 'sidedoor_run_duration_seconds',
    help: 'Time from the turn of a run to its end, a sign-in included.',
    labelNames: ['tool', 'account'] as const,
    buckets: durations,
    registers: [this.#registry],
  });
  readonly queueWait = new Histogram({
    name: 'sidedoor_queue_wait_seconds',
    help: 'Time that a run waited for its turn on its account.',
    labelNames: ['account'] as const,
    buckets: waits,
    registers: [this.#registry],
  });
  readonly signIns = new Counter({
    name: 'sidedoor_sign_ins_total',
    help: 'Sign-ins of this process, by outcome: "done" or an error code.',
    labelNames: ['account', 'outcome'] as const,
    registers: [this.#registry],
  });
  readonly calls = new Histogram({
    name: 'mcp_server_operation_duration_seconds',
    help: 'Time from a call of a tool to its answer, by the error of those that failed.',
    labelNames: ['mcp_method_name', 'gen_ai_tool_name', 'error_type'] as const,
    buckets: durations,
    registers: [this.#registry],
  });

  readonly #openRuns = this.#gauge(
    'sidedoor_open_runs',
    'Runs of the whole store that are not over: "queued" waits in its lane, "needs_human" is parked.',
    ['account', 'state'],
  );
  readonly #unclaimed = this.#gauge(
    'sidedoor_unclaimed_runs',
    'Runs of the whole store that no worker took.',
  );
  readonly #inDoubt = this.#gauge(
    'sidedoor_writes_in_doubt',
    'Writes of the whole store of which nobody knows whether they happened: "unknown" waits for a person.',
    ['account', 'state'],
  );
  readonly #receipts = this.#gauge(
    'sidedoor_receipts_missing',
    'Writes of the whole store without their receipt.',
  );
  readonly #store = this.#gauge('sidedoor_store_up', 'Whether the store answers: 1 or 0.');
  readonly #browsers = this.#gauge('sidedoor_browsers', 'Browsers that this process has running.');
  readonly #contexts = this.#gauge(
    'sidedoor_browser_contexts',
    'Browser contexts that this process has open.',
  );

  /** From here on there is something to ask. */
  gauge(gauged: Gauged): void {
    this.#gauged = gauged;
  }

  /** In Prometheus' text format. Never throws: a store that is away is a figure as well. */
  async text(): Promise<string> {
    if (this.#gauged) await this.#look(this.#gauged);
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  async #look({ figures, browser }: Gauged): Promise<void> {
    const { browsers, contexts } = browser.open;
    this.#browsers.set(browsers);
    this.#contexts.set(contexts);
    const found = await figures().catch(() => undefined);
    this.#store.set(found ? 1 : 0);
    // What is not known is left out: the last figure would look like one of now.
    for (const gauge of [this.#openRuns, this.#inDoubt]) gauge.reset();
    for (const gauge of [this.#unclaimed, this.#receipts]) gauge.remove();
    if (!found) return;
    for (const { account, state, count } of found.openRuns) this.#openRuns.set({ account, state }, count);
    for (const { account, state, count } of found.writesInDoubt) this.#inDoubt.set({ account, state }, count);
    this.#unclaimed.set(found.unclaimed);
    this.#receipts.set(found.receiptsMissing);
  }

  #gauge(name: string, help: string, labelNames: string[] = []): Gauge {
    return new Gauge({ name, help, labelNames, registers: [this.#registry] });
  }
}
