import { amount, fromCents, isoDate, LayoutChanged } from 'sidedoor-mcp';

/**
 * How a file has its amounts: whole cents (a vendor fact), or dollars with both places. Whatever reads it proves the unit by
 * a total of the screen.
 *
 * @throws LayoutChanged when it has both.
 */
export function unitOf(amounts: string[]): (text: string) => string {
  return amounts.every((text) => /^-?\d+\.\d\d$/.test(text)) ? amount : fromCents;
}

/** "9/28/26 8:21 AM" → "2026-09-28T08:21:00": the restaurant's own time, without an offset. */
export function localTime(text: string): string {
  const [, date = '', hour, minute, half] = /^(\S+) (\d{1,2}):(\d\d) (AM|PM)$/.exec(text) ?? [];
  if (hour === undefined || Number(hour) > 12)
    throw new LayoutChanged(`"${text.slice(0, 40)}" stands where a date and time should be.`);
  const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  return `${isoDate(date, 'mdy')}T${String(hours).padStart(2, '0')}:${minute}:00`;
}

/** "2026-09-28T08:21:00" → "9/28/26 8:21 AM", as the fields of times want it. */
export function onScreenTime(local: string): string {
  const [year, month, day, hour, minute] = local.split(/[-T:]/).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const time = `${hour % 12 || 12}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
  return `${month}/${day}/${String(year).slice(2)} ${time}`;
}
