import { join } from 'node:path';
import { Busy, NotFound } from '../errors.ts';
import type { Catalog } from '../flow/catalog.ts';
import type { Store } from '../journal/store.ts';
import type { Approval, Writes } from '../journal/writes.ts';
import type { Log } from '../log.ts';
import type { Runs } from '../runs.ts';
import { writePolicy } from '../session/account.ts';
import type { Account } from '../session/account.ts';
import type { BulkBook, BulkRecord } from './bulk-book.ts';
import { toView } from './bulk-view.ts';
import type { BulkView } from './bulk-view.ts';
import { enterRows } from './enter-rows.ts';
import { LiveBulk } from './live-bulk.ts';
import type { BulkProgress } from './live-bulk.ts';
import { planBulk } from './plan-bulk.ts';
import type { WantedBulk } from './plan-bulk.ts';
import { newToken } from './token.ts';

export interface BulksParts {
  store: Store;
  book: BulkBook;
  runs: Runs;
  writes: Writes;
  catalog: Catalog;
  accounts: Map<string, Account>;
  scrub: <T>(value: T) => T;
  /** Where result files go that belong beside no input. */
  folder: string;
  log: Log;
}

/** How a bulk is to be entered. */
export interface Way {
  /** Of a person who was shown it and agreed; not needed where the account's policy is `allow`. */
  approval?: Approval | undefined;
  stopOnError?: boolean | undefined;
  /** Where the result file goes; else where it was said when the bulk was begun. */
  resultFile?: string | undefined;
}

/** A bulk of another process is looked at this often. Milliseconds. */
const lookInterval = 250;

/** Many writes of one flow as one thing, each of them once whatever dies on the way. Entered outside of any request. */
export class Bulks {
  readonly #parts: BulksParts;
  readonly #live = new Map<string, LiveBulk>();

  constructor(parts: BulksParts) {
    this.#parts = parts;
  }

  /**
   * Checks all rows and writes the bulk down; the same rows again are the same bulk. Nothing is entered.
   *
   * @throws BadRows, InvalidInput or Refused; then nothing was written down.
   */
  async prepare(wanted: WantedBulk): Promise<BulkView> {
    const { book, folder } = this.#parts;
    const { bulk, rows, writtenAlready } = await planBulk(wanted, this.#parts);
    const token = newToken();
    const resultFile = wanted.resultFile ?? join(folder, `${bulk.id}.result.csv`);
    await book.add({ ...bulk, token, resultFile }, rows);
    for (const { seq, ...outcome } of writtenAlready) await book.rowEnded(bulk.id, seq, outcome);
    return this.view(bulk.id);
  }

  /**
   * Begins to enter a bulk, or goes on with it where it was broken off.
   *
   * @throws Busy when another process has it.
   */
  async enter(id: string, way: Way = {}): Promise<void> {
    const { book, log } = this.#parts;
    if (this.#live.has(id)) return;
    const bulk = await this.#bulk(id);
    const resultFile = way.resultFile ?? bulk.resultFile;
    const { approval, stopOnError = false } = way;
    if (!(await book.take(bulk, { approval, stopOnError, resultFile }))) throw takenByAnother(bulk);
    // What an earlier go through all rows wrote was written already when this one began.
    if (bulk.purpose === 'preview') await book.untried(id);
    else await book.again(id, bulk.endedAt);
    const live = new LiveBulk(await book.rows(id), resultFile);
    this.#live.set(id, live);
    live.over = this.#enter(await this.#bulk(id), live)
      // Nobody may be waiting for it.
      .catch((error: unknown) => log.error({ bulk: id, err: error }, 'a bulk could not be written down'))
      .finally(() => this.#live.delete(id));
  }

  async #enter(bulk: BulkRecord, live: LiveBulk): Promise<void> {
    const { book, runs, writes, log, accounts } = this.#parts;
    const { id, account, stopOnError, approval } = bulk;
    const { stop } = live;
    const rows = live.rows.filter(({ state }) => state === 'not tried');
    try {
      await live.file.write();
      await enterRows(
        {
          ...bulk,
          since: bulk.createdAt,
          rows,
          approval,
          stopOnError,
          atOnce: (accounts.get(account)?.sessions ?? 1) + 1,
        },
        {
          stop,
          onOutcome: async (row, outcome) => {
            await book.rowEnded(id, row.seq, outcome);
            live.ended(row, outcome);
            if (await book.isStopRequested(id)) stop.abort('Somebody stopped it.');
          },
          onProgress: (row, message) => live.tell(row, message),
          onWait: (row, message) => live.waits(row, message),
          onNeeds: (row, needs) => live.parked(row, needs),
        },
        { runs, standing: async (writeId) => (await writes.get(writeId)).standing },
      );
    } catch (error) {
      log.error({ bulk: id, err: error }, 'a bulk failed outside of its rows');
      stop.abort('It failed outside of its rows; the log says why.');
    }
    const reason = stop.signal.aborted ? String(stop.signal.reason) : null;
    // Ended by its process, not by anybody's wish: whoever asks for it next goes on.
    if (reason === processEnds) await live.file.write().catch(() => undefined);
    else {
      await live.file
        .write()
        .catch((error: unknown) => log.error({ bulk: id, err: error }, 'no result file'));
      await book.ended(id, reason === null ? 'ended' : 'stopped', reason);
    }
  }

  /** @throws NotFound */
  async view(id: string): Promise<BulkView> {
    const { book } = this.#parts;
    const live = this.#live.get(id);
    const bulk = await this.#bulk(id);
    const rows = live ? live.rows : await book.rows(id);
    const { flow } = this.#parts.catalog.flow(bulk.tool);
    const account = this.#parts.accounts.get(bulk.account);
    const policy = account ? writePolicy(account, flow.name) : 'off';
    return toView(bulk, rows, {
      isTaken: await book.isTaken(bulk),
      needs: live?.needs,
      wantsApproval: bulk.purpose === 'write' && policy === 'confirm',
    });
  }

  async byToken(token: string): Promise<BulkView | undefined> {
    const bulk = await this.#parts.book.byToken(token);
    return bulk && this.view(bulk.id);
  }

  /** Waits until nobody is at work on it or the time (milliseconds) is over, whichever process has it. */
  async wait(id: string, time: number, onProgress?: (progress: BulkProgress) => void): Promise<BulkView> {
    const until = Date.now() + time;
    const live = this.#live.get(id);
    if (live) {
      const leave = onProgress && live.listen(onProgress);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, time)));
      await Promise.race([live.over, late]);
      clearTimeout(timer);
      leave?.();
      return this.view(id);
    }
    for (;;) {
      const view = await this.view(id);
      if (!view.isTaken || Date.now() >= until) return view;
      await new Promise((resolve) => setTimeout(resolve, lookInterval));
    }
  }

  /** Goes on with a bulk whose process died at it, as it was agreed to. */
  async goOn(id: string): Promise<void> {
    const { state, approval, stopOnError } = await this.#bulk(id);
    if (state === 'running' && !(await this.view(id)).isTaken)
      await this.enter(id, { approval, stopOnError });
  }

  /** Stops it after the row at hand, whichever process has it. */
  async stop(id: string): Promise<void> {
    await this.#bulk(id);
    this.#live.get(id)?.stop.abort('Somebody stopped it.');
    await this.#parts.book.requestStop(id);
  }

  /** Begins no further row. The runs at hand are for whoever ends them to call off. */
  async close(): Promise<void> {
    const all = [...this.#live.values()];
    for (const { stop } of all) stop.abort(processEnds);
    await Promise.all(all.map(({ over }) => over));
  }

  async #bulk(id: string): Promise<BulkRecord> {
    const bulk = await this.#parts.book.bulk(id);
    if (bulk) return bulk;
    throw new NotFound(`There is no bulk "${id.slice(0, 40)}".`, { hint: 'bulk_write answers its id.' });
  }
}

const processEnds = 'Its process ended.';

const takenByAnother = ({ id }: BulkRecord) =>
  new Busy(`Another process enters the bulk ${id} at this moment.`, {
    hint: 'Wait until it has ended; what it has written is not written again.',
  });
