/** "2026-11-20 14:03:07", in the time zone of whoever looks. */
export function localTime(epochMs: number): string {
  const at = new Date(epochMs);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** "840 ms", "4.2 s", "3 min 5 s". */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1_000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** "just now", "4 min ago", "3 h ago", "12 days ago". */
export function ago(epochMs: number, now = Date.now()): string {
  const minutes = Math.floor((now - epochMs) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}

/** "14:03" for today, "2026-11-20 14:03" for another day, in the time zone of whoever looks. */
export function clockTime(epochMs: number, now = Date.now()): string {
  const [date, time] = localTime(epochMs).slice(0, -3).split(' ');
  return localTime(now).startsWith(date!) ? time! : `${date} ${time}`;
}

/** "4 min old". */
export function age(epochMs: number, now = Date.now()): string {
  const text = ago(epochMs, now);
  return text === 'just now' ? 'new' : text.replace('ago', 'old');
}

/** ISO time for JSON. */
export function isoTime(epochMs: number | null): string | null {
  return epochMs === null ? null : new Date(epochMs).toISOString();
}
