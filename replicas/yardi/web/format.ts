/** 123456 → "1,234.56"; negative ones in parentheses. */
export function money(cents: number): string {
  const text = (Math.abs(cents) / 100).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return cents < 0 ? `(${text})` : text;
}

/** As `money`, and whole cents back; `undefined` for anything else. */
export function cents(text: string): number | undefined {
  const bare = text.trim().replaceAll(',', '');
  return /^-?\d+(\.\d{1,2})?$/.test(bare) ? Math.round(Number(bare) * 100) : undefined;
}

/** ISO to MM/DD/YYYY, and YYYY-MM to MM/YYYY. */
export function slashed(iso: string): string {
  const [year, month, day] = iso.split('-');
  return day === undefined ? `${month}/${year}` : `${month}/${day}/${year}`;
}

/** MM/DD/YYYY to ISO, MM/YYYY to YYYY-MM; empty for anything else. */
export function unslashed(text: string): string {
  const day = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text.trim());
  if (day) return `${day[3]}-${day[1]}-${day[2]}`;
  const month = /^(\d\d)\/(\d{4})$/.exec(text.trim());
  return month ? `${month[2]}-${month[1]}` : '';
}

/** "2026-03" as "Mar 2026". */
export function monthName(month: string): string {
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return `${names[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
}
