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
 * @throws LayoutChanged when no line has all headings.
 */
export function readCsv<Column extends string>(bytes: Uint8Array, shape: CsvShape<Column>): Csv<Column> {
  const lines = splitCsv(new TextDecoder().decode(bytes));
  const wanted = Object.entries(shape.columns) as [Column, string][];
  const plain = (text: string) => text.trim().toLowerCase();
  const at = lines.findIndex((line) => {
    const found = line.map(plain);
    return wanted.every(([, heading]) => found.indexOf(plain(heading)) !== -1);
  });
  const headings = lines[at]?.map(plain);
  if (!headings) {
    const names = wanted.map(([, heading]) => `"${heading}"`).join(', ');
    throw new LayoutChanged(`No line of ${shape.name} has the headings ${names}.`);
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

/** Cells of every line that is not empty; quotes as in RFC 4180, so a cell may hold commas, quotes and line breaks. */
function splitCsv(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [, quoted, bare = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    line.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (line.length > 1 || line[0] !== '') lines.push(line);
    line = [];
  }
  return lines;
}
