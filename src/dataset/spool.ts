import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { dirname } from 'node:path';
import type { ListOfFlow } from './columns.ts';
import { Tally } from './tally.ts';
import type { Row } from './tally.ts';

/** Lists of no more than this stand in the answer as a whole. Bytes of JSON: about 12,000 tokens. */
const inlineBytes = 48_000;

/** So many rows at a time go to the disk. */
const batch = 500;

/**
 * Rows on their way to the disk, one line each. A list that is small never gets there; of a large one nothing is kept in
 * memory. Until `keep` its file has another name, of this try alone, so whoever finds it under its own has the whole of it.
 */
export class Spool {
  readonly tally: Tally;
  readonly #file: string;
  readonly #unfinished: string;
  readonly #scrub: (row: Row) => Row;
  #held: string[] = [];
  #stream: WriteStream | undefined;

  constructor(file: string, list: ListOfFlow, scrub: (row: Row) => Row) {
    this.tally = new Tally(list);
    this.#file = file;
    this.#unfinished = `${file}.${randomUUID()}.part`;
    this.#scrub = scrub;
  }

  /** Takes rows in. What they hold of secrets is blotted out first. */
  async add(rows: readonly Row[]): Promise<void> {
    for (let from = 0; from < rows.length; from += batch) {
      const lines = rows.slice(from, from + batch).map((row) => this.tally.add(this.#scrub(row)));
      this.#held.push(...lines);
      if (this.tally.bytes > inlineBytes) await this.#spill();
    }
  }

  /** Whether it became too much for an answer. */
  get isLarge(): boolean {
    return this.#stream !== undefined;
  }

  /** Of a small list. */
  get rows(): Row[] {
    return this.#held.map((line) => JSON.parse(line) as Row);
  }

  /** All rows are in: those of a large list are on the disk for good, not yet in their place. */
  async finish(): Promise<void> {
    if (!this.#stream) return;
    await this.#end();
    const file = await open(this.#unfinished, 'r+');
    await file.sync();
    await file.close();
  }

  /** Puts a large list that is finished in its place. */
  async keep(): Promise<void> {
    if (this.#stream) await rename(this.#unfinished, this.#file);
  }

  /** Nobody wants the rows. */
  async discard(): Promise<void> {
    if (!this.#stream) return;
    await this.#end();
    await rm(this.#unfinished, { force: true });
  }

  async #spill(): Promise<void> {
    if (!this.#stream) {
      await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
      this.#stream = createWriteStream(this.#unfinished, { mode: 0o600 });
      // Told below, where somebody waits; an event that nobody hears would end the process.
      this.#stream.on('error', () => undefined);
      await once(this.#stream, 'open');
    }
    const text = this.#held.join('');
    this.#held = [];
    if (this.#stream.errored) throw this.#stream.errored;
    if (!this.#stream.write(text)) await once(this.#stream, 'drain');
  }

  async #end(): Promise<void> {
    const stream = this.#stream;
    if (!stream || stream.closed) return;
    stream.end();
    await once(stream, 'close');
    if (stream.errored) throw stream.errored;
  }
}
