import type { SchemaElement } from 'hyparquet';
import type { Column, ColumnType } from '../dataset/columns.ts';
import type { Row } from '../dataset/tally.ts';
import { InvalidInput } from '../errors.ts';
import type { WriteFile } from './file-sink.ts';

/** So many rows are held at a time. */
const rowsOfGroup = 10_000;

/** Places of an amount: exact, as DECIMAL(38, 6). */
const places = 6;

const kinds: Record<ColumnType, Omit<SchemaElement, 'name'>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  decimal: {
    type: 'FIXED_LEN_BYTE_ARRAY',
    type_length: 16,
    converted_type: 'DECIMAL',
    precision: 38,
    scale: places,
  },
  date: { type: 'INT32', converted_type: 'DATE' },
  timestamp: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
};

/** Parquet with the types of the output schema; what is neither text nor number stands in it as JSON. */
export const parquet: WriteFile = async (file, { columns, rows }) => {
  const { fileWriter, ParquetWriter } = await import('hyparquet-writer');
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL' as const, ...kinds[type] })),
  ];
  const writer = new ParquetWriter({ writer: fileWriter(file), schema, createdBy: 'sidedoor' });
  const write = async (group: Row[]) => {
    const columnData = columns.map((column) => ({
      name: column.name,
      data: group.map((row) => toValue(row[column.name], column)),
    }));
    await writer.write({ columnData, rowGroupSize: rowsOfGroup });
  };
  let group: Row[] = [];
  for await (const row of rows()) {
    if (group.push(row) < rowsOfGroup) continue;
    await write(group);
    group = [];
  }
  if (group.length > 0) await write(group);
  await writer.finish();
};

function toValue(value: unknown, { name, type }: Column): unknown {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'decimal':
      return unscaled(value as string, name);
    case 'integer':
      return BigInt(value as number);
    case 'date':
    case 'timestamp':
      return new Date(value as string);
    case 'json':
      return JSON.stringify(value);
    default:
      return value;
  }
}

function unscaled(amount: string, column: string): bigint {
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  if (part.replace(/0+$/, '').length > places || whole.length > 38 - places)
    throw new InvalidInput(`"${column}" holds ${amount}, which is no DECIMAL(38, ${places}).`);
  return BigInt(`${sign}${whole}${part.slice(0, places).padEnd(places, '0')}`);
}
