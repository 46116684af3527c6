import { LayoutChanged } from 'sidedoor-mcp';

/**
 * A cell of a certain form: one of another column is never taken for it.
 *
 * @throws LayoutChanged
 */
export function fits(form: RegExp, text: string, column: string): string {
  if (!form.test(text)) throw new LayoutChanged(`"${text.slice(0, 40)}" stands where a ${column} should be.`);
  return text;
}

/** "8:00 AM - 10:00 AM" → "08:00-10:00". */
export function windowOf(text: string): string {
  const times = text.split(/\s+[-–]\s+/);
  if (times.length !== 2) throw new LayoutChanged(`"${text.slice(0, 40)}" stands where a window should be.`);
  return times.map(timeOf).join('-');
}

function timeOf(text: string): string {
  const [, hour = '', minutes = '', half = ''] = /^(\d{1,2}):(\d\d) (AM|PM)$/.exec(text) ?? [];
  if (half === '') throw new LayoutChanged(`"${text.slice(0, 40)}" stands where a time should be.`);
  const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${minutes}`;
}

/** "08:00-10:00" → "8:00 AM - 10:00 AM". */
export function windowText(window: string): string {
  return window
    .split('-')
    .map((time) => {
      const [hour = 0, minutes = 0] = time.split(':').map(Number);
      return `${((hour + 11) % 12) + 1}:${String(minutes).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
    })
    .join(' - ');
}

/** 2026-11-20 → "Nov 20, 2026". */
export const longDate = (iso: string): string =>
  new Date(`${iso}T00:00:00Z`).toLocaleDateString('en-US', {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
  });

export const labelForm = /^#\d+-\d+$/;
const statuses = [
  'Scheduled',
  'Confirmed',
  'Dispatched',
  'Working',
  'Hold',
  'Done',
  'Canceled',
  'Unused',
] as const;
export const statusForm = new RegExp(`^(${statuses.join('|')})$`);
export const priorityForm = /^(Normal|High|Urgent)$/;
