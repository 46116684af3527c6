import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import type { Transaction } from 'kysely';
import Libsql from 'libsql';
import { InvalidInput } from '../errors.ts';
import { ddl, laterColumns, schemaVersion } from './schema.ts';
import type { Schema } from './schema.ts';

export type Store = Kysely<Schema>;
export type StoreTransaction = Transaction<Schema>;

/** How long one process waits for another that writes. */
const patienceMs = 5_000;

/** The store that the config names: PostgreSQL for an address, else the embedded one in that folder. */
export async function openStoreAt(where: string): Promise<Store> {
  if (!isAddress(where)) return openStore(where);
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(where);
}

/** Whether a store is on a server, for several machines, rather than in a folder of this one. */
export function isAddress(where: string): boolean {
  return /^postgres(ql)?:\/\//.test(where);
}

/**
 * Opens the store of a folder, making both if need be. Any number of processes may have it open (WAL). Commits outlive
 * the death of the process at any point; `synchronous=normal` leaves only the loss of power to the file system.
 *
 * @throws InvalidInput when a newer program wrote the store.
 */
export function openStore(folder: string): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new Libsql(join(folder, 'journal.db'));
  database.pragma(`busy_timeout=${patienceMs}`);
  logAhead(database);
  database.pragma('synchronous=NORMAL');
  // Of two processes that open a new store at once, the second waits and finds every table and column there.
  const make = database.transaction(() => {
    const found = version(database);
    if (found > schemaVersion) throw ofNewer(folder, found);
    for (const statement of ddl) database.exec(statement);
    for (const [table, column, type] of laterColumns) {
      const has = database.prepare('select 1 from pragma_table_info(?) where name = ?').all(table, column);
      if (has.length === 0) database.exec(`alter table ${table} add column ${column} ${type}`);
    }
    if (found < schemaVersion) database.pragma(`user_version=${schemaVersion}`);
  });
  try {
    make.immediate();
  } catch (error) {
    database.close();
    throw error;
  }
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
}

/** Of two that switch a new file to WAL at once, SQLite refuses one without waiting: it asks again. */
function logAhead(database: Libsql.Database): void {
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      database.pragma('journal_mode=WAL');
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || Date.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

export function ofNewer(where: string, found: number): InvalidInput {
  return new InvalidInput(`The store ${where} was written by a newer Sidedoor (its version is ${found}).`, {
    hint: 'Update sidedoor-mcp, or name another store in the config.',
  });
}

function version(database: Libsql.Database): number {
  const [row] = database.prepare('select user_version as version from pragma_user_version').all() as {
    version: number;
  }[];
  return Number(row?.version ?? 0);
}
