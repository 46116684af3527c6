import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import type { Presence } from './presence.ts';

/**
 * Proof that a process of this machine lives, without clocks: for its whole life it holds an exclusive lock on a file of its own, which
 * the kernel drops at any kind of death and at no other time. A laptop's sleep, SIGSTOP or a blocked event loop never
 * makes it look dead (a lease with a time to live did, measured), and a reused pid cannot make a dead one look alive.
 *
 * The folder must be on a local disk: locks of network file systems are not kernel-released.
 */
export class LocalPresence implements Presence {
  /** Names this process in the store. */
  readonly id: string = randomUUID();
  /** The kernel takes nothing from the living. */
  readonly held: AbortSignal = new AbortController().signal;
  readonly #folder: string;
  readonly #lock: Libsql.Database;

  constructor(folder: string) {
    this.#folder = folder;
    // Every run that waits listens.
    setMaxListeners(0, this.held);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#lock = new Libsql(this.#file(this.id));
    this.#lock.exec('begin exclusive');
  }

  ready(): Promise<void> {
    return Promise.resolve();
  }

  isAlive = async (id: string): Promise<boolean> => {
    if (id === this.id) return true;
    const file = this.#file(id);
    if (!existsSync(file)) return false;
    const probe = new Libsql(file);
    try {
      probe.exec('begin exclusive');
      probe.exec('rollback');
      return false;
    } catch {
      return true;
    } finally {
      probe.close();
    }
  };

  /** A lock says that a process lives, and not what it does. */
  workers(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** Removes what a dead process left. */
  async bury(id: string): Promise<void> {
    for (const suffix of ['', '-journal']) rmSync(this.#file(id) + suffix, { force: true });
  }

  async close(): Promise<void> {
    this.#lock.close();
    await this.bury(this.id);
  }

  #file(id: string): string {
    return join(this.#folder, `${id}.lock`);
  }
}
