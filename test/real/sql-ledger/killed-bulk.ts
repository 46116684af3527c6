import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseCsv } from '../../../src/cli/bulk/parse-csv.ts';
import { json, start } from '../../cli/program.ts';
import type { Ended } from '../../cli/program.ts';
import type { Books } from './books.ts';
import { postedSoFar, toCsv } from './charges.ts';
import type { Charge } from './charges.ts';
import { passwordOf } from './start.ts';
import type { Login, SqlLedger } from './start.ts';

const tool = 'sql_ledger_post_receivable';

/** A process is killed as soon as so many rows are in the books, and a while later. */
export interface Kill {
  rows: number;
  /** Milliseconds. */
  later: number;
}

/** What one process did, until it was killed or came to its end. Times in milliseconds. */
export interface Stretch {
  /** From its start to its end. */
  ms: number;
  /** Rows that came into the books meanwhile. */
  rows: number;
  /** From the first of them to the last. */
  steadyMs: number;
}

/** A folder in which somebody keys in a spreadsheet by `sidedoor bulk`, and gets killed at it. */
export class BulkDesk implements AsyncDisposable {
  readonly #books: Books;
  readonly #folder: string;
  readonly #title: string;

  private constructor(books: Books, folder: string, title: string) {
    this.#books = books;
    this.#folder = folder;
    this.#title = title;
  }

  /** `title` is what the descriptions of all rows begin with. */
  static async open(ledger: SqlLedger, books: Books, login: Login, title: string, rows: Charge[]) {
    const folder = await mkdtemp(join(tmpdir(), 'sidedoor-real-bulk-'));
    const password = 'env:LEDGER_PASSWORD';
    const account = { app: 'sql-ledger', url: ledger.url, username: login, password, writes: 'allow' };
    const config = { store: join(folder, 'store'), accounts: { [login]: account } };
    await writeFile(join(folder, 'sidedoor.config.json'), JSON.stringify(config));
    await writeFile(join(folder, 'rents.csv'), toCsv(rows));
    process.env['LEDGER_PASSWORD'] = passwordOf(login);
    return new BulkDesk(books, folder, title);
  }

  /** Starts the program and kills it with SIGKILL: no farewell, no clean-up. */
  async enterUntil({ rows, later }: Kill): Promise<Stretch> {
    const running = this.#start();
    const stretch = await this.#watch(running.ended, rows);
    await pause(later);
    running.child.kill('SIGKILL');
    const { code, stderr } = await running.ended;
    if (code !== null) throw new Error(`it ended by itself before it could be killed: ${stderr}`);
    return stretch(await this.#posted());
  }

  /** Starts the same command once more and lets it come to its end. */
  async enterAll(): Promise<{ stretch: Stretch; ended: Ended; counts: Record<string, number> }> {
    const running = this.#start();
    const stretch = await this.#watch(running.ended, Infinity);
    const ended = await running.ended;
    if (ended.stdout === '') throw new Error(ended.stderr);
    const { counts } = json<{ counts: Record<string, number> }>(ended);
    return { stretch: stretch(await this.#posted()), ended, counts };
  }

  /** Lines of the result file, by their headings. */
  async results(): Promise<Record<string, string>[]> {
    const file = 'rents.result.csv';
    const { headings, rows } = parseCsv(await readFile(join(this.#folder, file)), file);
    return rows.map(({ cells }) =>
      Object.fromEntries(headings.map((heading, index) => [heading, cells[index] as string])),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }

  #start() {
    return start(['bulk', tool, 'rents.csv', '--json'], { cwd: this.#folder });
  }

  #posted(): Promise<number> {
    return postedSoFar(this.#books, this.#title);
  }

  /** Until so many rows are in the books, or the process has ended. Answers what tells the stretch at its end. */
  async #watch(ended: Promise<Ended>, rows: number): Promise<(posted: number) => Stretch> {
    const before = await this.#posted();
    const began = performance.now();
    let isOver = false;
    void ended.then(() => (isOver = true));
    let posted = before;
    let first = 0;
    let latest = 0;
    let atFirst = 0;
    while (!isOver && posted < rows) {
      await pause(lookInterval);
      const now = await this.#posted();
      if (now === posted) continue;
      latest = performance.now();
      if (first === 0) {
        first = latest;
        atFirst = now;
      }
      posted = now;
    }
    const seen = posted - atFirst;
    return (after) => ({
      ms: performance.now() - began,
      rows: after - before,
      steadyMs: seen === 0 ? 0 : ((latest - first) * (after - before)) / seen,
    });
  }
}

/** Milliseconds. */
const lookInterval = 50;
