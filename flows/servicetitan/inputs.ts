import { z } from 'zod';

/** Fields of the tools. What they must be is checked, and not shown to every model that reads of them. */

const digits = (text: string) => /^\d+$/.test(text);

/** Of a record, as the app writes it: digits only. */
export const numberOf = () => z.string().refine(digits, 'must be digits only');

/** A text of some length, without white space around it. */
export const text = (most: number, least = 0) =>
  z
    .string()
    .trim()
    .refine(
      ({ length }) => length >= least && length <= most,
      `must have from ${least} to ${most} characters`,
    );

export const windowOfDay = () =>
  z.string().refine((shown) => /^\d\d:\d\d-\d\d:\d\d$/.test(shown), 'must look like 08:00-10:00');

export const dollars = () =>
  z.string().refine((shown) => /^\d{1,6}\.\d\d$/.test(shown), 'must look like 129.00');

/** None when left out. */
export const names = () =>
  z
    .array(z.string().trim().min(1))
    .optional()
    .refine((all) => (all?.length ?? 0) <= 20, 'must be 20 at most');
