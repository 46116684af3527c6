import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type * as Pg from 'pg';
import { InvalidInput } from '../errors.ts';
import { carefulPool } from './careful-pool.ts';
import { ddl, nobody, receiptsTable, schemaVersion } from './schema.ts';
import type { Schema } from './schema.ts';
import { ofNewer } from './store.ts';
import type { Store } from './store.ts';

/** Everything of ours is in a schema of its own, or in that of the address: `?options=-c%20search_path%3Dother`. */
const ownSchema = 'sidedoor';

/** A server that does not answer is given up after so long, connecting and asking. Milliseconds. */
const connectLimit = 5_000;
const queryLimit = 15_000;
/**
 * A process that stands still in a transaction keeps what it has locked from everybody. The server ends that after as long
 * as the process itself would count for dead.
 */
const transactionLimit = 10_000;

/** How a connection is used: by default a pool of them, for everything. */
export interface ConnectionOptions {
  most?: number;
  /** Milliseconds. */
  queryLimit?: number;
}

/**
 * Opens the store on a PostgreSQL server, making its tables if need be. The same queries as on the embedded store run on
 * it: times are epoch milliseconds in `bigint`, JSON is text.
 *
 * @throws InvalidInput when the driver is not installed, the server cannot be reached, or a newer program wrote the store.
 */
export async function openPostgres(address: string): Promise<Store> {
  const store = await connectPostgres(address);
  try {
    await makeTables(store, address);
  } catch (error) {
    await store.destroy();
    if (error instanceof InvalidInput) throw error;
    throw new InvalidInput(`The store ${withoutPassword(address)} could not be opened: ${said(error)}`, {
      hint: 'See that the server runs, and that the user may create a schema in the database (or owns one named "sidedoor").',
      cause: error,
    });
  }
  return store;
}

/** Connections to a store that is there. Lost ones are replaced at the next query. */
export async function connectPostgres(address: string, options: ConnectionOptions = {}): Promise<Store> {
  const pg = await driver();
  const pool = new pg.Pool({
    ...connection(address, options.queryLimit),
    max: options.most ?? 10,
    types: { getTypeParser: parserOf(pg) as typeof pg.types.getTypeParser },
  });
  // Of a connection that nobody uses: the next query makes another.
  pool.on('error', () => undefined);
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: carefulPool(pool) }) });
}

/** What every connection is made with. */
export function connection(address: string, limit: number = queryLimit): Pg.ClientConfig {
  const hasPath = new URL(address).searchParams.has('options');
  return {
    connectionString: address,
    application_name: 'sidedoor',
    connectionTimeoutMillis: connectLimit,
    query_timeout: limit,
    idle_in_transaction_session_timeout: transactionLimit,
    keepAlive: true,
    ...(!hasPath && { options: `-c search_path=${ownSchema}` }),
  };
}

/** Only who has such a store needs the driver. @throws InvalidInput with the command that installs it. */
export async function driver(): Promise<typeof Pg> {
  try {
    return ((await import('pg')) as unknown as { default: typeof Pg }).default;
  } catch (error) {
    throw new InvalidInput('A store on PostgreSQL needs the package "pg", which is not installed.', {
      hint: 'Run: npm install pg@8',
      cause: error,
    });
  }
}

function withoutPassword(address: string): string {
  const { protocol, username, host, pathname } = new URL(address);
  return `${protocol}//${username && `${username}@`}${host}${pathname}`;
}

/** Counts and times come as numbers, as from the embedded store. */
function parserOf(pg: typeof Pg) {
  const int8: number = pg.types.builtins.INT8;
  return (oid: number, format?: 'text' | 'binary'): unknown =>
    oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text');
}

async function makeTables(store: Store, address: string): Promise<void> {
  const statements = [...ddl.map(toPostgres), ...ownTables];
  const digest = createHash('sha256').update(statements.join()).digest('hex');
  await store.transaction().execute(async (tx) => {
    // Of several processes that come first one makes them, the others wait.
    await sql`select pg_advisory_xact_lock(hashtext('sidedoor tables'))`.execute(tx);
    const { rows } = await sql<{ path: string; there: boolean }>`
      select current_setting('search_path') as path, current_schema() is not null as there`.execute(tx);
    // Asked first: whoever may not create one must have been given one.
    const schema = rows[0]?.path.split(',')[0]?.trim() ?? ownSchema;
    if (!rows[0]?.there) await sql`create schema if not exists ${sql.id(schema)}`.execute(tx);
    await sql`create table if not exists store_version (version bigint not null, digest text not null)`.execute(
      tx,
    );
    const found = await sql<{ version: number; digest: string }>`select * from store_version`.execute(tx);
    const { version = 0, digest: made } = found.rows[0] ?? {};
    if (version > schemaVersion) throw ofNewer(withoutPassword(address), version);
    if (made === digest) return;
    for (const statement of statements) await sql.raw(statement).execute(tx);
    await sql`delete from store_version`.execute(tx);
    await sql`insert into store_version values (${schemaVersion}, ${digest})`.execute(tx);
  });
}

function toPostgres(statement: string): string {
  // Every folder of receipts, one a host, has a chain of its own.
  if (statement === receiptsTable) {
    return `create table if not exists receipts (chain text not null, number bigint not null, run_id text not null,
      digest text not null, primary key (chain, number), unique (chain, run_id))`;
  }
  return statement
    .replace('integer primary key autoincrement', 'bigint generated always as identity primary key')
    .replaceAll(/\binteger\b/g, 'bigint');
}

/** Where processes that have the store open tell each other what happens in it. */
export const channel = 'sidedoor';

const ownTables = [
  `alter table runs add column if not exists origin text`,
  `create table if not exists processes (id text primary key, host text not null, pid bigint not null,
    is_worker bigint not null, seen_at bigint not null)`,
  `create or replace function tell_of_run() returns trigger language plpgsql as $$
    begin
      if new.owner = '${nobody}' and new.state = 'queued' then perform pg_notify('${channel}', 'orders'); end if;
      perform pg_notify('${channel}', 'run ' || new.id);
      return null;
    end $$`,
  `create or replace trigger tell_of_run after insert or update of state, owner on runs
    for each row execute function tell_of_run()`,
];

function said(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || (code ?? String(error));
}
