import Big from 'big.js';
import { z } from 'zod';
import { LayoutChanged } from '../errors.ts';
import { cellText } from './cell.ts';
import type { Cell } from './cell.ts';

/** Schema of an amount: a decimal string such as "-1250.00", never a float. */
export const decimal = () => z.string().regex(/^-?\d+(\.\d+)?$/, 'a decimal string such as "1250.00"');

/** One currency sign, at an end of the digits. */
const currency = /(?<!\d)\s*[$€£]\s*|\s*[$€£]\s*(?!\d)/;
const shape = /^(\(?)([-−]?)((?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?)([-−]?)(\)?)$/;

/**
 * Reads an amount off a screen or out of a file: "2,300.00", "(75.00)", "75.00-", "-$75", "$ 1,200", and a number cell of a
 * workbook. Answers a decimal string with at least two places.
 *
 * @throws LayoutChanged when it is no amount, or leaves a doubt ("1.234,56", "(75.00)-"); an empty cell is none (see
 * `amountOrZero`).
 */
export function amount(cell: Cell): string {
  // A workbook keeps seventeen digits of a float and shows fifteen: 0.1 + 0.2 is 0.3 there.
  if (typeof cell === 'number' && Number.isFinite(cell)) return written(new Big(cell.toPrecision(15)));
  const bare = typeof cell === 'string' ? cell.trim().replace(currency, '') : '';
  const [, open = '', before = '', digits = '', after = '', close = ''] = shape.exec(bare) ?? [];
  const signs = open.length + before.length + after.length;
  if (!/\d/.test(digits) || open.length !== close.length || signs > 1) {
    throw new LayoutChanged(`"${cellText(cell).slice(0, 40)}" stands where an amount should be.`);
  }
  const value = new Big(digits.replaceAll(',', ''));
  return written(signs === 1 ? value.neg() : value, digits.split('.')[1]?.length);
}

/** As `amount`, for the columns where the app leaves a cell empty for nothing. */
export function amountOrZero(cell: Cell): string {
  return cellText(cell) === '' ? '0.00' : amount(cell);
}

/**
 * Reads an amount that the app gives in cents: 1250 and "1250" are "12.50".
 *
 * @throws LayoutChanged when it is no whole number.
 */
export function fromCents(cents: Cell): string {
  const digits = typeof cents === 'number' ? String(cents) : cellText(cents);
  if (!/^-?\d+$/.test(digits)) {
    throw new LayoutChanged(`"${digits.slice(0, 40)}" stands where a whole number of cents should be.`);
  }
  return written(new Big(digits).div(100));
}

/** Exact sum of decimal strings. */
export function sum(amounts: Iterable<string>): string {
  let total = new Big(0);
  for (const value of amounts) total = total.plus(value);
  return total.toFixed(2);
}

/** With the places that it came with, two at least; nothing has no sign. */
function written(value: Big, places = value.toFixed().split('.')[1]?.length ?? 0): string {
  return value.toFixed(Math.max(2, places)).replace(/^-(0(\.0+)?)$/, '$1');
}
