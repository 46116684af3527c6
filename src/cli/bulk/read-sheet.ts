import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { InvalidInput } from '../../errors.ts';
import { parseCsv } from './parse-csv.ts';
import { isEmpty, NumberCell } from './sheet.ts';
import type { Cell, Sheet } from './sheet.ts';

/** More than anybody enters in a day, and still a file that fits into memory. Bytes. */
const largest = 50_000_000;

/**
 * Reads the rows of a .csv or .xlsx file; the first line has the headings.
 *
 * @param which of the sheets of a workbook; its first when not given.
 * @throws InvalidInput
 */
export async function readRows(file: string, which: string | undefined): Promise<Sheet> {
  const name = basename(file);
  const bytes = await content(file);
  if (bytes.length > largest) throw new InvalidInput(`${name} is larger than ${largest / 1_000_000} MB.`);
  switch (extname(file).toLowerCase()) {
    case '.csv':
    case '.tsv':
    case '.txt':
      return parseCsv(bytes, name);
    case '.xlsx':
      return readWorkbook(bytes, name, which);
    default:
      throw new InvalidInput(`${name} is no file that rows can be read from.`, {
        hint: 'Give a .csv or an .xlsx file; a spreadsheet program saves either.',
      });
  }
}

async function content(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch {
    throw new InvalidInput(`${file} cannot be read.`, { hint: 'Name a .csv or .xlsx file with rows.' });
  }
}

async function readWorkbook(bytes: Buffer, name: string, which: string | undefined): Promise<Sheet> {
  const { readSheet } = await import('read-excel-file/node');
  const records = await readSheet(bytes, which ?? 1, {
    trim: false,
    parseNumber: (digits) => new NumberCell(digits),
  }).catch((error: unknown) => {
    const said = error instanceof Error ? error.message : '';
    throw new InvalidInput(`${name} cannot be read as a workbook${said === '' ? '.' : `: ${said}`}`, {
      hint: 'Save it anew as .xlsx, or as .csv; --sheet names a sheet.',
      cause: error,
    });
  });
  // Its types say `typeof Date` where it answers dates.
  const rows = (records as unknown as Cell[][])
    .map((cells, index) => ({ line: index + 1, cells }))
    .filter(({ cells }) => !cells.every(isEmpty));
  const [headings, ...body] = rows;
  if (!headings) throw new InvalidInput(`${name} is empty.`);
  const texts = headings.cells.map((cell) =>
    cell instanceof NumberCell ? String(cell.value) : String(cell ?? '').trim(),
  );
  return { headings: texts, rows: body, hasPaddedNumbers: await hasPaddedNumbers(bytes) };
}

/** Whether the workbook has a number format like "00000": its cells hold 203 and show 00203. */
async function hasPaddedNumbers(bytes: Buffer): Promise<boolean> {
  const { unzipSync } = await import('fflate');
  const { 'xl/styles.xml': styles } = unzipSync(bytes, { filter: ({ name }) => name === 'xl/styles.xml' });
  return styles !== undefined && /formatCode="0{2,}["-]/.test(new TextDecoder().decode(styles));
}
