import Big from 'big.js';
import { z } from 'zod';
import { LayoutChanged } from '../errors.ts';

/** Schema of an amount: a decimal string such as "-1250.00", never a float. */
export const decimal = () => z.string().regex(/^-?\d+(\.\d+)?$/, 'a decimal string such as "1250.00"');

/**
 * Reads an amount off a screen: "2,300.00", "(75.00)", "75.00-", "$ 1,200". Answers a decimal string with at least
 * two places.
 *
 * @throws LayoutChanged when the text is no amount; an empty cell is none (see `amountOrZero`).
 */
export function amount(text: string): string {
  const bare = text.replace(/[\s$€£]/g, '');
  const negative = /^\(.*\)$/.test(bare) || /^-|-$/.test(bare);
  const digits = bare.replace(/[()-]/g, '');
  if (!/^(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?$/.test(digits) || !/\d/.test(digits)) {
    throw new LayoutChanged(`"${text.slice(0, 40)}" stands where an amount should be.`);
  }
  const value = new Big(digits.replaceAll(',', ''));
  const places = Math.max(2, digits.split('.')[1]?.length ?? 0);
  return (negative ? value.neg() : value).toFixed(places).replace(/^-(0(\.0+)?)$/, '$1');
}

/** As `amount`, for the columns where the app leaves a cell empty for nothing. */
export function amountOrZero(text: string): string {
  return text.trim() === '' ? '0.00' : amount(text);
}

/** Exact sum of decimal strings. */
export function sum(amounts: Iterable<string>): string {
  let total = new Big(0);
  for (const value of amounts) total = total.plus(value);
  return total.toFixed(2);
}
