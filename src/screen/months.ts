import { cellText } from './cell.ts';
import type { Cell } from './cell.ts';
import { notA } from './dates.ts';
import { monthNumber } from './month-names.ts';

/** Which comes first on the app's screens: "03/2026" and "0326" are `my`, "2026-03" and "202603" are `ym`. */
export type MonthOrder = 'my' | 'ym';

/**
 * Reads a month, such as the one that something is posted in, and answers it as "2026-03": "03/2026", "3-26", "0326",
 * "202603", "Mar 2026". Two-digit years are 2000–2099.
 *
 * @throws LayoutChanged when it is no month of that order.
 */
export function isoMonth(cell: Cell, order: MonthOrder): string {
  const text = typeof cell === 'string' ? cellText(cell) : '';
  const [, name = '', yearAfter = ''] = /^([a-z]+)\.?,?[ -](\d{4}|\d{2})$/i.exec(text) ?? [];
  const pattern =
    order === 'my'
      ? /^(?<m>\d{1,2})[-/.](?<y>\d{4}|\d{2})$|^(?<mm>\d{2})(?<yy>\d{2}|\d{4})$/
      : /^(?<y>\d{4}|\d{2})[-/.](?<m>\d{1,2})$|^(?<yy>\d{2}|\d{4})(?<mm>\d{2})$/;
  const parts = pattern.exec(text)?.groups ?? {};
  const month = monthNumber(name) ?? parts.m ?? parts.mm ?? '';
  const year = (yearAfter || parts.y) ?? parts.yy ?? '';
  if (Number(month) < 1 || Number(month) > 12 || year === '') return notA('month', cell);
  return `${year.padStart(4, '20')}-${month.padStart(2, '0')}`;
}

/** Writes "2026-03" the way a form of the app wants it: `screenMonth('2026-03', 'my', '/')` is "03/2026". */
export function screenMonth(month: string, order: MonthOrder, separator: string): string {
  const [y = '', m = ''] = month.split('-');
  return order === 'my' ? `${m}${separator}${y}` : `${y}${separator}${m}`;
}
