import type { YardiSwitches } from './switches.ts';

export interface Report {
  id: string;
  session: number;
  title: string;
  file: string;
  bytes: Uint8Array<ArrayBuffer>;
  queuedAt: number;
}

/** The reports that were asked for, and when each is ready. */
export class ReportQueue {
  readonly all: Report[] = [];
  readonly #switches: YardiSwitches;

  constructor(switches: YardiSwitches) {
    this.#switches = switches;
  }

  add(session: number, title: string, name: string, bytes: Uint8Array<ArrayBuffer>): Report {
    const id = String(470_112 + this.all.length);
    const file = `${name}_${id}.${this.#switches.xlsName ? 'xls' : 'xlsx'}`;
    const report = { id, session, title, file, bytes, queuedAt: Date.now() };
    this.all.push(report);
    return report;
  }

  /** All ids of a session, newest first. */
  idsOf(session: number): string[] {
    return this.all
      .filter((one) => one.session === session)
      .map(({ id }) => id)
      .toReversed();
  }

  find(session: number, key: Partial<Pick<Report, 'id' | 'file'>>): Report | undefined {
    return this.all.find((one) => one.session === session && (one.id === key.id || one.file === key.file));
  }

  isReady({ queuedAt }: Report): boolean {
    return !this.#switches.reportStuck && Date.now() - queuedAt >= this.#switches.reportSeconds * 1000;
  }
}
