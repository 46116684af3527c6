const day = 86_400_000;

export function daysBefore(iso: string, count: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) - count * day).toISOString().slice(0, 10);
}

/** "2026-11-02" → 1, Monday. */
export function weekday(iso: string): number {
  return new Date(`${iso}T00:00:00Z`).getUTCDay();
}

export function within(date: string, from: string, to: string): boolean {
  return date >= from && date <= to;
}

/** "2026-11-02" → "11-02-2026". */
export function dashed(iso: string): string {
  return `${iso.slice(5, 7)}-${iso.slice(8)}-${iso.slice(0, 4)}`;
}

/** "2026-11-02" → "11/02/2026". */
export function slashed(iso: string): string {
  return dashed(iso).replaceAll('-', '/');
}

/** "20261102" or "11-02-2026" → "2026-11-02"; undefined when it is no date. */
export function toIso(text: string): string | undefined {
  const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (compact) return `${compact[1]}-${compact[2]}-${compact[3]}`;
  const dashes = /^(\d\d)-(\d\d)-(\d{4})$/.exec(text);
  return dashes ? `${dashes[3]}-${dashes[1]}-${dashes[2]}` : undefined;
}

/** "2026-09-28T08:21" → "9/28/26 8:21 AM". */
export function clockTime(local: string): string {
  const [year, month, date, hour, minute] = local.split(/[-T:]/).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const half = hour < 12 ? 'AM' : 'PM';
  return `${month}/${date}/${String(year).slice(2)} ${hour % 12 || 12}:${String(minute).padStart(2, '0')} ${half}`;
}

/** "9/28/26 8:21 AM" → "2026-09-28T08:21"; undefined when it is no time. */
export function fromClockTime(text: string): string | undefined {
  const [, month, date, year, hour, minute, half] =
    /^(\d{1,2})\/(\d{1,2})\/(\d\d) (\d{1,2}):(\d\d) (AM|PM)$/.exec(text.trim()) ?? [];
  if (half === undefined) return undefined;
  const two = (part: number | string | undefined) => String(part).padStart(2, '0');
  return `20${year}-${two(month)}-${two(date)}T${two((Number(hour) % 12) + (half === 'PM' ? 12 : 0))}:${minute}`;
}

/** "2026-11-02T18:15:20" → "11/02/2026 6:15:20 PM". */
export function fullTime(local: string): string {
  const [, seconds = ''] = /:(\d\d)$/.exec(local) ?? [];
  const [, time = '', half = ''] = clockTime(local).split(' ');
  return `${slashed(local.slice(0, 10))} ${time}:${seconds} ${half}`;
}

/** Moves a local time by whole hours. */
export function shifted(local: string, hours: number): string {
  return new Date(Date.parse(`${local}:00Z`) + hours * 3_600_000).toISOString().slice(0, 16);
}
