import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import type { Transaction } from 'kysely';
import Libsql from 'libsql';
import { InvalidInput } from '../errors.ts';
import { careful, carefulFile, codeOf, locked } from './careful-file.ts';
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
 * @throws InvalidInput when a newer program wrote the store, or its file is none. StoreUnavailable when it cannot be written.
 */
export function openStore(folder: string): Store {
  const database = careful(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new Libsql(join(folder, 'journal.db'));
  });
  try {
    careful(() => makeTables(database, folder));
  } catch (error) {
    database.close();
    throw /^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(error)) ? ofDamaged(folder, error) : error;
  }
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: carefulFile(database) }) });
}

function makeTables(database: Libsql.Database, folder: string): void {
  database.exec(`pragma busy_timeout=${patienceMs}`);
  logAhead(database);
  database.exec('pragma synchronous=NORMAL');
  const found = version(database);
  if (found > schemaVersion) throw ofNewer(folder, found);
  for (const statement of ddl) database.exec(statement);
  if (missingColumns(database).length > 0) {
    // Of two processes that find the same one missing, the second waits and finds it there.
    locked(database, () => {
      for (const [table, column, type] of missingColumns(database))
        database.exec(`alter table ${table} add column ${column} ${type}`);
    });
  }
  if (found < schemaVersion) database.exec(`pragma user_version=${schemaVersion}`);
}

function missingColumns(database: Libsql.Database) {
  const find = database.prepare('select 1 from pragma_table_info(?) where name = ?');
  return laterColumns.filter(([table, column]) => find.all(table, column).length === 0);
}

/** Of two that switch a new file to WAL at once, SQLite refuses one without waiting: it asks again. */
function logAhead(database: Libsql.Database): void {
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      database.exec('pragma journal_mode=WAL');
      return;
    } catch (error) {
      if (codeOf(error) !== 'SQLITE_BUSY' || Date.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

export function ofNewer(where: string, found: number): InvalidInput {
  return new InvalidInput(`The store ${where} was written by a newer Sidedoor (its version is ${found}).`, {
    hint: 'Update sidedoor-mcp, or name another store in the config.',
  });
}

function ofDamaged(folder: string, cause: unknown): InvalidInput {
  return new InvalidInput(`The file journal.db in ${folder} is damaged, or no store (${codeOf(cause)}).`, {
    hint: 'Put a copy of it back, or name another folder in the config; a new store knows nothing of earlier writes.',
    cause,
  });
}

function version(database: Libsql.Database): number {
  const [row] = database.prepare('select user_version as version from pragma_user_version').all() as {
    version: number;
  }[];
  return Number(row?.version ?? 0);
}
