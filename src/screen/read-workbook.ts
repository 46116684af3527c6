import { Buffer } from 'node:buffer';
import { LayoutChanged } from '../errors.ts';
import type { DownloadedFile } from './download.ts';

/** An empty cell is null; text is as it stands, with its leading spaces. */
export type Cell = string | number | boolean | Date | null;

/** The workbook in a file. Its name does not count: applications call workbooks .xls that are none. */
export interface Workbook {
  sheets: { name: string; rows: Cell[][] }[];
}

/** @throws LayoutChanged when the file is no Excel workbook (.xlsx), whatever its name says. */
export async function readWorkbook(file: DownloadedFile): Promise<Workbook> {
  // Only who reads a workbook waits until its reader is loaded.
  const { default: readSheets } = await import('read-excel-file/node');
  try {
    const sheets = await readSheets(Buffer.from(file.bytes), { trim: false });
    return { sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as unknown as Cell[][] })) };
  } catch (error) {
    throw new LayoutChanged(`The file "${file.name}" is no Excel workbook.`, { cause: error });
  }
}
