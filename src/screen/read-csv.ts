import { LayoutChanged } from '../errors.ts';
import { fileText } from './file-text.ts';
import { findHeadings } from './heading-row.ts';

export interface CsvShape<Column extends string> {
  /** What the error messages call it, e.g. "the rent roll". */
  name: string;
  /** Our name for a column → the heading, compared without case and surrounding white space. */
  columns: Record<Column, string>;
}

export interface Csv<Column extends string> {
  /** Lines above the headings: title, criteria. */
  above: string[][];
  rows: Record<Column, string>[];
  /** Lines below, from the first one on that has another number of cells than the headings. */
  below: string[][];
}

/**
 * Reads a comma-separated file as reports of legacy software have them: some lines about the report, the headings, the
 * rows, some lines more. UTF-8, UTF-16 or Windows-1252; a mark of the byte order is no part of the first cell.
 *
 * @throws LayoutChanged when no line has each heading once, or the file is no proper CSV.
 */
export function readCsv<Column extends string>(bytes: Uint8Array, shape: CsvShape<Column>): Csv<Column> {
  const lines = splitCsv(fileText(bytes), shape.name);
  const { at, headings, place } = findHeadings(lines, shape);

  const body = lines.slice(at + 1);
  const end = body.findIndex((line) => line.length !== headings.length);
  const rows = (end === -1 ? body : body.slice(0, end)).map((line) => {
    const columns = Object.keys(shape.columns) as Column[];
    const cells = columns.map((column) => [column, (line[place[column]] ?? '').trim()]);
    return Object.fromEntries(cells) as Record<Column, string>;
  });
  return { above: lines.slice(0, at), rows, below: end === -1 ? [] : body.slice(end) };
}

/**
 * Cells of every line that is not empty; quotes as in RFC 4180, so a cell may hold commas, quotes and line breaks. A quote
 * anywhere else would shift the cells after it, so it is refused.
 */
function splitCsv(text: string, name: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  const lines: string[][] = [];
  let line: string[] = [];
  while (cell.lastIndex < text.length || line.length > 0) {
    const at = cell.lastIndex;
    const [, quoted, bare = '', end] = cell.exec(text) ?? [];
    if (end === undefined) throw new LayoutChanged(`${name} is no proper CSV at character ${at}.`);
    line.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (line.length > 1 || line[0] !== '') lines.push(line);
    line = [];
  }
  return lines;
}
