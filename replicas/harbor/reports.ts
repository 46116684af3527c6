import type { HarborSwitches } from './switches.ts';

export type ReportStatus = 'Queued' | 'Running' | 'Ready';

export interface Report {
  number: number;
  user: string;
  title: string;
  /** As the monitor shows it, e.g. "As Of = 11/01/2026; Property = All". */
  criteria: string;
  /** Epoch milliseconds. */
  submittedAt: number;
  fileName: string;
  /** Writes the file, at the moment it is fetched. */
  write: () => string;
}

/** Reports run one after another on nobody's time: first queued, then running, then there for download. */
export class ReportQueue {
  #reports: Report[] = [];
  readonly #switches: HarborSwitches;

  constructor(switches: HarborSwitches) {
    this.#switches = switches;
  }

  submit(report: Omit<Report, 'number' | 'submittedAt' | 'fileName'>): Report {
    const number = 1001 + this.#reports.length;
    const fileName = `${report.title.replaceAll(' ', '')}_${number}.csv`;
    const queued: Report = { ...report, number, submittedAt: Date.now(), fileName };
    this.#reports.push(queued);
    return queued;
  }

  all(): Report[] {
    return [...this.#reports];
  }

  /** Newest first. */
  of(user: string): Report[] {
    return this.#reports.filter((report) => report.user === user).toReversed();
  }

  statusOf(report: Report): ReportStatus {
    const done = (Date.now() - report.submittedAt) / 1000 / this.#switches.reportSeconds;
    if (done < 0.3) return 'Queued';
    return done < 1 || this.#switches.reportStuck ? 'Running' : 'Ready';
  }
}
