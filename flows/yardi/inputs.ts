import { z } from 'zod';

export const property = () =>
  z
    .string()
    .regex(/^[a-z0-9]+$/, 'one code, no list')
    .describe('Code, e.g. dock');
export const month = () =>
  z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .describe('YYYY-MM');
export const vendor = () => z.string().trim().min(1).describe('Code or exact name');

// Of the fields of lines a model reads one word about all: what each may hold is checked, and said when it does not.

/** As forms take it; positive. */
export const money = () => matching(/^\d{1,9}\.\d\d$/, 'an amount such as "1250.00"');
export const propertyCode = () => matching(/^[a-z0-9]+$/, 'the code of one property');
export const quantity = () => matching(/^\d{1,6}(\.\d{1,2})?$/, 'a quantity such as "2.5"');
export const code = () => z.string().trim().min(1);

/** Some words, as many characters as the field takes. */
export const text = (most: number) =>
  z
    .string()
    .trim()
    .refine((given) => given.length <= most, `at most ${most} characters`);

export const lines = <Line extends z.ZodType>(line: Line, most = 60) =>
  z.array(line).refine(({ length }) => length > 0 && length <= most, `1 to ${most} of them`);

const matching = (pattern: RegExp, what: string) => z.string().refine((given) => pattern.test(given), what);
