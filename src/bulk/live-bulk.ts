import type { RunReport } from '../runs.ts';
import type { Progress } from '../live-run.ts';
import type { BulkRow } from './bulk-book.ts';
import type { RowOutcome } from './row-outcome.ts';
import { ResultFile } from './result-file.ts';

/** Where a bulk is, for whoever watches. */
export interface BulkProgress extends Progress {
  /** The row that the message is about. */
  line: number;
  /** Nothing goes on until the account may have another run. */
  waits?: true;
  /** The row has ended. */
  ended?: BulkRow;
  /** A sign-in wants a person. */
  needs?: Needs;
}

/** What a sign-in wants of a person. */
export interface Needs extends NonNullable<RunReport['needs']> {
  account: string;
}

/** A bulk that this process enters. */
export class LiveBulk {
  readonly rows: BulkRow[];
  readonly stop = new AbortController();
  readonly file: ResultFile;
  /** Settles when no row is under way, and the result file says so. */
  over: Promise<void> = Promise.resolve();
  /** While a sign-in waits for a person. */
  needs: Needs | undefined;
  #seq = 0;
  readonly #listeners = new Set<(progress: BulkProgress) => void>();

  constructor(rows: BulkRow[], resultFile: string) {
    this.rows = rows;
    this.file = new ResultFile(resultFile, () => rows);
  }

  listen(listener: (progress: BulkProgress) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(row: BulkRow, message: string): void {
    this.needs = undefined;
    this.#tell({ line: row.line, message });
  }

  waits(row: BulkRow, message: string): void {
    this.#tell({ line: row.line, message, waits: true });
  }

  parked(row: BulkRow, needs: Needs): void {
    this.needs = needs;
    this.#tell({ line: row.line, message: needs.what, needs });
  }

  ended(row: BulkRow, { state, runId, message, output }: RowOutcome): void {
    Object.assign(row, { state, runId, message, output, at: Date.now() });
    this.file.touch();
    this.#tell({ line: row.line, message: state, ended: row });
  }

  #tell(progress: Omit<BulkProgress, 'seq'>): void {
    this.#seq += 1;
    for (const listener of this.#listeners) listener({ seq: this.#seq, ...progress });
  }
}
