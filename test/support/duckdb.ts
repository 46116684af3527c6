import { DuckDBInstance } from '@duckdb/node-api';

/** What a database that has nothing to do with us finds in a Parquet file. Amounts, days and integers come as text. */
export async function readParquet(file: string) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const read = async (query: string) =>
      (await connection.runAndReadAll(query, { file })).getRowObjectsJson() as Record<string, string>[];
    const columns = await read('describe select * from read_parquet($file)');
    return {
      types: Object.fromEntries(columns.map((column) => [column['column_name'], column['column_type']])),
      rows: (await read('select * from read_parquet($file)')) as Record<string, unknown>[],
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
