import { LayoutChanged } from '../errors.ts';

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
 * rows, some lines more. UTF-8.
 *
 * @throws LayoutChanged when no line has each heading once, or the file is no proper CSV.
 */
export function readCsv<Column extends string>(bytes: Uint8Array, shape: CsvShape<Column>): Csv<Column> {
  const lines = splitCsv(new TextDecoder().decode(bytes), shape.name);
  const wanted = Object.entries(shape.columns) as [Column, string][];
  const plain = (text: string) => text.trim().toLowerCase();
  const at = lines.findIndex((line) => {
    const found = line.map(plain);
    return wanted.every(([, heading]) => found.filter((text) => text === plain(heading)).length === 1);
  });
  const headings = lines[at]?.map(plain);
  if (!headings) {
    const names = wanted.map(([, heading]) => `"${heading}"`).join(', ');
    throw new LayoutChanged(`No line of ${shape.name} has each of the headings ${names} once.`);
  }

  const body = lines.slice(at + 1);
  const end = body.findIndex((line) => line.length !== headings.length);
  const rows = (end === -1 ? body : body.slice(0, end)).map((line) => {
    const cells = wanted.map(([column, heading]) => [
      column,
      (line[headings.indexOf(plain(heading))] ?? '').trim(),
    ]);
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
