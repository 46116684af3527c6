import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Store } from '../journal/store.ts';
import { Chain } from './chain.ts';
import { attachmentName, numberIn } from './names.ts';
import type { Receipt } from './receipt.ts';
import { parseReceipt } from './signed-file.ts';
import type { SignedReceipt } from './signed-file.ts';

export interface FoundReceipt extends SignedReceipt {
  file: string;
  /** Paths of its pictures. */
  attachments: string[];
}

/** The receipts of a folder, for reading: no key, no journal, so a copy will do. Whether they are whole is not asked. */
export class StoredReceipts {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The most recent first. `unreadable` names files that hold no receipt any more. */
  async list(limit: number): Promise<{ receipts: FoundReceipt[]; unreadable: string[] }> {
    const receipts: FoundReceipt[] = [];
    const unreadable: string[] = [];
    for (const name of (await this.#names()).slice(0, limit)) {
      const found = await this.#read(name);
      if (found) receipts.push(found);
      else unreadable.push(name);
    }
    return { receipts, unreadable };
  }

  /** By its number or its run. */
  async find(which: string): Promise<FoundReceipt | undefined> {
    const isIt = (name: string) =>
      /^\d+$/.test(which) ? numberIn(name) === Number(which) : name.endsWith(`-${which}.json`);
    const name = (await this.#names()).find(isIt);
    return name === undefined ? undefined : this.#read(name);
  }

  async #names(): Promise<string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return names
      .filter((name) => numberIn(name) !== undefined)
      .toSorted()
      .toReversed();
  }

  async #read(name: string): Promise<FoundReceipt | undefined> {
    const file = join(this.#folder, name);
    const parsed = parseReceipt(await readFile(file, 'utf8'));
    return parsed && { ...parsed, file, attachments: this.#attachments(parsed.receipt) };
  }

  #attachments({ number, run_id, attachments }: Receipt): string[] {
    return attachments.map(({ name }) => join(this.#folder, attachmentName(number, run_id, name)));
  }
}

/**
 * Digest of the last receipt of a chain that the journal knows; undefined when it knows none. Whoever can change the
 * folder alone does not change this.
 */
export async function lastInJournal(store: Store, chain: string): Promise<string | undefined> {
  return (await new Chain(store, chain).last())?.digest;
}
