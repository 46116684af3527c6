import type { BulkProgress } from '../../bulk/live-bulk.ts';
import type { BulkRow } from '../../bulk/bulk-book.ts';
import { note } from '../terminal/print.ts';
import { ProgressLine } from '../terminal/progress-line.ts';
import { plain } from '../terminal/style.ts';
import { duration } from '../terminal/times.ts';

const width = 20;

/** On a terminal a bar with rate and time left; on a pipe a line for each row that has ended. */
export class BulkBar {
  readonly #line = new ProgressLine();
  readonly #total: number;
  readonly #began = Date.now();
  /** Of rows that were through before. */
  readonly #before: number;
  #done: number;
  #trouble = 0;
  #message = 'waiting for the session';

  constructor(total: number, before: number) {
    this.#total = total;
    this.#before = before;
    this.#done = before;
    this.#draw();
  }

  show({ message, line, ended, waits }: BulkProgress): void {
    const text = `line ${line}: ${message}`;
    if (waits && text !== this.#message && !process.stderr.isTTY) note(plain(message));
    this.#message = text;
    if (ended && ended.state !== 'not tried') this.#ended(ended);
    this.#draw();
  }

  clear(): void {
    this.#line.clear();
  }

  #ended({ line, state, runId, message }: BulkRow): void {
    this.#done += 1;
    const isGood = state === 'written' || state === 'already written' || state === 'previewed';
    if (!isGood) this.#trouble += 1;
    if (process.stderr.isTTY && isGood) return;
    // Trouble stays on the screen above the bar.
    this.#line.clear();
    const parts = [`${this.#done}/${this.#total}`, `line ${line}`, state, runId ?? '', plain(message)];
    note(parts.filter((part) => part !== '').join('  '));
  }

  #draw(): void {
    const filled = Math.floor((this.#done / this.#total) * width);
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
    const here = this.#done - this.#before;
    const perMs = here / (Date.now() - this.#began);
    const pace =
      here === 0
        ? []
        : [`${(perMs * 60_000).toFixed(0)} rows/min`, `${duration((this.#total - this.#done) / perMs)} left`];
    const trouble = this.#trouble === 0 ? [] : [`${this.#trouble} not written`];
    this.#line.show([`${bar} ${this.#done}/${this.#total}`, ...pace, ...trouble, this.#message].join(' · '));
  }
}
