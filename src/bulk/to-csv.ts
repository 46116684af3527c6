/** One record per line, quoted as in RFC 4180 where needed. With a byte order mark: spreadsheets take it for UTF-8 then. */
export function toCsv(records: readonly (readonly unknown[])[]): string {
  return `\ufeff${records.map((cells) => cells.map(toCell).join(',')).join('\r\n')}\r\n`;
}

function toCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = isFormula(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Text from an application's screens must not become a formula in whoever's spreadsheet. A negative number is none. */
const isFormula = (text: string) => /^[=+\-@\t\r]/.test(text) && !/^-?\d+([.,]\d+)*$/.test(text);
