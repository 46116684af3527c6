import { InvalidInput } from '../errors.ts';
import type { ResolvePlace } from '../secrets/places.ts';
import type { Sink } from './delivery.ts';
import { duckdbTable } from './duckdb-table.ts';
import { fileSink } from './file-sink.ts';
import type { WriteFile } from './file-sink.ts';
import { csv, jsonl, rawCsv } from './text-files.ts';
import { postgresTable } from './postgres-table.ts';
import { s3Object } from './s3-object.ts';
import { sqliteTable } from './sqlite-table.ts';

export interface SinkOptions {
  /** Of a database: which table. */
  table: string;
  /** CSV for programs: no mark, and nothing done against formulas. */
  isRaw: boolean;
  resolve: ResolvePlace;
}

/** Whether a target only says where the place is written down. */
export const isReference = (target: string): boolean => /^(env|file|vault|keyring|op|exec):/.test(target);

/**
 * The sink that a target names: a file by its ending, on this machine or on S3; a database by its address; or a reference
 * to a secret that holds one of them.
 *
 * @throws InvalidInput when it names none.
 */
export async function toSink(target: string, options: SinkOptions): Promise<Sink> {
  if (isReference(target)) {
    const place = await options.resolve(target);
    return isReference(place) ? nowhere(target) : sinkAt(place, target, options);
  }
  return sinkAt(target, target, options);
}

/**
 * As `toSink`, of a place itself. `said`: as the user has named it; what that stands for may hold a password.
 *
 * @throws InvalidInput as `toSink`.
 */
export function sinkAt(place: string, said: string, options: Omit<SinkOptions, 'resolve'>): Sink {
  if (/^postgres(ql)?:\/\//.test(place)) return postgresTable(place, options.table);
  const isS3 = place.startsWith('s3://');
  // A question mark may be part of a file's name, not of an object's.
  const path = isS3 ? place.replace(/\?.*$/, '') : place;
  const kind = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  if (!isS3 && ['sqlite', 'sqlite3', 'db'].includes(kind)) return sqliteTable(place, options.table);
  if (!isS3 && kind === 'duckdb') return duckdbTable(place, options.table);
  const formats: Record<string, WriteFile> = {
    csv: options.isRaw ? rawCsv : csv,
    jsonl,
    ndjson: jsonl,
    // Loaded only when it is wanted.
    parquet: async (file, delivery) => (await import('./parquet-file.ts')).parquet(file, delivery),
  };
  const format = formats[kind];
  if (!format) return nowhere(said);
  return isS3 ? s3Object(place, format) : fileSink(place, format);
}

function nowhere(said: string): never {
  // An address that was typed may hold a password too.
  const shown = said.replace(/\/\/[^/@]*@/, '//').slice(0, 60);
  throw new InvalidInput(`"${shown}" names no place to put a list.`, {
    hint: 'A file .csv, .jsonl, .parquet, .sqlite or .duckdb, the first three also as s3://bucket/…, an address postgres://…, or a reference (env:NAME, vault:name …) to one.',
  });
}
