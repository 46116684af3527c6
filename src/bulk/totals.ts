import { sum } from '../screen/money.ts';

/**
 * Sums of the fields that are amounts: decimals with places in every row that has them. What is only made of digits is
 * as likely a number of a flat.
 */
export function totalsOf(rows: Record<string, unknown>[]): Record<string, string> {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  const totals: Record<string, string> = {};
  for (const name of names) {
    const values = rows.map((row) => row[name]).filter((value) => value !== undefined);
    const texts = values.map((value) => (typeof value === 'number' ? String(value) : value));
    const isAmount = (text: unknown): text is string =>
      typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text);
    if (texts.every(isAmount) && texts.some((text) => text.includes('.'))) totals[name] = sum(texts);
  }
  return totals;
}
