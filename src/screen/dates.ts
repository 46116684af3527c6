import { LayoutChanged } from '../errors.ts';
import { cellText } from './cell.ts';
import type { Cell } from './cell.ts';
import { monthNumber } from './month-names.ts';

/** Order of the parts on the app's screens. */
export type DateOrder = 'mdy' | 'dmy' | 'ymd';

/**
 * Reads a date off a screen or out of a file and answers an ISO date: "11-01-2026", "1.11.2026", "11/1/26", "110126",
 * "20261101", "Nov 1, 2026", and a date cell of a workbook. Two-digit years are 2000–2099.
 *
 * @throws LayoutChanged when it is no date of that order, or leaves a doubt: a number (see `excelDate`), a date with a time
 * of day (see `isoDateTime`), six digits that may as well be a year and a month.
 */
export function isoDate(cell: Cell, order: DateOrder): string {
  if (cell instanceof Date) {
    const [day = '', time = ''] = cell.toISOString().split('T');
    return time.startsWith('00:00:00') ? day : notA('date', cell);
  }
  const parts = typeof cell === 'string' ? (inDigits(cell.trim(), order) ?? apart(cell, order)) : undefined;
  return (parts && checked(parts)) ?? notA('date', cell);
}

/** As `isoDate`, with `null` for an empty cell. */
export function isoDateOrNull(cell: Cell, order: DateOrder): string | null {
  return cellText(cell) === '' ? null : isoDate(cell, order);
}

/** Writes an ISO date the way a form of the app wants it. */
export function screenDate(iso: string, order: DateOrder, separator: string): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  const part = { y: year, m: month, d: day };
  return (order.split('') as (keyof typeof part)[]).map((letter) => part[letter]).join(separator);
}

/**
 * The date behind a number that a sheet shows as a date, and a file gives as days since 1900: 46327 is 2026-11-01.
 *
 * @throws LayoutChanged when it is no whole number between 1900-03-01, before which spreadsheets disagree, and 2199.
 */
export function excelDate(cell: Cell): string {
  const days = typeof cell === 'string' && /^\s*\d{1,6}\s*$/.test(cell) ? Number(cell) : cell;
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 61 || days > 109_575) {
    return notA('number of days since 1900', cell);
  }
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Reads two dates with a dash or "to" between them: "Dec 4, 2023 – Dec 11, 2023", "12/04/2023 - 12/11/2023".
 *
 * @throws LayoutChanged when it is no two dates of that order, the earlier first.
 */
export function isoPeriod(text: string, order: DateOrder): { from: string; to: string } {
  const [first, second, ...more] = text.split(/\s*[–—]\s*|\s+(?:-|to|through)\s+/i);
  if (first === undefined || second === undefined || more.length > 0) return notA('period', text);
  const period = { from: isoDate(first, order), to: isoDate(second, order) };
  return period.from <= period.to ? period : notA('period', text);
}

type Part = 'y' | 'm' | 'd';
type Parts = Record<Part, string>;

/** "110126", "11012026", "20261101": without separators only as many digits as leave no doubt. */
function inDigits(text: string, order: DateOrder): Parts | undefined {
  if (!/^\d+$/.test(text)) return undefined;
  const year = text.length === 8 ? 4 : 2;
  // "202611" is not told apart from a year and a month.
  if (text.length !== 8 && (text.length !== 6 || order === 'ymd')) return undefined;
  let at = 0;
  const cut = (part: Part) => text.slice(at, (at += part === 'y' ? year : 2));
  return Object.fromEntries((order.split('') as Part[]).map((part) => [part, cut(part)])) as Parts;
}

function apart(text: string, order: DateOrder): Parts | undefined {
  const named = /^(?:([a-z]+)\.? (\d{1,2})|(\d{1,2})[ -]([a-z]+)\.?),?[ -](\d{4}|\d{2})$/i.exec(
    cellText(text),
  );
  if (named) {
    const [, month, day, dayBefore = '', monthAfter = '', y = ''] = named;
    const m = monthNumber(month ?? monthAfter);
    return m === undefined ? m : { y, m, d: day ?? dayBefore };
  }
  const parts = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/.exec(text.trim());
  if (!parts) return undefined;
  const [, first = '', , second = '', third = ''] = parts;
  const [a = 'y', b = 'm', c = 'd'] = order.split('') as Part[];
  return { [a]: first, [b]: second, [c]: third } as Parts;
}

/** Only what is a day of the calendar, its year in two or four digits. */
function checked({ y, m, d }: Parts): string | undefined {
  if (!/^(\d{2}|\d{4})$/.test(y) || m.length > 2 || d.length > 2) return undefined;
  const iso = `${y.padStart(4, '20')}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const instant = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(iso) ? iso : undefined;
}

export function notA(what: string, cell: Cell): never {
  throw new LayoutChanged(`"${cellText(cell).slice(0, 40)}" stands where a ${what} should be.`);
}
