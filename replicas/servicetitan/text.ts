/** How the screens write things. */
export const money = (cents: number): string => {
  const text = (Math.abs(cents) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
  return cents < 0 ? `($${text})` : `$${text}`;
};

/** 2026-11-20 → 11/20/2026. */
export const shortDate = (day: string): string => {
  const [year, month, date] = day.split('-');
  return `${month}/${date}/${year}`;
};

/** 2026-11-20 → "Nov 20, 2026". */
export const longDate = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-US', {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
  });

/** Minutes of the day → "8:00 AM". */
export const clock = (minutes: number): string => {
  const hour = Math.floor(minutes / 60);
  return `${((hour + 11) % 12) + 1}:${String(minutes % 60).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
};

export const windowText = ({ from, to }: { from: number; to: number }): string =>
  `${clock(from)} - ${clock(to)}`;
