import { InvalidInput } from '../../errors.ts';
import { isEmpty } from './sheet.ts';
import type { Sheet } from './sheet.ts';

/** What may stand between cells. Spreadsheets write semicolons where the comma is for decimals. */
const separators = [',', ';', '\t'] as const;

/**
 * Reads a file of separated values with its headings in the first line. UTF-8, or else Windows' Western European.
 *
 * @throws InvalidInput that names the line.
 */
export function parseCsv(bytes: Uint8Array, name: string): Sheet {
  const text = decode(bytes).replace(/^\ufeff/, '');
  const first = text.split(/\r?\n/, 1)[0] ?? '';
  const counts = separators.map((separator) => first.split(separator).length);
  const records = split(text, separators[counts.indexOf(Math.max(...counts))]!, name);
  const [headings, ...rows] = records.filter(({ cells }) => !cells.every(isEmpty));
  if (!headings) throw new InvalidInput(`${name} is empty.`);
  const uneven = rows.find(({ cells }) => cells.length !== headings.cells.length);
  if (uneven) {
    throw new InvalidInput(
      `Line ${uneven.line} of ${name} has ${uneven.cells.length} cells under ${headings.cells.length} headings.`,
      { hint: 'A cell that holds the separator wants quotes around it: "Smith, John".' },
    );
  }
  return { headings: headings.cells.map((each) => each.trim()), rows, hasPaddedNumbers: false };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Cells of every line; quotes as in RFC 4180, so that a cell may hold separators, quotes and line breaks. */
function split(text: string, separator: string, name: string): { line: number; cells: string[] }[] {
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r?\\n|$)`, 'y');
  const records: { line: number; cells: string[] }[] = [];
  let line = 1;
  let begun = 1;
  let cells: string[] = [];
  while (cell.lastIndex < text.length || cells.length > 0) {
    const match = cell.exec(text);
    if (!match) {
      throw new InvalidInput(`Line ${line} of ${name} has a quotation mark out of place.`, {
        hint: 'A cell with a quotation mark stands in quotes, and has it twice: "a 6"" pipe".',
      });
    }
    const [whole, quoted, bare = '', end] = match;
    cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    line += whole.split('\n').length - 1;
    if (end === separator) continue;
    records.push({ line: begun, cells });
    begun = line;
    cells = [];
  }
  return records;
}
