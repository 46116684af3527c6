import { InvalidInput } from '../errors.ts';
import type { Sink } from './delivery.ts';
import { fileSink } from './file-sink.ts';
import type { WriteFile } from './file-sink.ts';
import { csv, jsonl, rawCsv } from './text-files.ts';
import { postgresTable } from './postgres-table.ts';
import { sqliteTable } from './sqlite-table.ts';

export interface SinkOptions {
  /** Of a database: which table. */
  table: string;
  /** CSV for programs: no mark, and nothing done against formulas. */
  isRaw: boolean;
}

/**
 * The sink that a target names: a file by its ending, a database by its address, or `env:NAME` that holds one of them.
 *
 * @throws InvalidInput when it names none.
 */
export function toSink(target: string, options: SinkOptions): Sink {
  const [, variable] = /^env:(\w+)$/.exec(target) ?? [];
  if (variable !== undefined) {
    const value = process.env[variable];
    if (value === undefined || value.startsWith('env:'))
      throw new InvalidInput(`${variable} is not set in the environment.`);
    return toSink(value, options);
  }
  if (/^postgres(ql)?:\/\//.test(target)) return postgresTable(target, options.table);
  const ending = /\.([a-z0-9]+)$/i.exec(target)?.[1]?.toLowerCase() ?? '';
  if (['sqlite', 'sqlite3', 'db'].includes(ending)) return sqliteTable(target, options.table);
  const formats: Record<string, WriteFile> = {
    csv: options.isRaw ? rawCsv : csv,
    jsonl,
    ndjson: jsonl,
    // Loaded only when it is wanted.
    parquet: async (file, delivery) => (await import('./parquet-file.ts')).parquet(file, delivery),
  };
  const format = formats[ending];
  if (format) return fileSink(target, format);
  throw new InvalidInput(`"${target.slice(0, 60)}" names no place to put a list.`, {
    hint: 'A file .csv, .jsonl, .parquet or .sqlite, an address postgres://…, or env:NAME of a variable that holds one.',
  });
}
