import { chmod, mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Column, ColumnType } from '../dataset/columns.ts';
import { AppUnavailable, InvalidInput } from '../errors.ts';
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

/** Amounts are exact, with the places that Parquet has. */
const types: Record<ColumnType, string> = {
  text: 'varchar',
  decimal: 'decimal(38, 6)',
  date: 'date',
  timestamp: 'timestamptz',
  integer: 'bigint',
  number: 'double',
  boolean: 'boolean',
  json: 'json',
};

/** A table in a DuckDB file, as `postgresTable` fills one: in one transaction, by the list's key. */
export function duckdbTable(path: string, table: string): Sink {
  const file = resolve(path);
  return async (delivery) => {
    assertTabular(delivery);
    await mkdir(dirname(file), { recursive: true });
    const instance = await open(file);
    const connection = await instance.connect();
    try {
      await chmod(file, 0o600);
      await connection.run('begin');
      const isRepeated = !(await noteDelivery(connection, table, delivery));
      if (!isRepeated) await fill(connection, table, delivery);
      await connection.run('commit');
      return { to: `${file}#${table}`, rows: delivery.certificate.rows, isRepeated };
    } finally {
      // What is not committed is gone with it, and the file's lock with both.
      connection.closeSync();
      instance.closeSync();
    }
  };
}

async function open(file: string): Promise<DuckDBInstance> {
  const { DuckDBInstance: instances } = await import('@duckdb/node-api').catch(() => {
    throw new InvalidInput('DuckDB needs the package "@duckdb/node-api", which is not installed.', {
      hint: 'Run: npm install @duckdb/node-api',
    });
  });
  return instances.create(file).catch((cause: unknown) => {
    throw new AppUnavailable(`${file} could not be opened as a DuckDB file.`, {
      cause,
      hint: 'One process at a time can write to it: close whatever has it open.',
    });
  });
}

/** False when this run was delivered to the table before. */
async function noteDelivery(
  connection: DuckDBConnection,
  table: string,
  { runId, tool, certificate }: Delivery,
): Promise<boolean> {
  await connection.run(
    `create table if not exists ${quoted(deliveriesTable)} (table_name varchar, run_id varchar, tool varchar not null,
      complete json not null, delivered_at timestamptz not null default now(), primary key (table_name, run_id))`,
  );
  const { rowsChanged } = await connection.run(
    `insert into ${quoted(deliveriesTable)} (table_name, run_id, tool, complete) values ($1, $2, $3, $4)
      on conflict do nothing`,
    [table, runId, tool, JSON.stringify(certificate)],
  );
  return rowsChanged === 1;
}

async function fill(
  connection: DuckDBConnection,
  table: string,
  { columns, certificate, runId, rows }: Delivery,
): Promise<void> {
  const key = certificate.key ?? [];
  const all: Column[] = [...columns, { name: runColumn, type: 'text' }];
  const described = all.map(({ name, type }) => `${quoted(name)} ${types[type]}`);
  await connection.run(
    `create table if not exists ${quoted(table)} (${described.join(', ')}${primaryKey(key)})`,
  );
  for (const column of described)
    await connection.run(`alter table ${quoted(table)} add column if not exists ${column}`);
  if (key.length === 0) await connection.run(`delete from ${quoted(table)}`);
  const shape = JSON.stringify([Object.fromEntries(columns.map(({ name, type }) => [name, types[type]]))]);
  const names = columns.map(({ name }) => `r.${quoted(name)}`).join(', ');
  const from = `select ${names}, $2 from (select unnest(from_json($1::json, '${shape.replaceAll("'", "''")}')) as r)`;
  const statement = upsert(table, columns, key, from);
  for await (const batch of batches(rows(), rowsAtOnce))
    await connection.run(statement, [JSON.stringify(batch), runId]);
}
