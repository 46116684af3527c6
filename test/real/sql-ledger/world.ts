import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openCalls } from './calls.ts';
import type { Answer, Calls } from './calls.ts';
import { LedgerDatabase } from './database.ts';
import { startSqlLedger } from './start.ts';
import type { Login, SqlLedger } from './start.ts';

const logins: Login[] = ['clerk', 'clerk2', 'viewer'];

/** The real application, its database, and our server with a client; `stop` leaves nothing of them. */
export class World {
  readonly ledger: SqlLedger;
  readonly database: LedgerDatabase;
  readonly #folder: string;
  #calls: Calls;

  private constructor(ledger: SqlLedger, database: LedgerDatabase, folder: string, calls: Calls) {
    this.ledger = ledger;
    this.database = database;
    this.#folder = folder;
    this.#calls = calls;
  }

  static async start(): Promise<World> {
    const ledger = await startSqlLedger();
    try {
      const database = await LedgerDatabase.connect(ledger.pgPort);
      const folder = await mkdtemp(join(tmpdir(), 'sidedoor-real-calls-'));
      return new World(ledger, database, folder, await openCalls(ledger, folder, logins));
    } catch (error) {
      await ledger.stop();
      throw error;
    }
  }

  /** Ends our server, and starts another on the same store. */
  async restartServer(): Promise<void> {
    await this.#calls[Symbol.asyncDispose]();
    this.#calls = await openCalls(this.ledger, this.#folder, logins);
  }

  /** The output of a call that must succeed. */
  async answer<Output>(
    flow: string,
    args: Record<string, unknown> = {},
    login: Login = 'clerk',
  ): Promise<Output> {
    const { result, error } = await this.#calls.call<Output>(login, flow, args);
    expect(error).toBeUndefined();
    return result as Output;
  }

  /** The error of a call that must fail. */
  async refusal(flow: string, args: Record<string, unknown>): Promise<NonNullable<Answer<unknown>['error']>> {
    const { error } = await this.#calls.call('clerk', flow, args);
    if (!error) throw new Error(`${flow} answered ${JSON.stringify(args)} without an error`);
    return error;
  }

  async stop(): Promise<void> {
    await this.#calls[Symbol.asyncDispose]();
    await this.database.close();
    await this.ledger.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
