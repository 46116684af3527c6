import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';

/**
 * Proof that a process lives, without clocks: for its whole life it holds an exclusive lock on a file of its own, which
 * the kernel drops at any kind of death and at no other time. A laptop's sleep, SIGSTOP or a blocked event loop never
 * makes it look dead (a lease with a time to live did, measured), and a reused pid cannot make a dead one look alive.
 *
 * The folder must be on a local disk: locks of network file systems are not kernel-released.
 */
export class Presence {
  /** Names this process in the store. */
  readonly id: string = randomUUID();
  readonly #folder: string;
  readonly #lock: Libsql.Database;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#lock = new Libsql(this.#file(this.id));
    this.#lock.exec('begin exclusive');
  }

  isAlive = (id: string): boolean => {
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

  /** Removes what a dead process left. */
  bury(id: string): void {
    for (const suffix of ['', '-journal']) rmSync(this.#file(id) + suffix, { force: true });
  }

  close(): void {
    this.#lock.close();
    this.bury(this.id);
  }

  #file(id: string): string {
    return join(this.#folder, `${id}.lock`);
  }
}
