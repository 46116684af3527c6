import type { Cell } from './cell.ts';
import { isoDate, notA } from './dates.ts';
import type { DateOrder } from './dates.ts';

/**
 * Reads a day and a time, "9/28/26 8:21 AM", "09/28/2026 20:21:05", and answers "2026-09-28T08:21:00": as the app
 * shows it, in whatever time zone that is, and so without one. Without AM or PM it is of 24 hours.
 *
 * @throws LayoutChanged when it is no date of that order with a time.
 */
export function isoDateTime(cell: Cell, order: DateOrder): string {
  // Dates of a workbook come to the nearest millisecond of a fraction of a day.
  if (cell instanceof Date)
    return new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString().slice(0, 19);
  const parts =
    typeof cell === 'string'
      ? /^(.*?\d),?(?:\s+at)?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?m\.?)?$/i.exec(cell.trim())
      : null;
  if (!parts) return notA('date with a time', cell);
  const [, day = '', hours = '', minutes = '', seconds = '00', half] = parts;
  const hour =
    half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const isHalfDay = half === undefined || (Number(hours) >= 1 && Number(hours) <= 12);
  if (!isHalfDay || hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) {
    return notA('date with a time', cell);
  }
  return `${isoDate(day, order)}T${String(hour).padStart(2, '0')}:${minutes}:${seconds}`;
}
