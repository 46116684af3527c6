import { chmod, mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import Libsql from 'libsql';
import type { ColumnType } from '../dataset/columns.ts';
import type { Row } from '../dataset/tally.ts';
import type { Delivery, Sink } from './delivery.ts';
import {
  assertTabular,
  batches,
  deliveriesTable,
  primaryKey,
  quoted,
  rowsAtOnce,
  runColumn,
  upsert,
} from './table.ts';

/** SQLite has no exact numbers with places: amounts are text, as everywhere. */
const types: Record<ColumnType, string> = {
  text: 'text',
  decimal: 'text',
  date: 'text',
  timestamp: 'text',
  integer: 'integer',
  number: 'real',
  boolean: 'integer',
  json: 'text',
};

/** A table in a SQLite file, as `postgresTable` fills one: in one transaction, by the list's key. */
export function sqliteTable(path: string, table: string): Sink {
  const file = resolve(path);
  return async (delivery) => {
    assertTabular(delivery);
    await mkdir(dirname(file), { recursive: true });
    const database = new Libsql(file);
    await chmod(file, 0o600);
    try {
      database.pragma('busy_timeout=30000');
      database.exec('begin immediate');
      const isRepeated = !noteDelivery(database, table, delivery);
      if (!isRepeated) await fill(database, table, delivery);
      database.exec('commit');
      return { to: `${file}#${table}`, rows: delivery.certificate.rows, isRepeated };
    } finally {
      // Its end alone leaves the lock with statements that nobody has collected yet.
      if (database.inTransaction) database.exec('rollback');
      database.close();
    }
  };
}

function noteDelivery(
  database: Libsql.Database,
  table: string,
  { runId, tool, certificate }: Delivery,
): boolean {
  database.exec(
    `create table if not exists ${quoted(deliveriesTable)} (table_name text, run_id text, tool text not null,
      complete text not null, delivered_at text not null, primary key (table_name, run_id))`,
  );
  const { changes } = database
    .prepare(`insert or ignore into ${quoted(deliveriesTable)} values (?, ?, ?, ?, ?)`)
    .run(table, runId, tool, JSON.stringify(certificate), new Date().toISOString());
  return changes === 1;
}

async function fill(
  database: Libsql.Database,
  table: string,
  { columns, certificate, runId, rows }: Delivery,
): Promise<void> {
  const key = certificate.key ?? [];
  const described = [
    ...columns.map(({ name, type }) => `${quoted(name)} ${types[type]}`),
    `${quoted(runColumn)} text`,
  ];
  database.exec(`create table if not exists ${quoted(table)} (${described.join(', ')}${primaryKey(key)})`);
  const present = database.prepare('select name from pragma_table_info(?)').all(table) as { name: string }[];
  for (const [index, { name }] of [...columns, { name: runColumn }].entries())
    if (!present.some((each) => each.name === name))
      database.exec(`alter table ${quoted(table)} add column ${described[index]}`);
  if (key.length === 0) database.exec(`delete from ${quoted(table)}`);
  const values = `values (${[...columns, runColumn].map(() => '?').join(', ')})`;
  const statement = database.prepare(upsert(table, columns, key, values));
  for await (const batch of batches(rows(), rowsAtOnce))
    for (const row of batch) statement.run(...columns.map(({ name }) => toValue(row, name)), runId);
}

function toValue(row: Row, name: string): string | number | null {
  const value = row[name];
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
}
