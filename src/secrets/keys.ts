import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { InvalidInput } from '../errors.ts';

const keyBytes = 32;

/** The master keys, 32 bytes each. The first seals; the others, which came before it, only open. */
export interface Keys {
  /** Where they are kept, for people: "SIDEDOOR_KEY" or the file. */
  readonly place: string;
  /** The file that they can be changed in; undefined when whoever starts the program gives them. */
  readonly file: string | undefined;
  all(): [Buffer, ...Buffer[]];
}

/**
 * `SIDEDOOR_KEY` in base64 (and `SIDEDOOR_KEY_BEFORE`, which it replaces), or a key file made at the first need in the
 * user's config folder, readable by him alone. It lies apart from the store, so that a copied or backed-up store opens
 * nothing. One file serves every store of the user.
 */
export function openKeys(env: NodeJS.ProcessEnv = process.env): Keys {
  const given = env['SIDEDOOR_KEY'];
  if (given === undefined) return new KeyFile(keyFile(env));
  const before = env['SIDEDOOR_KEY_BEFORE'];
  const current = toKey(given, 'SIDEDOOR_KEY');
  const keys: [Buffer, ...Buffer[]] =
    before === undefined ? [current] : [current, toKey(before, 'SIDEDOOR_KEY_BEFORE')];
  return { place: 'SIDEDOOR_KEY', file: undefined, all: () => keys };
}

export function keyFile(env: NodeJS.ProcessEnv): string {
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'sidedoor', 'key');
}

/** One key a line. Read anew whenever the file is another: a running process follows a rotation at once. */
class KeyFile implements Keys {
  readonly file: string;
  #seen = '';
  #keys: [Buffer, ...Buffer[]];

  constructor(file: string) {
    this.file = file;
    if (!existsSync(file)) make(file);
    this.#keys = this.all();
  }

  get place(): string {
    return this.file;
  }

  all(): [Buffer, ...Buffer[]] {
    const stat = statSync(this.file, { throwIfNoEntry: false });
    // Whoever deletes the file takes it from the processes to come, not from those that run.
    if (!stat && this.#seen) return this.#keys;
    const seen = `${stat?.ino} ${stat?.mtimeMs} ${stat?.size}`;
    if (seen !== this.#seen) {
      this.#keys = readKeys(this.file);
      this.#seen = seen;
    }
    return this.#keys;
  }
}

export function readKeys(file: string): [Buffer, ...Buffer[]] {
  const [first = '', ...others] = readFileSync(file, 'utf8').trim().split(/\s+/);
  return [toKey(first, file), ...others.map((line) => toKey(line, file))];
}

/** Whoever reads meanwhile gets the old file or the new one, and so does whoever comes after the power went. */
export function writeKeys(file: string, keys: Buffer[]): void {
  const draft = writeDraft(file, keys);
  renameSync(draft, file);
}

export function newKey(): Buffer {
  return randomBytes(keyBytes);
}

function make(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = writeDraft(file, [newKey()]);
  try {
    // Of two processes that start at once exactly one makes the key, and nobody reads half of it.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}

function writeDraft(file: string, keys: Buffer[]): string {
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeFileSync(handle, keys.map((key) => `${key.toString('base64')}\n`).join(''));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return draft;
}

function toKey(text: string, place: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length === keyBytes) return key;
  throw new InvalidInput(`${place} is not a key of 32 bytes in base64.`, {
    hint: 'Make one with: openssl rand -base64 32',
  });
}
