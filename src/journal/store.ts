import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import Libsql from 'libsql';
import { InvalidInput } from '../errors.ts';
import { ddl, schemaVersion } from './schema.ts';
import type { Schema } from './schema.ts';

export type Store = Kysely<Schema>;

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
    throw new InvalidInput(`The store ${folder} was written by a newer Sidedoor (its version is ${found}).`, {
      hint: 'Update sidedoor-mcp, or name another folder as store in the config.',
    });
  }
  for (const statement of ddl) database.exec(statement);
  if (found < schemaVersion) database.pragma(`user_version=${schemaVersion}`);
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
}

function version(database: Libsql.Database): number {
  const [row] = database.prepare('select user_version as version from pragma_user_version').all() as {
    version: number;
  }[];
  return Number(row?.version ?? 0);
}
