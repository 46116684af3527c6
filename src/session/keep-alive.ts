import type { Log } from '../log.ts';
import type { Account } from './account.ts';
import type { Due, IdleSessions } from './idle-sessions.ts';

export interface KeepAliveParts {
  /** Does something in the account's lane when it is its turn, and nothing at all where no run could begin now. */
  inLane: (account: Account, signal: AbortSignal, work: (slot: number) => Promise<void>) => Promise<void>;
  log: Log;
}

/** Opens a page in live sessions that nobody uses, for accounts that ask for it, so that their app does not end them. */
export class KeepAlive {
  readonly #parts: KeepAliveParts;
  readonly #closing = new AbortController();
  readonly #busy = new Set<Promise<void>>();

  constructor(parts: KeepAliveParts) {
    this.#parts = parts;
  }

  /** What is to happen to an idle session again and again, until it is used; undefined where nobody asked for it. */
  due(account: Account, slot: number, key: string, idle: IdleSessions, touch: () => Promise<void>) {
    const { keepAliveMinutes } = account;
    if (keepAliveMinutes === undefined) return undefined;
    const due: Due = {
      after: keepAliveMinutes * 60_000,
      act: () => {
        const work = this.#parts
          .inLane(account, this.#closing.signal, async (held) => {
            // In use, or parked, since it waits for the lane; or the lane gave another of several sessions.
            if (held === slot && idle.has(key)) await touch();
          })
          .catch((err: unknown) => this.#parts.log.warn({ account: account.name, err }, 'not kept alive'))
          .finally(() => {
            this.#busy.delete(work);
            idle.addDue(key, due);
          });
        this.#busy.add(work);
      },
    };
    return due;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#busy);
  }
}
