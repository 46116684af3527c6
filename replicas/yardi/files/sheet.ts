import type { YardiSwitches } from '../switches.ts';
import { workbook } from './workbook.ts';
import type { CellValue } from './workbook.ts';

/** A report as its workbook has it. */
export interface Sheet {
  title: string;
  /** Of the file, without a number and an ending. */
  name: string;
  meta: string[];
  headings: string[][];
  body: CellValue[][];
  totals: CellValue[][];
  /** The column in which the amounts begin. */
  amountsAt: number;
  /** How the screen has a number of a column from there on; as an amount when not given. */
  shown?: (cell: number, column: number) => string;
}

export function bytesOf(sheet: Sheet, switches: YardiSwitches): Uint8Array<ArrayBuffer> {
  return workbook('Report1', rowsOf(sheet, switches));
}

/** All rows, with whatever is switched wrong in them. */
export function rowsOf(sheet: Sheet, switches: YardiSwitches): CellValue[][] {
  const headings = sheet.headings.map((cells) => [...cells]);
  const last = headings.at(-1);
  if (switches.renameHeading && last) last[last.length - 1] = 'Remarks';
  const body = (switches.truncateRows ? sheet.body.slice(0, -2) : sheet.body).map((cells) =>
    switches.shiftColumn && cells.length > sheet.amountsAt
      ? [...cells.slice(0, sheet.amountsAt), null, ...cells.slice(sheet.amountsAt, -1)]
      : cells,
  );
  const totals = switches.brokenTotals ? sheet.totals.map(tooHigh) : sheet.totals;
  return [...sheet.meta.map((text) => [text]), ...headings, ...body, ...totals];
}

function tooHigh(cells: CellValue[]): CellValue[] {
  return cells.map((cell) => (typeof cell === 'number' ? cell + 1 : dearer(cell)));
}

function dearer(cell: CellValue): CellValue {
  return typeof cell === 'string' && /^\(?[\d,]+\.\d\d\)?$/.test(cell) ? cell.replace(/\.\d\d/, '.99') : cell;
}
