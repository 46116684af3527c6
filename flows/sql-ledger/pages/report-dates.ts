import { isoDate, LayoutChanged } from 'sidedoor-mcp';

/**
 * Dates of reports. Each login of SQL-Ledger has its own date format, and "10-11-2026" does not say which one it is. Two
 * things are the same for all: a date without separators is year, month, day; and the lines under a report's heading
 * spell the month out. So every report is asked for a last day, if only the end of the century, and its line tells the
 * order that the cells follow.
 */
export const noLastDay = '2099-12-31';

/** As a parameter of a report: "20261031". */
export const asParameter = (iso: string) => iso.replaceAll('-', '');

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** How the cells write dates; a cell that starts with a year needs none. */
export type CellOrder = 'mdy' | 'dmy';

export interface SpelledDate {
  iso: string;
  order: CellOrder;
}

/** Reads "October 01 2026", "01 October 2026" and "01. October 2026". */
export function spelledDate(text: string): SpelledDate {
  const parts = /^(?:(\d\d?)\.? )?([A-Z][a-z]+) (?:(\d\d?) )?(\d{4})$/.exec(text.trim());
  const [, dayBefore, month = '', dayAfter = '', year = ''] = parts ?? [];
  const number = months.indexOf(month) + 1;
  if (number === 0) {
    throw new LayoutChanged(`"${text.slice(0, 40)}" stands where the report spells a date out in English.`);
  }
  return {
    iso: isoDate(`${year}-${number}-${dayBefore ?? dayAfter}`, 'ymd'),
    order: dayBefore === undefined ? 'mdy' : 'dmy',
  };
}

/** Reads the cells of a report in the order that its heading lines showed. */
export function cellDate(text: string, order: CellOrder): string {
  return isoDate(text, /^\d{4}/.test(text) ? 'ymd' : order);
}

export function cellDateOrNull(text: string, order: CellOrder): string | null {
  return text === '' ? null : cellDate(text, order);
}
