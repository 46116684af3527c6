import type { Client } from 'pg';
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

const types: Record<ColumnType, string> = {
  text: 'text',
  decimal: 'numeric',
  date: 'date',
  timestamp: 'timestamptz',
  integer: 'bigint',
  number: 'double precision',
  boolean: 'boolean',
  json: 'jsonb',
};

/**
 * A table in PostgreSQL, brought up to date by the list's key in one transaction. Rows that have vanished stay, with the
 * run that brought them last in `_sidedoor_run`; a list without a key takes the place of what the table held.
 */
export function postgresTable(url: string, table: string): Sink {
  return async (delivery) => {
    assertTabular(delivery);
    const client = await connect(url);
    try {
      const { rows } = delivery.certificate;
      await client.query('begin');
      // One delivery to a table at a time; it ends with the transaction.
      await client.query('select pg_advisory_xact_lock(hashtext($1))', [`sidedoor ${table}`]);
      const isRepeated = !(await noteDelivery(client, table, delivery));
      if (!isRepeated) await fill(client, table, delivery);
      await client.query('commit');
      return { to: say(url, table), rows, isRepeated };
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      await client.end();
    }
  };
}

async function connect(url: string): Promise<Client> {
  const { default: pg } = await import('pg').catch(() => {
    throw new InvalidInput('PostgreSQL needs the package "pg", which is not installed.', {
      hint: 'Run: npm install pg',
    });
  });
  const client = new pg.Client({ connectionString: url, application_name: 'sidedoor' });
  // The failure of a query tells of it; an event that nobody hears would end the process.
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    throw new AppUnavailable('The database could not be reached.', { cause: error });
  });
  return client;
}

/** False when this run was delivered to the table before. */
async function noteDelivery(
  client: Client,
  table: string,
  { runId, tool, certificate }: Delivery,
): Promise<boolean> {
  await client.query(
    `create table if not exists ${quoted(deliveriesTable)} (table_name text, run_id text, tool text not null,
      complete jsonb not null, delivered_at timestamptz not null default now(), primary key (table_name, run_id))`,
  );
  const { rowCount } = await client.query(
    `insert into ${quoted(deliveriesTable)} (table_name, run_id, tool, complete) values ($1, $2, $3, $4)
      on conflict do nothing`,
    [table, runId, tool, JSON.stringify(certificate)],
  );
  return rowCount === 1;
}

async function fill(
  client: Client,
  table: string,
  { columns, certificate, runId, rows }: Delivery,
): Promise<void> {
  const key = certificate.key ?? [];
  const all: Column[] = [...columns, { name: runColumn, type: 'text' }];
  const described = all.map(({ name, type }) => `${quoted(name)} ${types[type]}`);
  await client.query(
    `create table if not exists ${quoted(table)} (${described.join(', ')}${primaryKey(key)})`,
  );
  for (const column of described)
    await client.query(`alter table ${quoted(table)} add column if not exists ${column}`);
  if (key.length === 0) await client.query(`delete from ${quoted(table)}`);
  const names = columns.map(({ name }) => quoted(name)).join(', ');
  const shape = columns.map(({ name, type }) => `${quoted(name)} ${types[type]}`).join(', ');
  const statement = upsert(
    table,
    columns,
    key,
    `select ${names}, $2 from jsonb_to_recordset($1::jsonb) as r(${shape})`,
  );
  for await (const batch of batches(rows(), rowsAtOnce))
    await client.query(statement, [JSON.stringify(batch), runId]);
}

/** Without user and password. */
function say(url: string, table: string): string {
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}#${table}`;
}
