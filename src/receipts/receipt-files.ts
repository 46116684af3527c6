import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** A draft this old was left by a process that died. Milliseconds. */
const draftLife = 3_600_000;

/**
 * The folder of receipts, and one of drafts beside it: a file comes into the folder whole and in one move. Everything waits
 * for the disk and for nothing else, because most of it happens under the chain's lock.
 */
export class ReceiptFiles {
  readonly folder: string;
  readonly #drafts: string;

  constructor(folder: string) {
    this.folder = folder;
    this.#drafts = `${folder}.drafts`;
  }

  make(): void {
    for (const folder of [this.folder, this.#drafts]) mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(this.#drafts)) {
      const file = join(this.#drafts, name);
      const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
      if (made < Date.now() - draftLife) rmSync(file, { force: true });
    }
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  has(name: string): boolean {
    return existsSync(this.path(name));
  }

  names(): string[] {
    return readdirSync(this.folder);
  }

  read(name: string): Buffer | undefined {
    return this.has(name) ? readFileSync(this.path(name)) : undefined;
  }

  /** Writes a file that is on the disk when this returns; answers its path. */
  draft(content: string | Uint8Array): string {
    const draft = join(this.#drafts, randomUUID());
    const handle = openSync(draft, 'wx', 0o600);
    try {
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    return draft;
  }

  /** Whoever reads meanwhile gets the file as it was before, or as it is now. */
  place(draft: string, name: string): void {
    renameSync(draft, this.path(name));
  }

  write(name: string, content: string): void {
    this.place(this.draft(content), name);
  }

  /** What was placed stays placed when the power goes. */
  settle(): void {
    // Windows opens no folders, and its file system needs no such call.
    if (process.platform === 'win32') return;
    const handle = openSync(this.folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }

  remove(name: string): void {
    rmSync(this.path(name), { force: true });
  }

  forget(draft: string): void {
    rmSync(draft, { force: true });
  }

  /** Says that files of this number are being placed, until `placed`. Whoever finds it with the lock in hand: somebody died. */
  placing(number: number): void {
    writeFileSync(this.#placing(number), '');
  }

  isPlacing(number: number): boolean {
    return existsSync(this.#placing(number));
  }

  placed(number: number): void {
    rmSync(this.#placing(number), { force: true });
  }

  #placing(number: number): string {
    return join(this.#drafts, `placing-${number}`);
  }
}
