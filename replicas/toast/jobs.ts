import { randomUUID } from 'node:crypto';
import type { ToastSwitches } from './switches.ts';

export interface Job<Result> {
  guid: string;
  startedAt: number;
  /** When it was asked after, epoch milliseconds. */
  polls: number[];
  result: Result;
}

export interface ExportFile {
  name: string;
  bytes: Uint8Array;
}

/** Report requests, which have a piece of a page as their result, and exports, which have a file. */
export class Jobs {
  readonly reports: Job<string>[] = [];
  readonly exports: Job<ExportFile>[] = [];
  readonly #switches: ToastSwitches;

  constructor(switches: ToastSwitches) {
    this.#switches = switches;
  }

  report(result: string): string {
    return begin(this.reports, result);
  }

  export(result: ExportFile): string {
    return begin(this.exports, result);
  }

  /** What a look for a report is answered. */
  lookForReport(guid: string): { status: 'COMPLETED' | 'FAILED' | 'IN_PROGRESS'; html?: string } | 429 | 404 {
    const job = this.reports.find((one) => one.guid === guid);
    if (!job) return 404;
    job.polls.push(Date.now());
    if (this.#switches.throttlePolls > 0) {
      this.#switches.throttlePolls--;
      return 429;
    }
    if (this.#switches.reportStuck || !isOver(job, this.#switches.reportSeconds))
      return { status: 'IN_PROGRESS' };
    if (this.#switches.reportFails <= 0) return { status: 'COMPLETED', html: job.result };
    this.#switches.reportFails--;
    return { status: 'FAILED' };
  }

  lookForExport(guid: string): Job<ExportFile> | 'waiting' | 404 {
    const job = this.exports.find((one) => one.guid === guid);
    if (!job) return 404;
    job.polls.push(Date.now());
    return this.#switches.exportStuck || !isOver(job, this.#switches.exportSeconds) ? 'waiting' : job;
  }
}

function begin<Result>(jobs: Job<Result>[], result: Result): string {
  const guid = randomUUID();
  jobs.push({ guid, startedAt: Date.now(), polls: [], result });
  return guid;
}

const isOver = ({ startedAt }: Job<unknown>, seconds: number) => Date.now() - startedAt >= seconds * 1000;
