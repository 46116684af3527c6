import { toCsv } from '../bulk/to-csv.ts';
import { canonical } from '../journal/canonical.ts';
import type { Delivery } from './delivery.ts';
import { writeTexts } from './file-sink.ts';
import type { WriteFile } from './file-sink.ts';

/** One line a row, canonical JSON: its SHA-256 is the digest of the certificate. */
export const jsonl: WriteFile = (file, { rows }) =>
  writeTexts(
    file,
    lines(rows(), (row) => `${canonical(row)}\n`),
  );

/** RFC 4180, UTF-8 with its mark. Text that a spreadsheet would take for a formula has an apostrophe before it. */
export const csv: WriteFile = (file, delivery) =>
  writeTexts(
    file,
    csvLines(delivery, (record) => toCsv([record]).slice(1)),
  );

/** The same without mark and apostrophes: for programs, which take every cell as it is. */
export const rawCsv: WriteFile = (file, delivery) => writeTexts(file, csvLines(delivery, plainRecord));

async function* csvLines(
  { columns, rows }: Delivery,
  toLine: (record: unknown[]) => string,
): AsyncGenerator<string> {
  const names = columns.map(({ name }) => name);
  yield toLine === plainRecord ? plainRecord(names) : toCsv([names]);
  yield* lines(rows(), (row) => toLine(names.map((name) => row[name])));
}

/** So many lines at a time: a write for each would take longer than all else. */
const batch = 500;

async function* lines<Row>(rows: AsyncIterable<Row>, toLine: (row: Row) => string): AsyncGenerator<string> {
  let held: string[] = [];
  for await (const row of rows) {
    held.push(toLine(row));
    if (held.length < batch) continue;
    yield held.join('');
    held = [];
  }
  yield held.join('');
}

function plainRecord(cells: unknown[]): string {
  return `${cells.map(plainCell).join(',')}\r\n`;
}

function plainCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
