import { createHash } from 'node:crypto';
import { canonical } from '../journal/canonical.ts';
import { withShown } from './columns.ts';
import type { Column, ListOfFlow } from './columns.ts';
import { PageLedger } from './page-ledger.ts';
import { SeenKeys } from './seen-keys.ts';

export type Row = Record<string, unknown>;

/** What the rows themselves show, taken as they pass: it keeps none of them. */
export class Tally {
  readonly pages = new PageLedger();
  rows = 0;
  /** Of the rows as lines of canonical JSON. */
  bytes = 0;
  /** The first key that came twice. */
  twice: string | undefined;
  readonly #list: ListOfFlow;
  readonly #hash = createHash('sha256');
  readonly #seen = new SeenKeys();
  readonly #shown = new Set<string>();

  constructor(list: ListOfFlow) {
    this.#list = list;
  }

  /** Counts a row in, and answers its line: canonical JSON with a line feed. */
  add(row: Row): string {
    const line = `${canonical(row)}\n`;
    this.rows += 1;
    this.bytes += Buffer.byteLength(line);
    this.#hash.update(line);
    const { columns, key } = this.#list;
    if (columns.length === 0) for (const name of Object.keys(row)) this.#shown.add(name);
    if (key.length > 0) {
      const values = keyOf(row, key);
      if (!this.#seen.add(values)) this.twice ??= sayKey(row, key);
    }
    return line;
  }

  get columns(): Column[] {
    return withShown(this.#list, this.#shown);
  }

  get key(): readonly string[] {
    return this.#list.key;
  }

  /** SHA-256 of all lines in their order: that of the .jsonl file. Can be asked for more than once. */
  get digest(): string {
    return this.#hash.copy().digest('hex');
  }
}

/** One text for the key of a row. */
export function keyOf(row: Row, key: readonly string[]): string {
  return JSON.stringify(key.map((name) => row[name] ?? null));
}

function sayKey(row: Row, key: readonly string[]): string {
  return key.map((name) => `${name} ${JSON.stringify(row[name] ?? null).slice(0, 40)}`).join(', ');
}
