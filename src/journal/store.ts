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
  database.pragma('busy_timeout=5000');
  database.pragma('journal_mode=WAL');
  database.pragma('synchronous=NORMAL');
  const found = version(database);
  if (found > schemaVersion) {
    database.close();
    throw ofNewer(folder, found);
  }
  for (const statement of ddl) database.exec(statement);
  for (const [table, column, type] of laterColumns) {
    const has = database.prepare('select 1 from pragma_table_info(?) where name = ?').all(table, column);
    if (has.length === 0) database.exec(`alter table ${table} add column ${column} ${type}`);
  }
  if (found < schemaVersion) database.pragma(`user_version=${schemaVersion}`);
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
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
