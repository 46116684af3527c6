import { Buffer } from 'node:buffer';
import { AppUnavailable, LayoutChanged, SessionLost } from '../errors.ts';
import type { Cell } from './cell.ts';
import type { DownloadedFile } from './download.ts';
import { fileText } from './file-text.ts';
import { htmlTables } from './html-tables.ts';
import { isZip, listZip, unzip } from './unzip.ts';

export interface Workbook {
  /** In their order. Of a page, its tables that have rows, named "Table 1" and so on. */
  sheets: { name: string; rows: Cell[][] }[];
}

/**
 * Reads a spreadsheet by its bytes, whatever its name says: an .xlsx, or an HTML page with tables that the app calls .xls.
 * No-break spaces become spaces and carriage returns ("_x000D_") go; leading spaces stay, because some reports
 * show levels by them. Dates of an .xlsx are at midnight UTC; cells of a page are text.
 *
 * @throws LayoutChanged when it is something else, which it names.
 * @throws AppUnavailable when nothing or only a part came, or a page without a table.
 * @throws SessionLost when what came is the page with the field for the password.
 */
export async function readWorkbook(file: DownloadedFile): Promise<Workbook> {
  const { name, bytes } = file;
  if (bytes.length === 0) throw new AppUnavailable(`The app sent the file "${name}" empty.`);
  if (isZip(bytes)) return { sheets: await xlsxSheets(file) };
  const text = fileText(bytes);
  const kind = otherKind(bytes, text);
  if (kind !== undefined)
    throw new LayoutChanged(`The file "${name}" is ${kind}, no spreadsheet that is read here.`);
  if (/<input[^>]*type\s*=\s*["']?password/i.test(text)) {
    throw new SessionLost(`The app sent its sign-in page instead of the file "${name}".`);
  }
  const tables = htmlTables(text).filter((rows) => rows.some((row) => row.length > 0));
  if (tables.length === 0) {
    throw new AppUnavailable(`The app sent a page without a table instead of the file "${name}".`);
  }
  return { sheets: tables.map((rows, at) => ({ name: `Table ${at + 1}`, rows: rows.map(tidied) })) };
}

async function xlsxSheets(file: DownloadedFile): Promise<Workbook['sheets']> {
  if (!listZip(file).some(({ name }) => name === 'xl/workbook.xml')) {
    throw new LayoutChanged(`The file "${file.name}" is a zip, but no workbook.`);
  }
  // For its limits, before somebody else's code unpacks it.
  unzip(file);
  const { default: readSheets } = await import('read-excel-file/node');
  const sheets = await readSheets(Buffer.from(file.bytes), { trim: false }).catch((cause: unknown) => {
    throw new LayoutChanged(`The workbook "${file.name}" cannot be read.`, { cause });
  });
  // Its types say `typeof Date` where it answers dates.
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: (data as unknown as Cell[][]).map(tidied) }));
}

function tidied(row: Cell[]): Cell[] {
  return row.map((cell) => {
    if (typeof cell !== 'string') return cell;
    const text = cell
      .replaceAll('_x000D_', '\r')
      .replace(/\r\n?/g, '\n')
      .replaceAll('\u{A0}', ' ')
      .replace(/[\u{FEFF}\u{200B}]/gu, '');
    return text.trim() === '' ? null : text.trimEnd();
  });
}

/** What a file is that is neither; nothing for a page. */
function otherKind(bytes: Uint8Array, text: string): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) return 'an Excel file of before 2007';
  if (text.startsWith('%PDF')) return 'a PDF';
  if (/^\s*<\?xml[^]{0,2000}<(ss:)?Workbook\b/i.test(text)) return 'an XML spreadsheet of 2003';
  if (!/^\s*</.test(text)) return 'text, perhaps CSV (see readCsv)';
  return undefined;
}
