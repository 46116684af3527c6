import { InvalidInput } from '../errors.ts';
import type { Column } from '../dataset/columns.ts';
import type { Delivery } from './delivery.ts';

/** A name in SQL, whatever it holds. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Which run brought a row last: rows that have vanished keep an older one. */
export const runColumn = '_sidedoor_run';

/** The table of what was delivered, beside those that it was delivered to. */
export const deliveriesTable = '_sidedoor_deliveries';

/** Rows that go to the database at a time. */
export const rowsAtOnce = 1_000;

/** @throws InvalidInput for a list without columns, or with one of ours. */
export function assertTabular({ columns, field }: Delivery): void {
  if (columns.length === 0) throw new InvalidInput(`"${field}" has no columns to make a table of.`);
  if (columns.some(({ name }) => name === runColumn))
    throw new InvalidInput(`"${field}" has a column ${runColumn} of its own.`);
}

/** "insert … on conflict" with every column but the key brought up to date. `from` is where the values come from. */
export function upsert(table: string, columns: Column[], key: readonly string[], from: string): string {
  const names = [...columns.map(({ name }) => name), runColumn];
  const others = names.filter((name) => !key.includes(name));
  const sets = others.map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ');
  const conflict =
    key.length === 0 ? '' : ` on conflict (${key.map(quoted).join(', ')}) do update set ${sets}`;
  return `insert into ${quoted(table)} (${names.map(quoted).join(', ')}) ${from}${conflict}`;
}

/** The key as a primary key clause; nothing where there is none. */
export const primaryKey = (key: readonly string[]) =>
  key.length === 0 ? '' : `, primary key (${key.map(quoted).join(', ')})`;

export async function* batches<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    if (batch.push(item) < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
