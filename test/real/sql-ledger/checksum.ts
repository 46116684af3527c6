import type { Client } from 'pg';

/**
 * One checksum of every row of each table, and of where each sequence stands, by name: two of them are equal when nothing
 * in the database changed, and differ in the names of what did.
 */
export async function checksum(client: Client): Promise<Record<string, string>> {
  const { rows: relations } = await client.query<{ name: string; kind: string }>(
    `select c.relname as name, c.relkind::text as kind from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'S') order by 1`,
  );
  const sums: Record<string, string> = {};
  for (const { name, kind } of relations) {
    const lines =
      kind === 'S'
        ? `select last_value || ' ' || is_called as line from "${name}"`
        : `select t::text as line from "${name}" t`;
    const { rows } = await client.query<{ md5: string }>(
      `select md5(coalesce(string_agg(line, E'\\n' order by line collate "C"), '')) as md5 from (${lines}) lines`,
    );
    sums[name] = rows[0]?.md5 ?? '';
  }
  return sums;
}
