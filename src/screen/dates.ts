import { LayoutChanged } from '../errors.ts';

/** Order of the parts on the app's screens. */
export type DateOrder = 'mdy' | 'dmy' | 'ymd';

/**
 * Reads a date off a screen ("11-01-2026", "1.11.2026", "11/1/26") and answers an ISO date. Two-digit years are
 * 2000–2099.
 *
 * @throws LayoutChanged when the text is no date of that order.
 */
export function isoDate(text: string, order: DateOrder): string {
  const parts = text.trim().split(/[-/.]/);
  const pick = (part: 'y' | 'm' | 'd') => parts[order.indexOf(part)] ?? '';
  const year = pick('y').length === 2 ? `20${pick('y')}` : pick('y');
  const iso = `${year.padStart(4, '0')}-${pick('m').padStart(2, '0')}-${pick('d').padStart(2, '0')}`;
  const instant = new Date(`${iso}T00:00:00Z`);
  if (parts.length !== 3 || Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(iso)) {
    throw new LayoutChanged(`"${text.slice(0, 40)}" stands where a date should be.`);
  }
  return iso;
}

/** As `isoDate`, with `null` for an empty cell. */
export function isoDateOrNull(text: string, order: DateOrder): string | null {
  return text.trim() === '' ? null : isoDate(text, order);
}

/** Writes an ISO date the way a form of the app wants it. */
export function screenDate(iso: string, order: DateOrder, separator: string): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  const part = { y: year, m: month, d: day };
  return (order.split('') as (keyof typeof part)[]).map((letter) => part[letter]).join(separator);
}
