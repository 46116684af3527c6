import { amount, isoDate } from 'sidedoor-mcp';

/** Cells of a report as values: amounts and rates as decimal strings, dates ISO, null for no data. */
export function typed(row: Record<string, string>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(row).map(([name, text]) => [name, valueOf(text)]));
}

function valueOf(text: string): string | null {
  if (text === '—' || text === '') return null;
  if (/^\(?\$[\d,.]+\)?$/.test(text)) return amount(text);
  if (/^\d\d\/\d\d\/\d{4}$/.test(text)) return isoDate(text, 'mdy');
  if (/^-?[\d.]+%$/.test(text)) return (Number(text.slice(0, -1)) / 100).toFixed(3);
  return text;
}
